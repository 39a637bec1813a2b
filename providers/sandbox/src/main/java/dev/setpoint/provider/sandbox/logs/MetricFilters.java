package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.Page;
import dev.setpoint.provider.sandbox.world.World;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;

/** Metric filters. See behaviour.md#logs-metric-filter. */
final class MetricFilters extends LogsPart {

    private static final int MOST = 100;
    private static final int PAGE = 50;
    private static final int LONGEST_PATTERN = 1024;
    private static final Pattern NAME = Pattern.compile("[^:*]{1,512}");
    private static final Pattern METRIC = Pattern.compile("[^:*$]{1,255}");
    private static final Pattern VALUE = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|\\$\\S+");

    MetricFilters(World world) {
        super(world);
    }

    /** @param filter may be the beginning of a name */
    static String key(World world, String group, String filter) {
        return "logs:" + world.region() + ":filter:" + group + ":" + filter;
    }

    @Override
    public PutMetricFilterResponse putMetricFilter(PutMetricFilterRequest request) {
        var group = request.logGroupName();
        check(request);
        if (!group(group).string("logGroupClass").equals(Optional.of("STANDARD"))) {
            throw refusal(
                    "InvalidOperationException", "Metric filters are supported by log groups of class STANDARD only.");
        }
        var key = key(world, group, request.filterName());
        if (world.documents().get(key).isEmpty()
                && world.documents().under(key(world, group, "")).size() >= MOST) {
            throw refusal("LimitExceededException", "A log group has at most " + MOST + " metric filters.");
        }
        var filter = SdkShapes.PLAIN
                .toValue(request)
                .with("filterPattern", Value.of(request.filterPattern().strip()))
                .with("applyOnTransformedLogs", Value.of(Boolean.TRUE.equals(request.applyOnTransformedLogs())))
                .with(
                        "creationTime",
                        new Value.Num(BigDecimal.valueOf(world.now().toEpochMilli())));
        world.documents().put(key, filter);
        return PutMetricFilterResponse.builder().build();
    }

    private static void check(PutMetricFilterRequest request) {
        require(NAME.matcher(request.filterName()).matches(), "Invalid filter name: " + request.filterName());
        require(
                request.filterPattern().length() <= LONGEST_PATTERN
                        && FilterPattern.isWellFormed(request.filterPattern()),
                "Invalid metric filter pattern");
        require(request.metricTransformations().size() == 1, "A metric filter has exactly one metric transformation.");
        check(request.metricTransformations().getFirst());
    }

    private static void check(MetricTransformation metric) {
        require(METRIC.matcher(metric.metricName()).matches(), "Invalid metric name: " + metric.metricName());
        require(
                METRIC.matcher(metric.metricNamespace()).matches(),
                "Invalid metric namespace: " + metric.metricNamespace());
        require(VALUE.matcher(metric.metricValue()).matches(), "Invalid metric transformation: metric value");
        require(metric.dimensions().size() <= 3, "A metric transformation has at most 3 dimensions.");
        require(
                metric.dimensions().isEmpty() || metric.defaultValue() == null,
                "Invalid metric transformation: dimensions and default value are mutually exclusive.");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw invalid(otherwise);
        }
    }

    @Override
    public DescribeMetricFiltersResponse describeMetricFilters(DescribeMetricFiltersRequest request) {
        group(request.logGroupName());
        var prefix = key(
                world,
                request.logGroupName(),
                Optional.ofNullable(request.filterNamePrefix()).orElse(""));
        var page = Page.of(
                world.documents().under(prefix).values().stream()
                        .map(filter -> SdkShapes.PLAIN.build(MetricFilter.builder(), filter))
                        .toList(),
                MetricFilter::filterName,
                Optional.ofNullable(request.limit()).orElse(PAGE),
                request.nextToken());
        return DescribeMetricFiltersResponse.builder()
                .metricFilters(page.items())
                .nextToken(page.nextMarker())
                .build();
    }

    @Override
    public DeleteMetricFilterResponse deleteMetricFilter(DeleteMetricFilterRequest request) {
        group(request.logGroupName());
        var key = key(world, request.logGroupName(), request.filterName());
        if (world.known(key).isEmpty()) {
            throw refusal("ResourceNotFoundException", "The specified metric filter does not exist.");
        }
        world.documents().remove(key);
        return DeleteMetricFilterResponse.builder().build();
    }
}
