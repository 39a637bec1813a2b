package dev.setpoint.provider.sandbox.cloudwatch;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

class CloudWatchTest {

    private static final String ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:alarm";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private CloudWatchClient cloudWatch;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        cloudWatch = sandbox.client(CloudWatchClient.class, "us-east-1");
    }

    private void put(Consumer<PutMetricAlarmRequest.Builder> changes) {
        var request = PutMetricAlarmRequest.builder()
                .alarmName("alarm")
                .namespace("Test")
                .metricName("Metric")
                .statistic(Statistic.SUM)
                .period(300)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
        changes.accept(request);
        cloudWatch.putMetricAlarm(request.build());
    }

    private MetricAlarm alarm() {
        return cloudWatch
                .describeAlarms(r -> r.alarmNames("alarm").alarmTypes(AlarmType.METRIC_ALARM))
                .metricAlarms()
                .getFirst();
    }

    private void assertInvalid(Consumer<PutMetricAlarmRequest.Builder> changes) {
        assertRefused("ValidationError", () -> put(changes));
    }

    @Test
    void aNewAlarmHasNoDataAndLeavesOutWhatWasNotSet() {
        put(_ -> {});
        assertThat(alarm().stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(alarm().actionsEnabled()).isTrue();
        assertThat(alarm().alarmArn()).isEqualTo(ARN);
        assertThat(alarm().alarmActions()).isEmpty();
        assertThat(alarm().treatMissingData()).isNull();
        assertThat(alarm().datapointsToAlarm()).isNull();
    }

    @Test
    void puttingAgainReplacesEverySettingButNotTheTags() {
        var tag = Tag.builder().key("a").value("b").build();
        put(r -> r.alarmDescription("first").tags(tag));
        put(r -> r.threshold(2.0).tags(Tag.builder().key("c").value("d").build()));
        assertThat(alarm().alarmDescription()).isNull();
        assertThat(alarm().threshold()).isEqualTo(2.0);
        assertThat(cloudWatch.listTagsForResource(r -> r.resourceARN(ARN)).tags())
                .containsExactly(tag);
        cloudWatch.untagResource(r -> r.resourceARN(ARN).tagKeys("a"));
        cloudWatch.tagResource(
                r -> r.resourceARN(ARN).tags(Tag.builder().key("e").value("f").build()));
        assertThat(cloudWatch.listTagsForResource(r -> r.resourceARN(ARN)).tags())
                .hasSize(1);
        assertThat(cloudWatch.listTagsForResource(r -> r.resourceARN(ARN + "2")).tags())
                .isEmpty();
        assertRefused(
                "ResourceNotFoundException",
                () -> cloudWatch.untagResource(r -> r.resourceARN(ARN + "2").tagKeys("a")));
    }

    @Test
    void periodsAreOfCertainLengthsAndSpanADayAtMost() {
        assertInvalid(r -> r.period(45));
        assertInvalid(r -> r.period(0));
        assertInvalid(r -> r.period(300).evaluationPeriods(289));
        assertInvalid(r -> r.period(3600).evaluationPeriods(169));
        assertInvalid(r -> r.datapointsToAlarm(2));
        put(r -> r.period(10));
        put(r -> r.period(300).evaluationPeriods(288));
        put(r -> r.period(3600).evaluationPeriods(168).datapointsToAlarm(5));
    }

    @Test
    void actionsAreFewAndInTheAlarmsRegion() {
        assertInvalid(r -> r.alarmActions("topic"));
        assertInvalid(r -> r.alarmActions("arn:aws:sns:us-west-2:123456789012:topic"));
        var one = "arn:aws:sns:us-east-1:123456789012:topic";
        assertInvalid(r -> r.okActions(one + 1, one + 2, one + 3, one + 4, one + 5, one + 6));
        put(r -> r.alarmActions(one));
        assertThat(alarm().alarmActions()).containsExactly(one);
    }

    @Test
    void anAlarmWatchesOneMetricOrSeveral() {
        var sum = MetricDataQuery.builder()
                .id("total")
                .expression("SUM(METRICS())")
                .returnData(true)
                .build();
        assertRefused("InvalidParameterCombination", () -> put(r -> r.metrics(sum)));
        assertRefused("InvalidParameterCombination", () -> put(r -> r.extendedStatistic("p99")));
        assertInvalid(r -> r.metricName(null));
        assertInvalid(r -> r.statistic((String) null));
        assertInvalid(r -> r.threshold(null));
        assertInvalid(r -> r.comparisonOperator(ComparisonOperator.LESS_THAN_LOWER_THRESHOLD));
        Consumer<PutMetricAlarmRequest.Builder> several =
                r -> r.metricName(null).namespace(null).statistic((String) null).period(null);
        assertInvalid(
                several.andThen(r -> r.metrics(sum, sum.toBuilder().id("again").build())));
        assertInvalid(several.andThen(
                r -> r.metrics(sum, sum.toBuilder().returnData(false).build())));
        put(several.andThen(r -> r.metrics(sum)));
        assertThat(alarm().metrics()).containsExactly(sum);
    }

    @Test
    void unknownNamesDoNotStopTheDeletionOfOthers() {
        put(_ -> {});
        cloudWatch.deleteAlarms(r -> r.alarmNames("none", "alarm"));
        assertThat(cloudWatch.describeAlarms(r -> r.alarmNames("alarm")).metricAlarms())
                .isEmpty();
        assertRefused("ResourceNotFound", () -> cloudWatch.deleteAlarms(r -> r.alarmNames("alarm")));
    }

    @Test
    void aDashboardIsTheSameInEveryRegionAndMustHaveWidgets() {
        var body = "{\"widgets\": [{\"type\": \"text\", \"properties\": {\"markdown\": \"x\"}}]}";
        cloudWatch.putDashboard(r -> r.dashboardName("page").dashboardBody(body));
        var west = sandbox.client(CloudWatchClient.class, "us-west-2");
        var found = west.getDashboard(r -> r.dashboardName("page"));
        assertThat(found.dashboardBody()).isEqualTo(body);
        assertThat(found.dashboardArn()).isEqualTo("arn:aws:cloudwatch::123456789012:dashboard/page");
        assertThat(west.listDashboards().dashboardEntries()).hasSize(1);
        for (var wrong : new String[] {"", "{}", "{\"widgets\": [{\"type\": \"nonsense\"}]}"}) {
            assertRefused(
                    "InvalidParameterInput",
                    () -> cloudWatch.putDashboard(r -> r.dashboardName("page").dashboardBody(wrong)));
        }
        assertRefused(
                "InvalidParameterValue",
                () -> cloudWatch.putDashboard(r -> r.dashboardName("a page").dashboardBody(body)));
        cloudWatch.deleteDashboards(r -> r.dashboardNames("page"));
        assertRefused("ResourceNotFound", () -> cloudWatch.getDashboard(r -> r.dashboardName("page")));
        assertRefused("ResourceNotFound", () -> cloudWatch.deleteDashboards(r -> r.dashboardNames("page")));
    }
}
