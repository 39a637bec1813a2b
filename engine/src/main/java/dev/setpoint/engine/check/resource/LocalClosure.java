package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one local of the whole stack reads, directly and through others.
 *
 * @param start the name of the local
 * @param read references that lead out of the locals, by the local that has them
 * @param cycle the way from the local back to itself; empty when there is none
 * @param isComplete false when a local on the way is not known yet, or was refused
 */
record LocalClosure(
        String start, Map<Reference, String> read, List<String> cycle, boolean isComplete, Map<String, Term> locals) {

    /** The value of a condition that was refused. */
    static final Value.Unknown REFUSED = new Value.Unknown("when");

    /**
     * A value that is known only after apply.
     *
     * @param via the place of the local that reads it, if it is another one
     */
    record Late(Reference reference, Optional<Span> via) {}

    static LocalClosure of(Map<String, Term> locals, String start) {
        var before = new HashMap<String, String>();
        var read = new HashMap<Reference, String>();
        var open = new ArrayDeque<String>();
        List<String> cycle = List.of();
        var complete = true;
        open.add(start);
        while (!open.isEmpty()) {
            var name = open.removeFirst();
            var term = locals.get(name);
            if (term == null || (term instanceof Term.Literal(var value, var _) && value.equals(REFUSED))) {
                complete = false;
                continue;
            }
            for (var reference : term.references()) {
                if (reference.root() != Root.LOCAL) {
                    read.putIfAbsent(reference, name);
                } else if (reference.name().equals(start)) {
                    cycle = cycle.isEmpty() ? way(start, name, before) : cycle;
                } else if (before.putIfAbsent(reference.name(), name) == null) {
                    open.addLast(reference.name());
                }
            }
        }
        return new LocalClosure(start, read, cycle, complete, locals);
    }

    private static List<String> way(String start, String last, Map<String, String> before) {
        var way = new ArrayList<String>();
        way.add(start);
        for (var here = Optional.of(last); here.isPresent() && !here.get().equals(start); ) {
            way.addFirst(here.get());
            here = Optional.ofNullable(before.get(here.get()));
        }
        way.addFirst(start);
        return way.stream()
                .map(name -> name.contains(".") ? name : "locals." + name)
                .toList();
    }

    /** A value of a resource among those that are read; empty when data sources are read too, which the plan reads first. */
    Optional<Late> late() {
        if (read.keySet().stream().anyMatch(reference -> reference.root() == Root.DATA)) {
            return Optional.empty();
        }
        return read.entrySet().stream()
                .filter(entry -> entry.getKey().root() == Root.RESOURCE)
                .min(Map.Entry.comparingByKey(Comparator.comparing(Reference::toString)))
                .map(entry -> new Late(
                        entry.getKey(),
                        Optional.of(entry.getValue())
                                .filter(name -> !name.equals(start))
                                .flatMap(name -> Optional.ofNullable(locals.get(name)))
                                .map(Term::span)));
    }
}
