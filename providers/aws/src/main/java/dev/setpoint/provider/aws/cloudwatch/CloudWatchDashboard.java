package dev.setpoint.provider.aws.cloudwatch;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.shape.JsonDocuments;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;

/** A dashboard: one document, written as a whole. */
public final class CloudWatchDashboard extends NamedType<GetDashboardResponse> {

    private static final String BODY = "body";

    public CloudWatchDashboard(Aws aws) {
        super(aws, "dashboard", CloudWatchAlarm.GONE, CloudWatchAlarm.SEEN);
    }

    @Override
    protected Optional<GetDashboardResponse> described(Identity id, Call call) {
        return Errors.unless(
                CloudWatchAlarm.GONE, () -> aws.cloudWatch(call).getDashboard(r -> r.dashboardName(id.value())));
    }

    @Override
    protected Value.Map properties(Identity id, GetDashboardResponse dashboard, PropertySet wanted, Call call) {
        return Value.Map.EMPTY
                .with("name", Value.of(id.value()))
                .with(BODY, JsonDocuments.parse(dashboard.dashboardBody()))
                .with("arn", Value.of(dashboard.dashboardArn()));
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        aws.cloudWatch(call)
                .putDashboard(r -> r.dashboardName(id.value()).dashboardBody(body(desired)))
                .dashboardValidationMessages()
                .forEach(warning ->
                        call.progress("CloudWatch says of " + warning.dataPath() + ": " + warning.message()));
    }

    private static String body(Value.Map desired) {
        return JsonDocuments.text(desired.get(BODY).orElse(Value.Map.EMPTY));
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        make(id, update.desired(), call);
        call.identified(id);
    }

    @Override
    protected void remove(Identity id, Call call) {
        aws.cloudWatch(call).deleteDashboards(r -> r.dashboardNames(id.value()));
    }

    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return live.get(BODY).equals(Optional.of(JsonDocuments.parse(body(desired))));
    }
}
