package dev.setpoint.provider.aws;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.Undertaking;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.ec2.EndpointPreflight;
import dev.setpoint.provider.aws.iam.PolicyPreflight;
import dev.setpoint.provider.aws.iam.RolePreflight;
import dev.setpoint.provider.aws.kms.KeyPreflight;
import dev.setpoint.provider.aws.logs.LogGroupPreflight;
import dev.setpoint.provider.aws.preflight.LogTargetPreflight;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.preflight.ReferencePreflight;
import dev.setpoint.provider.aws.preflight.Several;
import dev.setpoint.provider.aws.s3.BucketPreflight;
import java.util.Optional;
import java.util.stream.Stream;

/** Which class looks at the cloud before objects of which type are changed. */
final class AwsPreflights {

    /** See behaviour.md#cloudtrail-trail-errors. */
    private static final int TRAILS = 5;
    /** See behaviour.md#logs-metric-filter. */
    private static final int METRIC_FILTERS = 100;
    /** See behaviour.md#kms-key-limits. */
    private static final int ALIASES = 50;
    /** A default, which AWS raises on request. */
    private static final int ALARMS = 5_000;

    private static final String ACCOUNT = "ACCOUNT";

    private AwsPreflights() {}

    static Optional<Preflight> of(TypeSchema type, Aws aws) {
        var looks = Stream.of(own(type.name().text(), aws), ReferencePreflight.of(type, aws))
                .flatMap(Optional::stream)
                .toList();
        return looks.isEmpty() ? Optional.empty() : Optional.of(new Several(looks));
    }

    private static Optional<Preflight> own(String type, Aws aws) {
        return switch (type) {
            case "aws.accessAnalyzer.analyzer" -> Optional.of(analyzer(aws));
            case "aws.cloudtrail.trail" -> Optional.of(trail(aws));
            case "aws.cloudwatch.alarm" -> Optional.of(alarm(aws));
            case "aws.config.deliveryChannel" -> Optional.of(deliveryChannel(aws));
            case "aws.config.recorder" -> Optional.of(recorder(aws));
            case "aws.ec2.vpcEndpoint" -> Optional.of(new EndpointPreflight(aws));
            case "aws.iam.policy" -> Optional.of(new PolicyPreflight(aws));
            case "aws.iam.role" -> Optional.of(new RolePreflight(aws));
            case "aws.kms.alias" -> Optional.of(alias(aws));
            case "aws.kms.key", "aws.kms.replicaKey" -> Optional.of(new KeyPreflight(aws));
            case "aws.logs.logGroup" -> Optional.of(new LogGroupPreflight(aws));
            case "aws.logs.metricFilter" -> Optional.of(metricFilter(aws));
            case "aws.s3.bucket" -> Optional.of(Several.of(new BucketPreflight(aws), new LogTargetPreflight(aws)));
            default -> Optional.empty();
        };
    }

    private static Preflight trail(Aws aws) {
        Quota.Counter trails = (_, call) -> aws.cloudTrail(call)
                .describeTrails(r -> r.includeShadowTrails(true))
                .trailList()
                .size();
        return new Quota(TRAILS, "trails in this region", trails, (_, _) -> true, true);
    }

    private static Preflight alarm(Aws aws) {
        Quota.Counter alarms = (_, call) -> aws.cloudWatch(call).describeAlarmsPaginator().metricAlarms().stream()
                .count();
        return new Quota(ALARMS, "alarms in this region", alarms, (_, _) -> true, false);
    }

    /** See behaviour.md#config-recorder. */
    private static Preflight recorder(Aws aws) {
        Quota.Counter recorders = (_, call) -> aws.config(call)
                .describeConfigurationRecorders()
                .configurationRecorders()
                .size();
        return new Quota(1, "configuration recorders in this region", recorders, (_, _) -> true, true);
    }

    /** See behaviour.md#config-delivery-channel. */
    private static Preflight deliveryChannel(Aws aws) {
        Quota.Counter channels = (_, call) ->
                aws.config(call).describeDeliveryChannels().deliveryChannels().size();
        return new Quota(1, "delivery channels in this region", channels, (_, _) -> true, true);
    }

    /** See behaviour.md#access-analyzer-limits. */
    private static Preflight analyzer(Aws aws) {
        Quota.Counter analyzers = (what, call) -> ACCOUNT.equals(type(what))
                ? aws.accessAnalyzer(call).listAnalyzersPaginator(r -> r.type(ACCOUNT)).analyzers().stream()
                        .count()
                : 0;
        return new Quota(
                1,
                "analyzers of the account in this region",
                analyzers,
                (a, b) -> ACCOUNT.equals(type(a)) && ACCOUNT.equals(type(b)),
                true);
    }

    private static String type(Undertaking what) {
        return what.desired().plus(what.last()).string("type").orElse("");
    }

    private static Preflight alias(Aws aws) {
        Quota.Counter aliases = (what, call) -> what.desired()
                .string("targetKey")
                .map(key -> aws.kms(call).listAliasesPaginator(r -> r.keyId(key)).aliases().stream()
                        .count())
                .orElse(0L);
        return new Quota(ALIASES, "aliases of the key", aliases, (a, b) -> same(a, b, "targetKey"), true);
    }

    private static Preflight metricFilter(Aws aws) {
        Quota.Counter filters = (what, call) -> group(what, aws, call);
        return new Quota(
                METRIC_FILTERS, "metric filters in the log group", filters, (a, b) -> same(a, b, "logGroup"), true);
    }

    /** How many filters the log group has; none when it is yet to be made. */
    private static long group(Undertaking what, Aws aws, Call call) {
        var name = what.desired().string("logGroup").orElse("");
        var there = !name.isEmpty()
                && aws.logs(call).describeLogGroupsPaginator(r -> r.logGroupNamePrefix(name)).logGroups().stream()
                        .anyMatch(group -> group.logGroupName().equals(name));
        return there
                ? aws.logs(call).describeMetricFiltersPaginator(r -> r.logGroupName(name)).metricFilters().stream()
                        .count()
                : 0;
    }

    private static boolean same(Undertaking one, Undertaking other, String property) {
        return one.desired()
                .plus(one.last())
                .get(property)
                .equals(other.desired().plus(other.last()).get(property));
    }
}
