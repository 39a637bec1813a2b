package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.List;
import java.util.Optional;

/**
 * A path of {@code ignoreChanges}: {@code tags.CostCenter}, {@code rules[Archive].status}, with {@code *} for every
 * member or element.
 *
 * @param type whose properties it leads to
 */
record IgnoredPath(Node.Scalar scalar, TypeSchema type) {

    /** Returns the path; empty when it leads nowhere, which is added to the problems. */
    Optional<PropertyPath> check(CheckProblems problems) {
        try {
            var path = PropertyPath.parse(scalar.text());
            var wrong = wrong(path);
            wrong.ifPresent(problems::add);
            return Optional.of(path).filter(_ -> wrong.isEmpty());
        } catch (IllegalArgumentException e) {
            problems.add(Diagnostic.error("SP0219", scalar.span(), String.valueOf(e.getMessage()))
                    .hint("Write `tags.Name`, `rules[key].status`, `rules[*].status`, or `*` for every property."));
            return Optional.empty();
        }
    }

    private Optional<Diagnostic> wrong(PropertyPath path) {
        Shape here = type.properties();
        var walked = PropertyPath.ROOT;
        for (var step : path.steps()) {
            if (PropertyPath.isAny(step) && here instanceof Shape.ObjectOf) {
                // The properties have different shapes, so the rest of the path cannot be checked.
                return Optional.empty();
            }
            var next = next(here, step);
            if (next.isEmpty()) {
                return Optional.of(stranger(here, walked, step));
            }
            if (here instanceof Shape.ObjectOf object && isOutput(object, step)) {
                return Optional.of(Diagnostic.error(
                        "SP0219",
                        scalar.span(),
                        "`" + new PropertyPath(List.of(step)) + "` is an output of " + type.name()
                                + ": the spec does not set it, so there is no change to ignore."));
            }
            here = next.get();
            walked = walked.then(step);
        }
        return Optional.empty();
    }

    private static boolean isOutput(Shape.ObjectOf object, Step step) {
        return step instanceof Step.Name(var name)
                && object.attribute(name).filter(Attribute::output).isPresent();
    }

    private static Optional<Shape> next(Shape here, Step step) {
        return switch (here) {
            case Shape.ObjectOf object
            when step instanceof Step.Name(var name) ->
                object.attribute(name)
                        .map(Attribute::shape)
                        .or(() -> object.open() ? Optional.of(here) : Optional.empty());
            case Shape.MapOf(var value) when step instanceof Step.Name -> Optional.of(value);
            case Shape.ListOf list when !(step instanceof Step.Name) -> Optional.of(list.item());
            case Shape.Any _ -> Optional.of(here);
            case Shape.ObjectOf _, Shape.MapOf _, Shape.ListOf _, Shape.Text _, Shape.Num _, Shape.Bool _ ->
                Optional.empty();
        };
    }

    private Diagnostic stranger(Shape here, PropertyPath walked, Step step) {
        var of = walked.steps().isEmpty() ? type.name().toString() : "`" + walked + "`";
        var problem = Diagnostic.error(
                "SP0203", scalar.span(), "`" + new PropertyPath(List.of(step)) + "` is not a property of " + of + ".");
        if (here instanceof Shape.ObjectOf object && step instanceof Step.Name(var name)) {
            return problem.hint(Nearest.hint(name, object.attributes().keySet()));
        }
        return here instanceof Shape.ListOf
                ? problem.hint("`" + walked + "` is a list: write `" + walked + "[*]` for each of its elements.")
                : problem;
    }
}
