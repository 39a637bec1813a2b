package dev.setpoint.engine.stack;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.PathExpression;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.PropertyPath;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds where a value of a resource is written in the spec: in its block, or in the local or data source that an
 * expression reads.
 */
public record SpecPlaces(Stack stack) {

    /** Limit of locals that refer to each other. */
    private static final int FURTHEST = 20;

    /** Returns the place of the value at a path of a block's properties. */
    public Span of(Term properties, PropertyPath path) {
        return elsewhere(properties, path).orElseGet(() -> properties.spanAt(path));
    }

    /**
     * Returns the place of a part of a value that an expression reads from elsewhere, or of a whole value that a module
     * gets by an input; empty for other values.
     */
    public Optional<Span> elsewhere(Term properties, PropertyPath path) {
        var here = properties;
        for (var i = 0; i < path.steps().size(); i++) {
            var source = follow(here);
            if (source.isPresent()) {
                return Optional.of(alike(
                        source.get(),
                        new PropertyPath(path.steps().subList(i, path.steps().size()))));
            }
            var next = here.child(path.steps().get(i));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            here = next.get();
        }
        return passed(here).map(Term::span);
    }

    /**
     * Returns the term that an expression reads as a whole: a local, or the properties of a data source that builds
     * the value.
     */
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

    /** The value that a call of a module has passed. */
    private Optional<Term> passed(Term term) {
        return whole(term).filter(NameSpace::isInput).isPresent() ? follow(term) : Optional.empty();
    }

    private static Optional<Reference> whole(Term term) {
        return term instanceof Term.Computed(var template, var _, var _)
                        && template.references().size() == 1
                        && isPath(template.source().strip())
                ? Optional.of(template.references().iterator().next())
                : Optional.empty();
    }

    /** True for one reference. In a module it is written otherwise than the whole stack has it. */
    private static boolean isPath(String source) {
        return source.startsWith("${")
                && source.endsWith("}")
                && PathExpression.of(source.substring(2, source.length() - 1))
                        .filter(path -> path.reference().root() != Reference.Root.EACH)
                        .isPresent();
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

    /** Returns the place at a path. Names may differ in case and plural: {@code Action} matches {@code actions}. */
    private static Span alike(Term source, PropertyPath path) {
        var here = source;
        for (var i = 0; i < path.steps().size(); i++) {
            var step = path.steps().get(i);
            if (step instanceof PropertyPath.Step.Index && isSet(here)) {
                // The order of its elements may have changed.
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

    /**
     * Tells whether there is only one list at the top. With several, their order in the result is unknown, so that
     * indexes tell nothing.
     */
    private static boolean isOnlyList(Map<String, Term> entries) {
        return entries.values().stream()
                        .filter(term -> term instanceof Term.ListTerm(var items, var _)
                                && items.stream().anyMatch(item -> !(item instanceof Term.Literal)))
                        .count()
                < 2;
    }
}
