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

    /** So many names are listed; after that their number. */
    private static final int NAMED = 30;

    /**
     * Returns one sentence for each limit.
     *
     * @param name writes the name of a resource or an option
     */
    public List<String> sentences(UnaryOperator<String> name) {
        var sentences = new ArrayList<String>();
        if (options.mode() == Plan.Mode.REFRESH) {
            sentences.add("This changes the state only (--refresh-only): the cloud stays as it is, and the spec is not"
                    + " looked at. What the spec has otherwise, the next apply sets again.");
        }
        if (!options.refresh()) {
            sentences.add("The resources were not read (--refresh=false): what was last applied counts as live, so"
                    + " drift does not show.");
        }
        if (options.keepData()) {
            sentences.add(
                    leftOut.isEmpty()
                            ? "Nothing of the stack holds data (--keep-data)."
                            : "Kept in the cloud and in the state, since deleting them destroys data or what data needs"
                                    + " (--keep-data): " + names(leftOut, name)
                                    + ". To remove them later, run `setpoint destroy` without --keep-data.");
        }
        if (!options.targets().isEmpty() && !options.keepData()) {
            var targets = options.targets().stream()
                    .map(address -> name.apply("--target " + address.word()))
                    .collect(Collectors.joining(" "));
            sentences.add("This plan is partial (" + targets + "). "
                    + (leftOut.isEmpty()
                            ? "Nothing was left out, though."
                            : "Left out, changed or not: " + names(leftOut, name) + "."));
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
