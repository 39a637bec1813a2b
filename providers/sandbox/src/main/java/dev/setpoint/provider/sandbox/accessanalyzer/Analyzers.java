package dev.setpoint.provider.sandbox.accessanalyzer;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerConfiguration;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;

/** Analyzers of a region. They find nothing. */
final class Analyzers extends AnalyzerPart {

    /** Type of which a region can have only one analyzer. */
    private static final String ACCOUNT = "ACCOUNT";

    private static final int USUAL_AGE = 90;
    private static final int LONGEST_AGE = 365;

    Analyzers(World world) {
        super(world);
    }

    @Override
    public CreateAnalyzerResponse createAnalyzer(CreateAnalyzerRequest request) {
        var name = request.analyzerName();
        requireName(name);
        if (world.documents().get(key(world, name)).isPresent()) {
            throw refusal("ConflictException", 409, "An analyzer with the name " + name + " already exists");
        }
        var type = request.typeAsString();
        if (type.startsWith("ORGANIZATION")) {
            throw invalid("You must create an organization before you create an analyzer for one");
        }
        if (type.equals(ACCOUNT)
                && world.documents().under(key(world, "")).values().stream()
                        .anyMatch(other -> other.string("type").equals(Optional.of(ACCOUNT)))) {
            throw refusal("ServiceQuotaExceededException", 402, "One analyzer of this type per region is allowed");
        }
        var rules = Value.Map.EMPTY;
        for (var rule : request.archiveRules()) {
            rules = rules.with(rule.ruleName(), ArchiveRules.filter(rule.ruleName(), rule.filter()));
        }
        var analyzer = Value.Map.EMPTY
                .with("name", Value.of(name))
                .with("type", Value.of(type))
                .with("createdAt", Value.of(world.now().toString()))
                .with("rules", rules)
                .with("tags", AnalyzerTags.RULES.created(request));
        world.documents()
                .put(key(world, name), type.endsWith("UNUSED_ACCESS") ? analyzer.with("age", age(request)) : analyzer);
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
                .analyzer(summary(analyzer(request.analyzerName())))
                .build();
    }

    @Override
    public ListAnalyzersResponse listAnalyzers(ListAnalyzersRequest request) {
        var analyzers = world.documents().under(key(world, "")).values().stream()
                .filter(analyzer ->
                        request.type() == null || analyzer.string("type").equals(Optional.of(request.typeAsString())))
                .map(this::summary)
                .toList();
        var page = PAGES.page(request, analyzers, AnalyzerSummary::name);
        return ListAnalyzersResponse.builder()
                .analyzers(page.items())
                .nextToken(page.nextMarker())
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
                .tags(AnalyzerTags.RULES.map(analyzer.map("tags")));
        analyzer.integer("age")
                .ifPresent(age -> summary.configuration(
                        AnalyzerConfiguration.fromUnusedAccess(unused -> unused.unusedAccessAge(age))));
        return summary.build();
    }

    @Override
    public DeleteAnalyzerResponse deleteAnalyzer(DeleteAnalyzerRequest request) {
        analyzer(request.analyzerName());
        world.documents().remove(key(world, request.analyzerName()));
        return DeleteAnalyzerResponse.builder().build();
    }
}
