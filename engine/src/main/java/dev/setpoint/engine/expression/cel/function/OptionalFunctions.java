package dev.setpoint.engine.expression.cel.function;

import dev.cel.common.types.OptionalType;
import dev.cel.common.types.TypeParamType;
import dev.setpoint.engine.expression.cel.value.Part;
import dev.setpoint.engine.expression.cel.value.Parts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of values that may be absent. An optional never holds another, and never a null. */
final class OptionalFunctions {

    /** The value of an argument as an optional, whatever its static type. */
    static final String PRESENT = "cel.@present";

    private static final TypeParamType T = TypeParamType.create("T");

    private OptionalFunctions() {}

    /** The functions that CEL's library of optionals declares. */
    static List<Definition> standard() {
        return List.of(
                Definition.global("optional.of", arguments -> arguments.optional(0)),
                Definition.global("optional.none", _ -> Optional.empty()),
                Definition.member("hasValue", arguments -> arguments.optional(0).isPresent()),
                Definition.member(
                        "value",
                        arguments -> arguments
                                .optional(0)
                                .orElseThrow(() -> arguments.failure(
                                        "the value is absent, and `.value()` needs one; `.orValue(…)` does not."))),
                Definition.member("first", arguments -> at(arguments.items(0), 0)),
                Definition.member(
                        "last",
                        arguments -> at(arguments.items(0), arguments.items(0).size() - 1)),
                Definition.global("_[?_]", OptionalFunctions::selected));
    }

    static List<Definition> own() {
        return List.of(
                Definition.global(PRESENT, arguments -> arguments.optional(0)).taking(OptionalType.create(T), T));
    }

    private static Optional<Object> selected(Arguments arguments) {
        return switch (arguments.get(0)) {
            case Map<?, ?> map -> Optional.ofNullable(map.get(arguments.get(1))).flatMap(Arguments::present);
            case List<?> list -> at(Parts.items(list), arguments.number(1));
            default -> throw arguments.failure("`[?…]` selects from a map or a list.");
        };
    }

    private static Optional<Object> at(List<Part> items, long index) {
        return index < 0 || index >= items.size()
                ? Optional.empty()
                : Arguments.present(items.get((int) index).read());
    }
}
