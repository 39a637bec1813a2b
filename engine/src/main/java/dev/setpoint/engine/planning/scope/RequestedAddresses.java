package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks the addresses given with {@code --target} and {@code --replace}. */
public record RequestedAddresses(PlanOptions options, Graph graph, State state) {

    /** Returns the options with each name of a {@code forEach} block replaced by all its instances. */
    public static PlanOptions resolved(PlanOptions options, Graph graph, State state) {
        var known = new TreeSet<>(state.resources().keySet());
        graph.stack().resources().values().forEach(block -> known.add(block.address()));
        return options.targeting(resolved(options.targets(), known)).replacing(resolved(options.replace(), known));
    }

    private static List<Address> resolved(Collection<Address> asked, Collection<Address> known) {
        return asked.stream()
                .flatMap(address -> {
                    var instances = known.stream()
                            .filter(other -> other.isInstanceOf(address) || other.isInside(address))
                            .toList();
                    return known.contains(address) || instances.isEmpty() ? Stream.of(address) : instances.stream();
                })
                .toList();
    }

    /** Returns a problem for each unknown address, with the nearest known one. */
    public List<Diagnostic> problems() {
        var problems = new ArrayList<Diagnostic>();
        options.targets().stream()
                .filter(address -> !isKnown(address))
                .forEach(address -> problems.add(unknown("--target", address)));
        options.replace().stream()
                .filter(address -> !isInSpec(address))
                .forEach(address -> problems.add(isKnown(address) ? leaving(address) : unknown("--replace", address)));
        return problems;
    }

    /** @param selection a selection of known addresses */
    public List<Diagnostic> outside(Selection selection) {
        return options.replace().stream()
                .filter(address -> !selection.contains(address))
                .map(RequestedAddresses::outside)
                .toList();
    }

    private boolean isKnown(Address address) {
        return graph.dependencies().containsKey(address) || state.resources().containsKey(address);
    }

    private boolean isInSpec(Address address) {
        return graph.stack().resources().containsKey(address);
    }

    private Diagnostic unknown(String option, Address address) {
        var off = graph.stack().off().option(address);
        if (off.isPresent()) {
            return Diagnostic.error(
                    "SP0540",
                    off.get(),
                    "`" + option + " " + address + "`: `" + address
                            + "` is off (`when` is false) and not in the state.");
        }
        var names = new TreeSet<String>();
        graph.stack().resources().keySet().forEach(known -> names.add(known.text()));
        state.resources().keySet().forEach(known -> names.add(known.text()));
        return Diagnostic.error(
                        "SP0540",
                        "`" + option + " " + address + "`: neither the spec nor the state has a resource `" + address
                                + "`.")
                .hint(Nearest.hint(address.text(), names));
    }

    private static Diagnostic leaving(Address address) {
        return Diagnostic.error(
                        "SP0541",
                        "`--replace " + address + "`: `" + address
                                + "` cannot be replaced, because it is not a resource of the spec.")
                .hint("Resources removed from the spec are deleted.");
    }

    private static Diagnostic outside(Address address) {
        return Diagnostic.error(
                        "SP0542",
                        "`--replace " + address + "`: `" + address + "` is not among the targets, and no target depends"
                                + " on it.")
                .hint("Give `--target " + address.word() + "` too.");
    }
}
