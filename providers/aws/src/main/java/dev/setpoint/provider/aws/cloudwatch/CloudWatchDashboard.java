package dev.setpoint.provider.aws.cloudwatch;

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
import dev.setpoint.provider.aws.call.JsonDocuments;
import dev.setpoint.provider.aws.call.Shown;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;

/** A dashboard: one document, put whole. */
public final class CloudWatchDashboard implements ResourceType {

    private static final String BODY = "body";
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), Duration.ofMinutes(2));

    private final Aws aws;

    public CloudWatchDashboard(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        if (dashboard(name, call).isPresent()) {
            throw ProviderException.of(
                            Kind.NAME_TAKEN,
                            "DashboardExists",
                            "The dashboard " + name + " exists already, and this stack did not make it.")
                    .about("name")
                    .hint("To manage it here, write `import: " + name
                            + "` in its block; otherwise choose another name.");
        }
        return put(name, desired, call);
    }

    private Value.Map put(String name, Value.Map desired, Call call) {
        var text = JsonDocuments.text(desired.get(BODY).orElse(Value.Map.EMPTY));
        aws.cloudWatch(call)
                .putDashboard(r -> r.dashboardName(name).dashboardBody(text))
                .dashboardValidationMessages()
                .forEach(warning ->
                        call.progress("CloudWatch says of " + warning.dataPath() + ": " + warning.message()));
        call.identified(new Identity(name));
        var sent = JsonDocuments.parse(text);
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                SEEN,
                "the dashboard " + name,
                live -> live.get(BODY).equals(Optional.of(sent)),
                () -> read(new Identity(name), wanted, call));
    }

    private Optional<GetDashboardResponse> dashboard(String name, Call call) {
        return Errors.unless(CloudWatchAlarm.GONE, () -> aws.cloudWatch(call).getDashboard(r -> r.dashboardName(name)));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return dashboard(id.value(), call).map(dashboard -> {
            var live = Value.Map.EMPTY;
            if (wanted.contains("name")) {
                live = live.with("name", Value.of(id.value()));
            }
            if (wanted.contains(BODY)) {
                live = live.with(BODY, JsonDocuments.parse(dashboard.dashboardBody()));
            }
            return live.with("arn", Value.of(dashboard.dashboardArn()));
        });
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return put(id.value(), update.desired(), call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .removed(
                        CloudWatchAlarm.GONE,
                        () -> aws.cloudWatch(call).deleteDashboards(r -> r.dashboardNames(id.value())));
        aws.eventually(call)
                .until(
                        SEEN,
                        "the dashboard " + id + " to be gone",
                        () -> dashboard(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        return dashboard(name, call).map(_ -> new Identity(name));
    }
}
