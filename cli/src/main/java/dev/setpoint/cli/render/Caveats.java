package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.Preview;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a plan does not say, because it was not asked to look there. */
final class Caveats {

    /** So many names are listed; after that their number. */
    private static final int NAMED = 30;

    private Caveats() {}

    /**
     * One sentence each.
     *
     * @param name how the name of a resource is written
     */
    static List<String> of(Preview plan, UnaryOperator<String> name) {
        var options = plan.options();
        var caveats = new ArrayList<String>();
        if (options.mode() == Plan.Mode.REFRESH) {
            caveats.add("This changes the state only (--refresh-only): the cloud stays as it is, and the spec is not"
                    + " looked at. What the spec has otherwise, the next apply sets again.");
        }
        if (!options.refresh()) {
            caveats.add("The resources were not read (--refresh=false): what was last applied counts as live, so drift"
                    + " does not show.");
        }
        if (options.keepData()) {
            caveats.add(
                    plan.leftOut().isEmpty()
                            ? "Nothing of the stack holds data (--keep-data)."
                            : "Kept in the cloud and in the state, since deleting them destroys data or what data needs"
                                    + " (--keep-data): " + names(plan.leftOut(), name)
                                    + ". To remove them later, run `setpoint destroy` without --keep-data.");
        }
        if (!options.targets().isEmpty() && !options.keepData()) {
            var asked = options.targets().stream()
                    .map(address -> name.apply("--target " + address.word()))
                    .collect(Collectors.joining(" "));
            caveats.add("This plan is partial (" + asked + "). "
                    + (plan.leftOut().isEmpty()
                            ? "Nothing was left out, though."
                            : "Left out, changed or not: " + names(plan.leftOut(), name) + "."));
        }
        return caveats;
    }

    private static String names(Collection<Address> addresses, UnaryOperator<String> name) {
        var names = addresses.stream()
                .limit(NAMED)
                .map(address -> name.apply(address.text()))
                .collect(Collectors.joining(", "));
        return addresses.size() > NAMED ? names + " and %s more".formatted(addresses.size() - NAMED) : names;
    }
}
