package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;

/** Dashboards, which all regions of the account share. */
final class Dashboards extends CloudWatchPart {

    private static final List<Check> CHECKS = List.of(Check.matches(
            "dashboardName",
            Pattern.compile("[A-Za-z0-9_-]{1,255}"),
            new Refusal(
                    Service.CLOUDWATCH,
                    "InvalidParameterValue",
                    400,
                    "The value %s for field DashboardName contains invalid characters. It can only contain"
                            + " alphanumerics, dash (-) and underscore (_).")));
    private static final Set<String> WIDGETS = Set.of("metric", "text", "log", "alarm", "explorer", "custom");
    private static final int LISTED = 1000;
    private static final int MOST_WIDGETS = 500;

    Dashboards(World world) {
        super(world);
    }

    private static String key(String name) {
        return "cloudwatch:dashboard:" + name;
    }

    private String arn(String name) {
        return "arn:" + world.partition() + ":cloudwatch::" + world.account().id() + ":dashboard/" + name;
    }

    @Override
    public PutDashboardResponse putDashboard(PutDashboardRequest request) {
        var name = request.dashboardName();
        Check.all(CHECKS, request);
        var problems = problems(request.dashboardBody());
        if (!problems.isEmpty()) {
            throw refusal(
                    "InvalidParameterInput",
                    400,
                    "The dashboard body is invalid, there are " + problems.size() + " validation errors: "
                            + String.join(" ", problems));
        }
        world.documents()
                .put(
                        key(name),
                        Value.Map.EMPTY
                                .with("name", Value.of(name))
                                .with("body", Value.of(request.dashboardBody()))
                                .with("modifiedAt", Value.of(world.now().toString())));
        return PutDashboardResponse.builder()
                .dashboardValidationMessages(List.of())
                .build();
    }

    private static List<String> problems(String body) {
        try {
            if (!(Json.read(body) instanceof Value.Map map) || !map.has("widgets")) {
                return List.of("The field \"widgets\" is required.");
            }
            var problems = new ArrayList<String>();
            var widgets = map.list("widgets");
            if (widgets.size() > MOST_WIDGETS) {
                problems.add("There are more than " + MOST_WIDGETS + " widgets.");
            }
            for (var i = 0; i < widgets.size(); i++) {
                var type = widgets.get(i) instanceof Value.Map widget
                        ? widget.string("type").orElse("")
                        : "";
                if (!WIDGETS.contains(type)) {
                    problems.add("/widgets/" + i + "/type should be one of the allowed values.");
                }
            }
            return problems;
        } catch (IllegalArgumentException notJson) {
            return List.of("The dashboard body is not JSON: " + notJson.getMessage());
        }
    }

    private Value.Map dashboard(String name) {
        return world.known(key(name))
                .orElseThrow(() -> refusal("ResourceNotFound", 404, "Dashboard " + name + " does not exist"));
    }

    @Override
    public GetDashboardResponse getDashboard(GetDashboardRequest request) {
        var dashboard = dashboard(request.dashboardName());
        return GetDashboardResponse.builder()
                .dashboardName(request.dashboardName())
                .dashboardArn(arn(request.dashboardName()))
                .dashboardBody(dashboard.string("body").orElse(""))
                .build();
    }

    @Override
    public ListDashboardsResponse listDashboards(ListDashboardsRequest request) {
        var prefix = Optional.ofNullable(request.dashboardNamePrefix()).orElse("");
        var entries = world.documents().under(key(prefix)).values().stream()
                .map(this::entry)
                .toList();
        var page = PAGES.by(LISTED).page(request, entries, DashboardEntry::dashboardName);
        return ListDashboardsResponse.builder()
                .dashboardEntries(page.items())
                .nextToken(page.nextMarker())
                .build();
    }

    private DashboardEntry entry(Value.Map dashboard) {
        var name = dashboard.string("name").orElse("");
        var body = dashboard.string("body").orElse("");
        return DashboardEntry.builder()
                .dashboardName(name)
                .dashboardArn(arn(name))
                .size((long) body.getBytes(StandardCharsets.UTF_8).length)
                .lastModified(dashboard.string("modifiedAt").map(Instant::parse).orElse(Instant.EPOCH))
                .build();
    }

    @Override
    public DeleteDashboardsResponse deleteDashboards(DeleteDashboardsRequest request) {
        request.dashboardNames().forEach(this::dashboard);
        request.dashboardNames().forEach(name -> world.documents().remove(key(name)));
        return DeleteDashboardsResponse.builder().build();
    }
}
