package dev.setpoint.engine.call;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.PropertyPath;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Places in a stack where a value of a resource is written: in its block, or where an expression takes it from. */
public record SpecPlaces(Stack stack) {

    /** Locals that name each other. */
    private static final int FURTHEST = 20;

    /** The place of what lies at the path of a block's properties. */
    Span of(Term properties, PropertyPath path) {
        var here = properties;
        for (var i = 0; i < path.steps().size(); i++) {
            var rest = new PropertyPath(path.steps().subList(i, path.steps().size()));
            var source = follow(here);
            if (source.isPresent()) {
                return source.get().equals(here) ? here.span() : alike(source.get(), rest);
            }
            var next = here.child(path.steps().get(i));
            if (next.isEmpty()) {
                return here.spanAt(rest);
            }
            here = next.get();
        }
        return here.span();
    }

    /** What the expression stands for as a whole: a local, or the properties of a data source that makes it of them. */
    private Optional<Term> follow(Term term) {
        var found = Optional.<Term>empty();
        var here = term;
        for (var i = 0; i < FURTHEST; i++) {
            var reference = whole(here);
            var next = reference.flatMap(this::written);
            if (next.isEmpty()) {
                break;
            }
            found = next;
            here = next.get();
        }
        return found;
    }

    private static Optional<Reference> whole(Term term) {
        return term instanceof Term.Computed(var template, var _)
                        && template.references().size() == 1
                        && template.source()
                                .strip()
                                .equals("${" + template.references().iterator().next() + "}")
                ? Optional.of(template.references().iterator().next())
                : Optional.empty();
    }

    private Optional<Term> written(Reference reference) {
        return switch (reference.root()) {
            case LOCAL ->
                reference.path().steps().isEmpty()
                        ? Optional.ofNullable(stack.locals().get(reference.name()))
                        : Optional.empty();
            case DATA -> reference.node().flatMap(stack::dataSource).map(DataBlock::properties);
            case INPUT, RESOURCE, EACH, STACK -> Optional.empty();
        };
    }

    /** The place at the path, where names may differ in case and in a plural: {@code Action} is {@code actions}. */
    private static Span alike(Term source, PropertyPath path) {
        var here = source;
        for (var i = 0; i < path.steps().size(); i++) {
            var step = path.steps().get(i);
            if (step instanceof PropertyPath.Step.Index && isSet(here)) {
                // Its order may be another one by now.
                return here.span();
            }
            var next = here.child(step).or(similar(here, step));
            if (next.isEmpty()) {
                return here.spanAt(
                        new PropertyPath(path.steps().subList(i, path.steps().size())));
            }
            here = next.get();
        }
        return here.span();
    }

    private static Supplier<Optional<Term>> similar(Term here, PropertyPath.Step step) {
        return () -> here instanceof Term.MapTerm(var entries, var _)
                        && step instanceof PropertyPath.Step.Name(var name)
                        && isOnlyList(entries)
                ? entries.entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(name)
                                || entry.getKey().equalsIgnoreCase(name + "s"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isSet(Term list) {
        return list instanceof Term.ListTerm(var items, var _)
                && items.stream().noneMatch(item -> item instanceof Term.MapTerm || item instanceof Term.ListTerm);
    }

    /** Of several lists at the top any may have been put in front of the others, so that places say nothing. */
    private static boolean isOnlyList(Map<String, Term> entries) {
        return entries.values().stream()
                        .filter(term -> term instanceof Term.ListTerm(var items, var _)
                                && items.stream().anyMatch(item -> !(item instanceof Term.Literal)))
                        .count()
                < 2;
    }
}
