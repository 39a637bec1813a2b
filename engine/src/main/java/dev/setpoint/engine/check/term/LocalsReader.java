package dev.setpoint.engine.check.term;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.NamedType;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The locals of a stack, typed in the order in which they use each other; cycles are reported. */
public final class LocalsReader {

    private final Node.Mapping section;
    private final CheckProblems problems;
    private final Map<String, Term> read = new LinkedHashMap<>();
    private final Map<String, Term> typed = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    public LocalsReader(Node.Mapping section, TermReader reader, CheckProblems problems) {
        this.section = section;
        this.problems = problems;
        section.entries().forEach((name, entry) -> read.put(name, reader.read(entry.value())));
        sort();
    }

    public Map<String, Term> type(TermTyper typer, StackNames names) {
        for (var name : order) {
            var result = typer.infer(term(name));
            typed.put(name, result.term());
            var absence = result.optional() ? Optional.of("its value is optional") : Optional.<String>empty();
            names.inferred(name, new NamedType(result.shape(), absence));
        }
        return typed;
    }

    private Term term(String name) {
        return Objects.requireNonNull(read.get(name));
    }

    private List<String> uses(String name) {
        var used = new LinkedHashSet<String>();
        for (var reference : term(name).references()) {
            if (reference.root() == Root.LOCAL && read.containsKey(reference.name())) {
                used.add(reference.name());
            }
        }
        return List.copyOf(used);
    }

    /** One step of the walk: a local and those of its uses that are still to be walked. */
    private record Step(String name, Deque<String> left) {}

    private void sort() {
        var done = new HashSet<String>();
        for (var start : List.copyOf(read.keySet())) {
            var path = new ArrayDeque<Step>();
            var onPath = new LinkedHashSet<String>();
            enter(start, path, onPath, done);
            while (!path.isEmpty()) {
                var step = path.getLast();
                if (step.left().isEmpty()) {
                    path.removeLast();
                    onPath.remove(step.name());
                    order.add(step.name());
                    done.add(step.name());
                    continue;
                }
                var next = step.left().removeFirst();
                if (onPath.contains(next)) {
                    circle(next, onPath);
                } else {
                    enter(next, path, onPath, done);
                }
            }
        }
    }

    private void enter(String name, Deque<Step> path, Set<String> onPath, Set<String> done) {
        if (!done.contains(name)) {
            path.addLast(new Step(name, new ArrayDeque<>(uses(name))));
            onPath.add(name);
        }
    }

    private void circle(String back, Set<String> onPath) {
        var all = List.copyOf(onPath);
        var round = all.subList(all.indexOf(back), all.size());
        var path = new ArrayList<String>();
        round.forEach(name -> path.add("locals." + name));
        path.add("locals." + back);
        var first = key(back);
        var problem = Diagnostic.error(
                "SP0311", first.key(), "Locals depend on each other in a cycle: " + String.join(" → ", path) + ".");
        for (var name : round) {
            problem = problem.related(
                    "`" + name + "` uses " + named(name, round), key(name).key());
        }
        problems.add(problem);
        // Cut the circle where it closes, so that the rest can still be checked.
        read.put(
                back,
                new Term.Literal(new Value.Unknown("locals." + back), term(back).span()));
    }

    private String named(String name, List<String> round) {
        return "`locals." + round.get((round.indexOf(name) + 1) % round.size()) + "`";
    }

    private Node.Entry key(String name) {
        return Objects.requireNonNull(section.entries().get(name));
    }
}
