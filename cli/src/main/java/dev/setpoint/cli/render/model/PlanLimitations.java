package dev.setpoint.cli.render.model;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Limits that options put on a plan: what it did not read, and what it leaves out.
 *
 * @param leftOut resources that targets or {@code --keep-data} left out
 */
public record PlanLimitations(PlanOptions options, List<Address> leftOut) {

    /** Number of names that are listed; the others are counted. */
    private static final int NAMED = 30;

    /**
     * Returns one sentence for each limit.
     *
     * @param name writes the name of a resource or an option
     */
    public List<String> sentences(UnaryOperator<String> name) {
        var sentences = new ArrayList<String>();
        if (options.mode() == Plan.Mode.REFRESH) {
            sentences.add(
                    "This changes only the state (--refresh-only): the cloud stays as it is. The spec is not compared;"
                            + " the next apply sets its values again.");
        }
        if (!options.refresh()) {
            sentences.add(
                    "Live resources were not read (--refresh=false): the plan compares with the state, so drift is not"
                            + " shown.");
        }
        if (options.keepData()) {
            sentences.add(
                    leftOut.isEmpty()
                            ? "No resource of the stack holds data (--keep-data)."
                            : "Kept, because deleting them destroys data or what data needs (--keep-data): "
                                    + names(leftOut, name)
                                    + ". To delete them later, run `setpoint destroy` without --keep-data.");
        }
        if (!options.targets().isEmpty() && !options.keepData()) {
            var targets = options.targets().stream()
                    .map(address -> name.apply("--target " + address.word()))
                    .collect(Collectors.joining(" "));
            sentences.add("This plan is partial (" + targets + "). "
                    + (leftOut.isEmpty()
                            ? "It leaves nothing out."
                            : "Left out, whether changed or not: " + names(leftOut, name) + "."));
        }
        return sentences;
    }

    private static String names(Collection<Address> addresses, UnaryOperator<String> name) {
        var names = addresses.stream()
                .limit(NAMED)
                .map(address -> name.apply(address.text()))
                .collect(Collectors.joining(", "));
        return addresses.size() > NAMED ? names + " and %s more".formatted(addresses.size() - NAMED) : names;
    }
}
