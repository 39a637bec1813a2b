package dev.setpoint.provider.sandbox.accessanalyzer;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.accessanalyzer.model.ArchiveRuleSummary;
import software.amazon.awssdk.services.accessanalyzer.model.CreateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListArchiveRulesRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListArchiveRulesResponse;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateArchiveRuleResponse;

/** Archive rules of analyzers. */
final class ArchiveRules extends AnalyzerPart {

    ArchiveRules(World world) {
        super(world);
    }

    static Value.Map filter(String name, Map<String, Criterion> filter) {
        requireName(name);
        if (filter.isEmpty()) {
            throw invalid("The filter of the archive rule " + name + " is empty");
        }
        var entries = new LinkedHashMap<String, Value>();
        filter.forEach((key, criterion) -> entries.put(key, SdkShapes.PLAIN.toValue(criterion)));
        return new Value.Map(entries);
    }

    private void saveRules(String analyzer, Value.Map rules) {
        world.documents().put(key(world, analyzer), analyzer(analyzer).with("rules", rules));
    }

    private Value.Map rules(String analyzer, String rule) {
        var rules = analyzer(analyzer).map("rules");
        if (!rules.has(rule)) {
            throw refusal("ResourceNotFoundException", 404, "Archive rule not found: " + rule);
        }
        return rules;
    }

    @Override
    public CreateArchiveRuleResponse createArchiveRule(CreateArchiveRuleRequest request) {
        var rules = analyzer(request.analyzerName()).map("rules");
        if (rules.has(request.ruleName())) {
            throw refusal("ConflictException", 409, "An archive rule " + request.ruleName() + " already exists");
        }
        saveRules(request.analyzerName(), rules.with(request.ruleName(), filter(request.ruleName(), request.filter())));
        return CreateArchiveRuleResponse.builder().build();
    }

    @Override
    public UpdateArchiveRuleResponse updateArchiveRule(UpdateArchiveRuleRequest request) {
        var rules = rules(request.analyzerName(), request.ruleName());
        saveRules(request.analyzerName(), rules.with(request.ruleName(), filter(request.ruleName(), request.filter())));
        return UpdateArchiveRuleResponse.builder().build();
    }

    @Override
    public DeleteArchiveRuleResponse deleteArchiveRule(DeleteArchiveRuleRequest request) {
        var rules = rules(request.analyzerName(), request.ruleName());
        saveRules(request.analyzerName(), rules.without(request.ruleName()));
        return DeleteArchiveRuleResponse.builder().build();
    }

    @Override
    public ListArchiveRulesResponse listArchiveRules(ListArchiveRulesRequest request) {
        var rules = analyzer(request.analyzerName()).map("rules");
        var names = rules.entries().keySet().stream().sorted().toList();
        var page = PAGES.page(request, names, name -> name);
        return ListArchiveRulesResponse.builder()
                .nextToken(page.nextMarker())
                .archiveRules(page.items().stream()
                        .map(name -> ArchiveRuleSummary.builder()
                                .ruleName(name)
                                .filter(criteria(rules.map(name)))
                                .build())
                        .toList())
                .build();
    }

    private static Map<String, Criterion> criteria(Value.Map filter) {
        var criteria = new LinkedHashMap<String, Criterion>();
        filter.entries()
                .keySet()
                .forEach(key -> criteria.put(key, SdkShapes.PLAIN.build(Criterion.builder(), filter.map(key))));
        return criteria;
    }
}
