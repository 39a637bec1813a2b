package dev.setpoint.provider.aws.accessanalyzer;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;

/** An analyzer, with the rules that archive its findings. See behaviour.md#access-analyzer. */
public final class Analyzer extends NamedType<AnalyzerSummary> {

    static final Predicate<ProviderException> GONE = code("ResourceNotFoundException");

    private static final String AGE = "unusedAccessAge";
    private static final String RULES = "archiveRules";
    private static final String TAGS = "tags";

    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), Duration.ofMinutes(2));

    /** A new organization is not known everywhere at once. */
    private static final Predicate<ProviderException> NO_ORGANIZATION_YET =
            code("ValidationException").and(saying("You must create an organization"));

    private static final Duration ORGANIZATION = Duration.ofMinutes(10);

    /** Creation of an existing one gets the code that elsewhere means busy, and is waited for: so it is refused first. */
    public Analyzer(Aws aws) {
        super(aws, "analyzer", GONE, SEEN);
    }

    @Override
    protected Optional<AnalyzerSummary> described(Identity id, Call call) {
        return Errors.unless(
                GONE,
                () -> aws.accessAnalyzer(call)
                        .getAnalyzer(r -> r.analyzerName(id.value()))
                        .analyzer());
    }

    @Override
    protected Value.Map properties(Identity id, AnalyzerSummary analyzer, PropertySet wanted, Call call) {
        var live = new LinkedHashMap<>(SdkShapes.PLAIN.toValue(analyzer).entries());
        live.put(TAGS, Tags.toValue(Tags.own(analyzer.tags())));
        Optional.ofNullable(analyzer.configuration())
                .flatMap(configuration -> Optional.ofNullable(configuration.unusedAccess()))
                .flatMap(unused -> Optional.ofNullable(unused.unusedAccessAge()))
                .ifPresent(days -> live.put(AGE, Value.of(days)));
        if (wanted.contains(RULES)) {
            live.put(RULES, rules(id, call).read());
        }
        return new Value.Map(live);
    }

    private ArchiveRules rules(Identity id, Call call) {
        return new ArchiveRules(aws.accessAnalyzer(call), id.value());
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        var request = CreateAnalyzerRequest.builder()
                .analyzerName(id.value())
                .type(desired.string("type").orElse("ACCOUNT"))
                .tags(Tags.wanted(desired))
                .archiveRules(desired.list(RULES).stream()
                        .map(rule -> ArchiveRules.inline((Value.Map) rule.revealed()))
                        .toList());
        desired.integer(AGE).ifPresent(age -> request.configuration(c -> c.unusedAccess(u -> u.unusedAccessAge(age))));
        aws.eventually(call)
                .retry(
                        NO_ORGANIZATION_YET,
                        ORGANIZATION,
                        "the organization to be known to Access Analyzer",
                        () -> aws.accessAnalyzer(call).createAnalyzer(request.build()));
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        if (update.touches(RULES)) {
            rules(id, call).become(update.desired().list(RULES));
        }
        if (update.touches(TAGS)) {
            described(id, call).ifPresent(analyzer -> tag(analyzer, Tags.wanted(update.desired()), call));
        }
    }

    private void tag(AnalyzerSummary analyzer, Map<String, String> wanted, Call call) {
        var client = aws.accessAnalyzer(call);
        Tags.change(
                Tags.own(analyzer.tags()),
                wanted,
                keys -> client.untagResource(r -> r.resourceArn(analyzer.arn()).tagKeys(keys)),
                tags -> client.tagResource(r -> r.resourceArn(analyzer.arn()).tags(tags)));
    }

    /** An analyzer's findings and rules go with it. */
    @Override
    protected void remove(Identity id, Call call) {
        aws.accessAnalyzer(call).deleteAnalyzer(r -> r.analyzerName(id.value()));
    }

    /** An analyzer is live once it is active and shows what was written. */
    @Override
    protected Value.Map current(Identity id, Value.Map desired, Call call) {
        aws.eventually(call)
                .unseen(GONE)
                .until(
                        SEEN,
                        "the analyzer " + id + " to become active",
                        () -> described(id, call)
                                .filter(analyzer -> analyzer.status() == AnalyzerStatus.ACTIVE)
                                .isPresent());
        return super.current(id, desired, call);
    }

    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return ArchiveRules.same(live.list(RULES), desired.list(RULES))
                && ReadBack.covers(live.get(TAGS).orElse(Value.Map.EMPTY), Tags.toValue(Tags.wanted(desired)));
    }
}
