package dev.setpoint.cli.render.model;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeCounts;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan as every format shows it.
 *
 * @param groups all changes in the order in which they are shown, similar instances together
 * @param outputs outputs that change, by name
 * @param losses data that the plan destroys
 * @param order for each change, the changes that come before it
 * @param limitations restrictions by options, which a reader must know
 */
public record PlanModel(
        Preview preview,
        List<ChangeGroup> groups,
        Map<String, OutputChange> outputs,
        DataLosses losses,
        List<Edge> order,
        PlanLimitations limitations) {

    /** One resource whose changes come before those of another. */
    public record Edge(Address first, Address then) {}

    /** Value of an output before and after; a sensitive one is a {@link Value.Secret}. */
    public record OutputChange(Optional<Value> before, Optional<Value> after) {}

    public static PlanModel of(Preview preview) {
        return new PlanModel(
                preview,
                ChangeGroup.of(preview.changes()),
                outputs(preview),
                DataLosses.of(preview.changes()),
                order(preview),
                new PlanLimitations(preview.options(), preview.leftOut()));
    }

    public String stack() {
        return preview.stack();
    }

    public Plan.Mode mode() {
        return preview.mode();
    }

    public List<Change> changes() {
        return preview.changes();
    }

    /** Blocked changes: while there is one, the plan cannot be applied. */
    public List<Change> blocked() {
        return preview.forbidden();
    }

    /** Reasons why changes are blocked, each once. */
    public List<Diagnostic> blockers() {
        return blocked().stream()
                .flatMap(change -> change.target().notes().forbidden().stream())
                .distinct()
                .toList();
    }

    public boolean hasChanges() {
        return preview.hasChanges();
    }

    public ChangeCounts counts() {
        return preview.counts();
    }

    private static Map<String, OutputChange> outputs(Preview preview) {
        var outputs = new LinkedHashMap<String, OutputChange>();
        preview.outputs().forEach((name, output) -> {
            if (output.changes()) {
                outputs.put(
                        name, new OutputChange(concealed(output, output.before()), concealed(output, output.after())));
            }
        });
        return outputs;
    }

    private static Optional<Value> concealed(Plan.OutputChange output, Optional<Value> value) {
        return value.map(v -> output.sensitive() && v.isKnown() ? new Value.Secret(v) : v);
    }

    private static List<Edge> order(Preview preview) {
        var addresses =
                preview.changes().stream().map(Change::address).distinct().toList();
        var edges = new ArrayList<Edge>();
        for (var then : addresses) {
            var before = preview.waitsFor().getOrDefault(then, Set.of());
            addresses.stream()
                    .filter(first -> !first.equals(then) && before.contains(first))
                    .forEach(first -> edges.add(new Edge(first, then)));
        }
        return edges;
    }
}
