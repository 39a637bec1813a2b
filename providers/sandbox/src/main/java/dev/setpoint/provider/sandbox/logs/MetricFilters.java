package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;

/** Metric filters. See behaviour.md#logs-metric-filter. */
final class MetricFilters extends LogsPart {

    private static final int MOST = 100;

    private static final Refusal INVALID_PATTERN = refused("Invalid metric filter pattern");

    private static final List<Check> METRIC = List.of(
            Check.matches("metricName", Pattern.compile("[^:*$]+"), refused("Invalid metric name: %s")),
            Check.matches("metricNamespace", Pattern.compile("[^:*$][^*$]*"), refused("Invalid metric namespace: %s")),
            Check.matches(
                    "metricValue",
                    Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|\\$\\S+"),
                    refused("Invalid metric transformation: metric value")),
            Check.size("dimensions", 0, 3, refused("A metric transformation has at most 3 dimensions.")));

    MetricFilters(World world) {
        super(world);
    }

    private static Refusal refused(String message) {
        return new Refusal(Service.LOGS, "InvalidParameterException", 400, message);
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
                .with("filterPattern", Value.of(stored(request.filterPattern())))
                .with("applyOnTransformedLogs", Value.of(Boolean.TRUE.equals(request.applyOnTransformedLogs())))
                .with(
                        "creationTime",
                        new Value.Num(BigDecimal.valueOf(world.now().toEpochMilli())));
        world.documents().put(key, filter);
        return PutMetricFilterResponse.builder().build();
    }

    /** A pattern loses blanks around it, but a pattern of blanks alone keeps them. */
    private static String stored(String pattern) {
        return pattern.isBlank() ? pattern : pattern.strip();
    }

    private static void check(PutMetricFilterRequest request) {
        if (!FilterPattern.isWellFormed(request.filterPattern())) {
            throw INVALID_PATTERN.exception();
        }
        var metric = request.metricTransformations().getFirst();
        Check.all(METRIC, metric);
        if (!metric.dimensions().isEmpty() && !request.filterPattern().strip().matches("(?s)[{\\[].*")) {
            throw invalid("The specified filter pattern does not support dimensions");
        }
        if (!metric.dimensions().isEmpty() && metric.defaultValue() != null) {
            throw invalid("Invalid metric transformation: dimensions and default value are mutually exclusive.");
        }
    }

    @Override
    public DescribeMetricFiltersResponse describeMetricFilters(DescribeMetricFiltersRequest request) {
        if ((request.metricName() == null) != (request.metricNamespace() == null)) {
            throw invalid("metricName and metricNamespace must be given together.");
        }
        Optional.ofNullable(request.logGroupName()).ifPresent(this::group);
        var filters = world.documents().under(prefix(request)).values().stream()
                .map(filter -> SdkShapes.PLAIN.build(MetricFilter.builder(), filter))
                .filter(filter -> request.metricName() == null
                        || filter.metricTransformations().stream()
                                .anyMatch(metric -> metric.metricName().equals(request.metricName())
                                        && metric.metricNamespace().equals(request.metricNamespace())))
                .toList();
        var page = PAGES.page(request, filters, filter -> filter.logGroupName() + ":" + filter.filterName());
        return DescribeMetricFiltersResponse.builder()
                .metricFilters(page.items())
                .nextToken(page.nextMarker())
                .build();
    }

    /** The beginning of a filter's name counts within a group only. */
    private String prefix(DescribeMetricFiltersRequest request) {
        return Optional.ofNullable(request.logGroupName())
                .map(group -> key(
                        world,
                        group,
                        Optional.ofNullable(request.filterNamePrefix()).orElse("")))
                .orElseGet(() -> "logs:" + world.region() + ":filter:");
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
