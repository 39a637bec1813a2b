package dev.setpoint.provider.aws.logs;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** A log group. See behaviour.md#logs-log-group. */
public final class LogsLogGroup extends NamedType<LogGroup> {

    static final Predicate<ProviderException> GONE = code("ResourceNotFoundException");
    static final Duration PROPAGATION = Duration.ofMinutes(2);
    static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    private static final String RETENTION = "retentionInDays";
    private static final String KEY = "kmsKey";
    private static final String PROTECTION = "deletionProtection";
    private static final String TAGS = "tags";

    private static final SdkShapes GROUP = SdkShapes.renaming(
            Map.of("name", "logGroupName", KEY, "kmsKeyId", PROTECTION, "deletionProtectionEnabled"));

    /** Values of members that AWS leaves out. */
    private static final Value.Map STANDARD =
            Value.Map.EMPTY.with("logGroupClass", Value.of("STANDARD")).with(PROTECTION, Value.of(false));

    /** A key whose policy was written a moment ago. */
    private static final Predicate<ProviderException> KEY_NOT_READY =
            code("InvalidParameterException", "AccessDeniedException").and(saying("KMS key"));

    /** Error while the caller's own new permissions are still spreading. */
    private static final Predicate<ProviderException> NOT_YET_ALLOWED = code("AccessDeniedException")
            .and(saying("no identity-based policy allows the logs:PutRetentionPolicy action"));

    public LogsLogGroup(Aws aws) {
        super(aws, "log group", GONE, SEEN);
    }

    /** A prefix finds its neighbours, too. */
    @Override
    protected Optional<LogGroup> described(Identity id, Call call) {
        return aws.logs(call).describeLogGroupsPaginator(r -> r.logGroupNamePrefix(id.value())).logGroups().stream()
                .filter(group -> group.logGroupName().equals(id.value()))
                .findFirst();
    }

    @Override
    protected Value.Map properties(Identity id, LogGroup group, PropertySet wanted, Call call) {
        var live = new LinkedHashMap<>(STANDARD.plus(GROUP.toValue(group)).entries());
        live.remove(RETENTION, Value.of(0));
        if (wanted.contains(TAGS)) {
            live.put(TAGS, Tags.toValue(tags(group, call)));
        }
        live.put("arn", Value.of(arn(group)));
        return new Value.Map(live);
    }

    /** The ARN without {@code :*}, as tagging wants it. */
    private static String arn(LogGroup group) {
        return group.arn().endsWith(":*") ? group.arn().substring(0, group.arn().length() - 2) : group.arn();
    }

    private Map<String, String> tags(LogGroup group, Call call) {
        return Tags.own(aws.logs(call)
                .listTagsForResource(r -> r.resourceArn(arn(group)))
                .tags());
    }

    /** AWS itself refuses to create a log group twice. */
    @Override
    protected Optional<ProviderException> taken(Identity id) {
        return Optional.empty();
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        var request = GROUP.take(CreateLogGroupRequest.builder(), desired.without(TAGS));
        var tags = Tags.wanted(desired);
        if (!tags.isEmpty()) {
            request.tags(tags);
        }
        withKeyReady(call, () -> aws.logs(call).createLogGroup(request.build()));
    }

    private void withKeyReady(Call call, Runnable change) {
        aws.eventually(call).retry(KEY_NOT_READY, PROPAGATION, "the key to be usable by CloudWatch Logs", change);
    }

    @Override
    protected void complete(Identity id, Value.Map desired, Call call) {
        if (desired.has(RETENTION)) {
            retain(id.value(), desired, call);
        }
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
    protected void change(Identity id, Update update, Call call) {
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
            described(id, call)
                    .ifPresent(group -> Tags.change(
                            tags(group, call),
                            Tags.wanted(desired),
                            keys -> logs.untagResource(
                                    r -> r.resourceArn(arn(group)).tagKeys(keys)),
                            tags -> logs.tagResource(
                                    r -> r.resourceArn(arn(group)).tags(tags))));
        }
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        if (described(id, call)
                .filter(group -> Boolean.TRUE.equals(group.deletionProtectionEnabled()))
                .isPresent()) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "DeletionProtectionEnabled",
                            "The log group " + id + " is protected against deletion.")
                    .during("logs:DeleteLogGroup")
                    .about(PROTECTION)
                    .hint("Set `deletionProtection: false` and apply that first.");
        }
        super.delete(id, last, call);
    }

    @Override
    protected void remove(Identity id, Call call) {
        aws.logs(call).deleteLogGroup(r -> r.logGroupName(id.value()));
    }

    @Override
    public Value.Map untouched() {
        return Value.Map.EMPTY.with(RETENTION, Value.of(""));
    }
}
