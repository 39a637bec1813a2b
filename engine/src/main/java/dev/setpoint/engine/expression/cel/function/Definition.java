package dev.setpoint.engine.expression.cel.function;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A function by its name: the types that it takes and gives, and one body for all of them.
 *
 * @param overloads none for a function that CEL's own libraries declare
 */
record Definition(String name, boolean member, List<Overload> overloads, Body body) {

    /** Computes the result. An argument is an {@link java.util.Optional} where it may be absent. */
    @Immutable
    @FunctionalInterface
    interface Body {
        Object apply(Arguments arguments);
    }

    record Overload(CelType result, List<CelType> parameters) {}

    static Definition global(String name, Body body) {
        return new Definition(name, false, List.of(), body);
    }

    /** A function that is written after its first argument and a dot. */
    static Definition member(String name, Body body) {
        return new Definition(name, true, List.of(), body);
    }

    Definition taking(CelType result, CelType... parameters) {
        return taking(new Overload(result, List.of(parameters)));
    }

    Definition taking(Overload overload) {
        var all = new ArrayList<>(overloads);
        all.add(overload);
        return new Definition(name, member, List.copyOf(all), body);
    }

    CelFunctionDecl declaration() {
        var declarations = new ArrayList<CelOverloadDecl>();
        for (var overload : overloads) {
            var id = name + "#" + declarations.size();
            declarations.add(
                    member
                            ? CelOverloadDecl.newMemberOverload(id, overload.result(), overload.parameters())
                            : CelOverloadDecl.newGlobalOverload(id, overload.result(), overload.parameters()));
        }
        return CelFunctionDecl.newFunctionDeclaration(name, declarations);
    }

    Iterable<CelFunctionBinding> bindings() {
        var bindings = new ArrayList<CelFunctionBinding>();
        for (var overload : overloads) {
            bindings.add(
                    binding(name + "#" + bindings.size(), overload.parameters().size()));
        }
        return CelFunctionBinding.fromOverloads(name, bindings);
    }

    /** Bindings of a function that one of CEL's libraries declares, by the names of its overloads. */
    Iterable<CelFunctionBinding> bindings(CelFunctionDecl declared) {
        var bindings = new ArrayList<CelFunctionBinding>();
        for (var overload : declared.overloads()) {
            bindings.add(
                    binding(overload.overloadId(), overload.parameterTypes().size()));
        }
        return CelFunctionBinding.fromOverloads(name, bindings);
    }

    private CelFunctionBinding binding(String id, int parameters) {
        var body = this.body;
        var function = name;
        // CEL chooses between overloads at run time only if those of one or two arguments are made as such.
        return switch (parameters) {
            case 1 ->
                CelFunctionBinding.from(id, Object.class, value -> body.apply(new Arguments(function, List.of(value))));
            case 2 ->
                CelFunctionBinding.from(
                        id,
                        Object.class,
                        Object.class,
                        (one, other) -> body.apply(new Arguments(function, List.of(one, other))));
            default ->
                CelFunctionBinding.from(
                        id,
                        Collections.<Class<?>>nCopies(parameters, Object.class),
                        values -> body.apply(new Arguments(function, List.of(values))));
        };
    }
}
