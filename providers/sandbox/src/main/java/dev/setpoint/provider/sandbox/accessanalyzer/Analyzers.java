package dev.setpoint.provider.sandbox.accessanalyzer;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.TagRules;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerConfiguration;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ArchiveRuleSummary;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.CreateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListArchiveRulesRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListArchiveRulesResponse;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.UntagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UntagResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateArchiveRuleResponse;

/** Analyzers of a region and their archive rules. They find nothing. */
public final class Analyzers implements AccessAnalyzerClient {

    public static final Part<AccessAnalyzerClient> PART = new Part<>(Analyzers.class, Analyzers::new);

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,254}");
    /** One region has one of this type. */
    private static final String ACCOUNT = "ACCOUNT";

    private static final int USUAL_AGE = 90;
    private static final int LONGEST_AGE = 365;

    private final World world;

    private Analyzers(World world) {
        this.world = world;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    /** @param name may be the beginning of one */
    private String key(String name) {
        return "access-analyzer:" + world.region() + ":analyzer:" + name;
    }

    private Value.Map known(String name) {
        return world.known(key(name)).orElseThrow(() -> notFound(name));
    }

    private static AwsServiceException notFound(String name) {
        return refusal("ResourceNotFoundException", 404, "Analyzer not found: " + name);
    }

    private static AwsServiceException refusal(String code, int status, String message) {
        return Service.ACCESS_ANALYZER.refusal(code, status, message);
    }

    private static AwsServiceException invalid(String message) {
        return refusal("ValidationException", 400, message);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid("The name " + name + " must satisfy the pattern " + NAME);
        }
    }

    @Override
    public CreateAnalyzerResponse createAnalyzer(CreateAnalyzerRequest request) {
        var name = request.analyzerName();
        requireName(name);
        if (world.documents().get(key(name)).isPresent()) {
            throw refusal("ConflictException", 409, "An analyzer with the name " + name + " already exists");
        }
        var type = request.typeAsString();
        if (type.startsWith("ORGANIZATION")) {
            throw invalid("You must create an organization before you create an analyzer for one");
        }
        if (type.equals(ACCOUNT)
                && world.documents().under(key("")).values().stream()
                        .anyMatch(other -> other.string("type").equals(Optional.of(ACCOUNT)))) {
            throw refusal("ServiceQuotaExceededException", 402, "One analyzer of this type per region is allowed");
        }
        var rules = Value.Map.EMPTY;
        for (var rule : request.archiveRules()) {
            rules = rules.with(rule.ruleName(), filter(rule.ruleName(), rule.filter()));
        }
        var analyzer = Value.Map.EMPTY
                .with("name", Value.of(name))
                .with("type", Value.of(type))
                .with("createdAt", Value.of(world.now().toString()))
                .with("rules", rules)
                .with("tags", tagged(Value.Map.EMPTY, request.tags()));
        world.documents()
                .put(key(name), type.endsWith("UNUSED_ACCESS") ? analyzer.with("age", age(request)) : analyzer);
        return CreateAnalyzerResponse.builder().arn(arn(name)).build();
    }

    private static Value age(CreateAnalyzerRequest request) {
        var age = Optional.ofNullable(request.configuration())
                .flatMap(configuration -> Optional.ofNullable(configuration.unusedAccess()))
                .flatMap(unused -> Optional.ofNullable(unused.unusedAccessAge()))
                .orElse(USUAL_AGE);
        if (age < 1 || age > LONGEST_AGE) {
            throw invalid("unusedAccessAge must be between 1 and " + LONGEST_AGE);
        }
        return Value.of(age);
    }

    private String arn(String name) {
        return world.arn("access-analyzer", "analyzer/" + name);
    }

    @Override
    public GetAnalyzerResponse getAnalyzer(GetAnalyzerRequest request) {
        return GetAnalyzerResponse.builder()
                .analyzer(summary(known(request.analyzerName())))
                .build();
    }

    @Override
    public ListAnalyzersResponse listAnalyzers(ListAnalyzersRequest request) {
        return ListAnalyzersResponse.builder()
                .analyzers(world.documents().under(key("")).values().stream()
                        .filter(analyzer -> request.type() == null
                                || analyzer.string("type").equals(Optional.of(request.typeAsString())))
                        .map(this::summary)
                        .toList())
                .build();
    }

    private AnalyzerSummary summary(Value.Map analyzer) {
        var name = analyzer.string("name").orElse("");
        var summary = AnalyzerSummary.builder()
                .name(name)
                .arn(arn(name))
                .type(analyzer.string("type").orElse(""))
                .createdAt(analyzer.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .status(AnalyzerStatus.ACTIVE)
                .tags(texts(analyzer.map("tags")));
        analyzer.integer("age")
                .ifPresent(age -> summary.configuration(
                        AnalyzerConfiguration.fromUnusedAccess(unused -> unused.unusedAccessAge(age))));
        return summary.build();
    }

    @Override
    public DeleteAnalyzerResponse deleteAnalyzer(DeleteAnalyzerRequest request) {
        known(request.analyzerName());
        world.documents().remove(key(request.analyzerName()));
        return DeleteAnalyzerResponse.builder().build();
    }

    private static Value.Map filter(String name, Map<String, Criterion> filter) {
        requireName(name);
        if (filter.isEmpty()) {
            throw invalid("The filter of the archive rule " + name + " is empty");
        }
        var entries = new LinkedHashMap<String, Value>();
        filter.forEach((key, criterion) -> entries.put(key, SdkShapes.PLAIN.toValue(criterion)));
        return new Value.Map(entries);
    }

    private void saveRules(String analyzer, Value.Map rules) {
        world.documents().put(key(analyzer), known(analyzer).with("rules", rules));
    }

    private Value.Map rules(String analyzer, String rule) {
        var rules = known(analyzer).map("rules");
        if (!rules.has(rule)) {
            throw refusal("ResourceNotFoundException", 404, "Archive rule not found: " + rule);
        }
        return rules;
    }

    @Override
    public CreateArchiveRuleResponse createArchiveRule(CreateArchiveRuleRequest request) {
        var rules = known(request.analyzerName()).map("rules");
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
        var rules = known(request.analyzerName()).map("rules");
        return ListArchiveRulesResponse.builder()
                .archiveRules(rules.entries().keySet().stream()
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

    private static Value.Map tagged(Value.Map present, Map<String, String> added) {
        var tags = present;
        for (var tag : added.entrySet()) {
            tags = tags.with(tag.getKey(), Value.of(tag.getValue()));
        }
        TagRules.problem(List.copyOf(added.entrySet()), tags.entries().size()).ifPresent(problem -> {
            throw invalid(problem);
        });
        return tags;
    }

    private static Map<String, String> texts(Value.Map map) {
        var texts = new LinkedHashMap<String, String>();
        map.entries().keySet().forEach(name -> texts.put(name, map.string(name).orElse("")));
        return texts;
    }

    private String named(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        var name = named(request.resourceArn());
        var analyzer = known(name);
        world.documents().put(key(name), analyzer.with("tags", tagged(analyzer.map("tags"), request.tags())));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        var name = named(request.resourceArn());
        var analyzer = known(name);
        var tags = analyzer.map("tags");
        for (var tag : request.tagKeys()) {
            tags = tags.without(tag);
        }
        world.documents().put(key(name), analyzer.with("tags", tags));
        return UntagResourceResponse.builder().build();
    }
}
