package dev.setpoint.provider.aws.accessanalyzer;

import static dev.setpoint.provider.aws.call.Errors.code;
import static dev.setpoint.provider.aws.call.Errors.saying;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.Eventually.Settled;
import dev.setpoint.provider.aws.call.Shown;
import dev.setpoint.provider.aws.call.Tags;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;

/** An analyzer, with the rules that archive what it finds. See behaviour.md#access-analyzer. */
public final class Analyzer implements ResourceType {

    static final Predicate<ProviderException> GONE = code("ResourceNotFoundException");

    private static final String AGE = "unusedAccessAge";
    private static final String RULES = "archiveRules";
    private static final String TAGS = "tags";

    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), Duration.ofMinutes(2));

    /** A new organization is not known everywhere at once. */
    private static final Predicate<ProviderException> NO_ORGANIZATION_YET =
            code("ValidationException").and(saying("You must create an organization"));

    private static final Duration ORGANIZATION = Duration.ofMinutes(10);

    private final Aws aws;

    public Analyzer(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        refuseExisting(name, call);
        var request = CreateAnalyzerRequest.builder()
                .analyzerName(name)
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
        call.identified(new Identity(name));
        return current(name, desired, call);
    }

    /** AWS answers with the code that elsewhere says that something is busy, and that is waited for. */
    private void refuseExisting(String name, Call call) {
        if (analyzer(name, call).isPresent()) {
            throw ProviderException.of(
                            Kind.NAME_TAKEN,
                            "AnalyzerExists",
                            "The analyzer " + name + " exists already, and this stack did not make it.")
                    .about("name")
                    .hint("To manage it here, write `import: " + name
                            + "` in its block; otherwise choose another name.");
        }
    }

    private Optional<AnalyzerSummary> analyzer(String name, Call call) {
        return Errors.unless(
                GONE,
                () -> aws.accessAnalyzer(call)
                        .getAnalyzer(r -> r.analyzerName(name))
                        .analyzer());
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        // Its rules may be asked of a replica that does not know it yet.
        return Errors.unless(GONE, () -> analyzer(id.value(), call).map(analyzer -> read(analyzer, wanted, call)))
                .flatMap(found -> found);
    }

    private Value.Map read(AnalyzerSummary analyzer, PropertySet wanted, Call call) {
        var live = new LinkedHashMap<String, Value>();
        live.put("name", Value.of(analyzer.name()));
        live.put("type", Value.of(analyzer.typeAsString()));
        live.put(TAGS, Tags.toValue(tags(analyzer)));
        var age = Optional.ofNullable(analyzer.configuration())
                .flatMap(configuration -> Optional.ofNullable(configuration.unusedAccess()))
                .flatMap(unused -> Optional.ofNullable(unused.unusedAccessAge()));
        age.ifPresent(days -> live.put(AGE, Value.of(days)));
        live.keySet().removeIf(property -> !wanted.contains(property));
        if (wanted.contains(RULES)) {
            live.put(RULES, rules(analyzer.name(), call).read());
        }
        live.put("arn", Value.of(analyzer.arn()));
        return new Value.Map(live);
    }

    private ArchiveRules rules(String name, Call call) {
        return new ArchiveRules(aws.accessAnalyzer(call), name);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        if (update.touches(RULES)) {
            rules(id.value(), call).become(update.desired().list(RULES));
        }
        if (update.touches(TAGS)) {
            analyzer(id.value(), call)
                    .ifPresent(analyzer -> tag(aws.accessAnalyzer(call), analyzer, Tags.wanted(update.desired())));
        }
        return current(id.value(), update.desired(), call);
    }

    private static Map<String, String> tags(AnalyzerSummary analyzer) {
        return Tags.fromSdk(analyzer.tags().entrySet(), Map.Entry::getKey, Map.Entry::getValue);
    }

    private static void tag(AccessAnalyzerClient client, AnalyzerSummary analyzer, Map<String, String> wanted) {
        var change = Tags.Change.between(tags(analyzer), wanted);
        if (!change.unset().isEmpty()) {
            client.untagResource(r -> r.resourceArn(analyzer.arn()).tagKeys(change.unset()));
        }
        if (!change.set().isEmpty()) {
            client.tagResource(r -> r.resourceArn(analyzer.arn()).tags(change.set()));
        }
    }

    /** Its findings and rules go with it. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .removed(GONE, () -> aws.accessAnalyzer(call).deleteAnalyzer(r -> r.analyzerName(id.value())));
        aws.eventually(call)
                .until(
                        SEEN,
                        "the analyzer " + id + " to be gone",
                        () -> analyzer(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        return analyzer(name, call).map(_ -> new Identity(name));
    }

    /** Live once it is active and shows what was written. */
    private Value.Map current(String name, Value.Map desired, Call call) {
        aws.eventually(call)
                .unseen(GONE)
                .until(
                        SEEN,
                        "the analyzer " + name + " to become active",
                        () -> analyzer(name, call)
                                .filter(analyzer -> analyzer.status() == AnalyzerStatus.ACTIVE)
                                .isPresent());
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                SEEN,
                "the analyzer " + name,
                live -> ArchiveRules.same(live.list(RULES), desired.list(RULES))
                        && Shown.covers(live.get(TAGS).orElse(Value.Map.EMPTY), Tags.toValue(Tags.wanted(desired))),
                () -> read(new Identity(name), wanted, call));
    }
}
