package dev.setpoint.provider.aws.logs;

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
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** A log group. See behaviour.md#logs-log-group. */
public final class LogsLogGroup implements ResourceType {

    static final Predicate<ProviderException> GONE = code("ResourceNotFoundException");

    private static final String CLASS = "logGroupClass";
    private static final String RETENTION = "retentionInDays";
    private static final String KEY = "kmsKey";
    private static final String PROTECTION = "deletionProtection";
    private static final String TAGS = "tags";

    private static final Duration PROPAGATION = Duration.ofMinutes(2);
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    /** A key whose policy was written a moment ago. */
    private static final Predicate<ProviderException> KEY_NOT_READY =
            code("InvalidParameterException", "AccessDeniedException").and(saying("KMS key"));

    /** Our own permissions may still be spreading. */
    private static final Predicate<ProviderException> NOT_YET_ALLOWED = code("AccessDeniedException")
            .and(saying("no identity-based policy allows the logs:PutRetentionPolicy action"));

    private final Aws aws;

    public LogsLogGroup(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        var request = CreateLogGroupRequest.builder()
                .logGroupName(name)
                .logGroupClass(desired.string(CLASS).orElse(null))
                .kmsKeyId(desired.string(KEY).orElse(null))
                .deletionProtectionEnabled(desired.bool(PROTECTION).orElse(null));
        var tags = Tags.wanted(desired);
        if (!tags.isEmpty()) {
            request.tags(tags);
        }
        withKeyReady(call, () -> aws.logs(call).createLogGroup(request.build()));
        call.identified(new Identity(name));
        if (desired.has(RETENTION)) {
            retain(name, desired, call);
        }
        return current(name, desired, call);
    }

    private void withKeyReady(Call call, Runnable change) {
        aws.eventually(call).retry(KEY_NOT_READY, PROPAGATION, "the key to be usable by CloudWatch Logs", change);
    }

    private void retain(String name, Value.Map desired, Call call) {
        var days = desired.integer(RETENTION);
        aws.eventually(call)
                .retry(
                        NOT_YET_ALLOWED.or(GONE),
                        PROPAGATION,
                        "the retention to be accepted",
                        () -> days.ifPresentOrElse(
                                kept -> aws.logs(call)
                                        .putRetentionPolicy(
                                                r -> r.logGroupName(name).retentionInDays(kept)),
                                () -> aws.logs(call).deleteRetentionPolicy(r -> r.logGroupName(name))));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return Errors.unless(
                        GONE, () -> group(id.value(), call).map(group -> properties(group, wanted, aws.logs(call))))
                .flatMap(found -> found);
    }

    private static Value.Map properties(LogGroup group, PropertySet wanted, CloudWatchLogsClient logs) {
        var live = new LinkedHashMap<String, Value>();
        live.put("name", Value.of(group.logGroupName()));
        live.put(
                CLASS,
                Value.of(Optional.ofNullable(group.logGroupClassAsString()).orElse("STANDARD")));
        Optional.ofNullable(group.retentionInDays())
                .filter(days -> days > 0)
                .ifPresent(days -> live.put(RETENTION, Value.of(days)));
        Optional.ofNullable(group.kmsKeyId()).ifPresent(key -> live.put(KEY, Value.of(key)));
        live.put(PROTECTION, Value.of(Boolean.TRUE.equals(group.deletionProtectionEnabled())));
        live.keySet().removeIf(property -> !wanted.contains(property));
        if (wanted.contains(TAGS)) {
            live.put(TAGS, Tags.toValue(tags(logs, arn(group))));
        }
        live.put("arn", Value.of(arn(group)));
        return new Value.Map(live);
    }

    /** Without {@code :*}, as tagging wants it. */
    private static String arn(LogGroup group) {
        return group.arn().endsWith(":*") ? group.arn().substring(0, group.arn().length() - 2) : group.arn();
    }

    private static Map<String, String> tags(CloudWatchLogsClient logs, String arn) {
        return Tags.fromSdk(
                logs.listTagsForResource(r -> r.resourceArn(arn)).tags().entrySet(),
                Map.Entry::getKey,
                Map.Entry::getValue);
    }

    /** A prefix finds its neighbours, too. */
    private Optional<LogGroup> group(String name, Call call) {
        return aws.logs(call).describeLogGroupsPaginator(r -> r.logGroupNamePrefix(name)).logGroups().stream()
                .filter(group -> group.logGroupName().equals(name))
                .findFirst();
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var name = id.value();
        var desired = update.desired();
        var logs = aws.logs(call);
        if (update.touches(KEY)) {
            desired.string(KEY)
                    .ifPresentOrElse(
                            key -> withKeyReady(
                                    call,
                                    () -> logs.associateKmsKey(
                                            r -> r.logGroupName(name).kmsKeyId(key))),
                            () -> logs.disassociateKmsKey(r -> r.logGroupName(name)));
        }
        if (update.touches(RETENTION)) {
            retain(name, desired, call);
        }
        if (update.touches(PROTECTION)) {
            logs.putLogGroupDeletionProtection(r -> r.logGroupIdentifier(name)
                    .deletionProtectionEnabled(desired.bool(PROTECTION).orElse(false)));
        }
        if (update.touches(TAGS)) {
            group(name, call).ifPresent(group -> tag(logs, arn(group), Tags.wanted(desired)));
        }
        return current(name, desired, call);
    }

    private static void tag(CloudWatchLogsClient logs, String arn, Map<String, String> wanted) {
        var change = Tags.Change.between(tags(logs, arn), wanted);
        if (!change.unset().isEmpty()) {
            logs.untagResource(r -> r.resourceArn(arn).tagKeys(change.unset()));
        }
        if (!change.set().isEmpty()) {
            logs.tagResource(r -> r.resourceArn(arn).tags(change.set()));
        }
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var name = id.value();
        if (group(name, call)
                .filter(group -> Boolean.TRUE.equals(group.deletionProtectionEnabled()))
                .isPresent()) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "DeletionProtectionEnabled",
                            "The log group " + name + " is protected against deletion.")
                    .during("logs:DeleteLogGroup")
                    .about(PROTECTION)
                    .hint("Set `deletionProtection: false` and apply that first.");
        }
        aws.eventually(call).removed(GONE, () -> aws.logs(call).deleteLogGroup(r -> r.logGroupName(name)));
        aws.eventually(call)
                .until(
                        SEEN,
                        "the log group " + name + " to be gone",
                        () -> group(name, call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return group(desired.string("name").orElse(""), call).map(group -> new Identity(group.logGroupName()));
    }

    @Override
    public Value.Map untouched() {
        return Value.Map.EMPTY.with(RETENTION, Value.of(""));
    }

    private Value.Map current(String name, Value.Map desired, Call call) {
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                SEEN,
                "the log group " + name,
                live -> Shown.covers(live, desired),
                () -> read(new Identity(name), wanted, call));
    }
}
