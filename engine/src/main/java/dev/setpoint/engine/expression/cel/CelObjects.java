package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.cel.issue.CelIssues;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Overloads of functions for maps with named members, declared for the one expression that applies them. */
final class CelObjects {

    private CelObjects() {}

    /** The overload that an issue asks for, if the function can be applied to these maps. */
    static Optional<CelFunctionDecl> overload(CelIssue issue, CelTypes types) {
        return CelIssues.call(issue)
                .filter(call -> call.arguments().stream()
                        .allMatch(type -> types.object(CelIssues.held(type)).isPresent()))
                .flatMap(call -> result(call, types).map(type -> declaration(call, type, types)));
    }

    private static Optional<CelType> result(CelIssues.Call call, CelTypes types) {
        var shapes = call.arguments().stream()
                .flatMap(type -> types.object(CelIssues.held(type)).stream())
                .toList();
        return switch (call.function()) {
            case "merge", "deepMerge" ->
                shapes.size() == 2
                        ? Optional.of(types.type(merged(
                                shapes.getFirst(),
                                shapes.getLast(),
                                call.function().equals("deepMerge"))))
                        : Optional.empty();
            case "prune", "nonEmpty" ->
                types.findType(CelIssues.held(call.arguments().getFirst())).map(OptionalType::create);
            default -> Optional.empty();
        };
    }

    private static CelFunctionDecl declaration(CelIssues.Call call, CelType result, CelTypes types) {
        var parameters = call.arguments().stream()
                .flatMap(argument -> types.findType(CelIssues.held(argument)).stream()
                        .map(type -> argument.equals(type.name()) ? type : OptionalType.create(type)))
                .toList();
        return CelFunctionDecl.newFunctionDeclaration(
                call.function(),
                CelOverloadDecl.newGlobalOverload(
                        call.function() + String.join("#", call.arguments()), result, parameters));
    }

    /** A member that both have is of any type where the types differ: the right one may be absent. */
    private static Shape merged(Shape.ObjectOf left, Shape.ObjectOf right, boolean deep) {
        var members = new LinkedHashMap<>(left.attributes());
        right.attributes()
                .forEach((name, attribute) ->
                        members.merge(name, attribute, (one, other) -> other.of(merged(one, other, deep))));
        return new Shape.ObjectOf(members, left.open() || right.open());
    }

    private static Shape merged(Attribute left, Attribute right, boolean deep) {
        if (deep && left.shape() instanceof Shape.ObjectOf one && right.shape() instanceof Shape.ObjectOf other) {
            return merged(one, other, true);
        }
        return left.shape().equals(right.shape()) ? right.shape() : Paths.ANY;
    }
}
