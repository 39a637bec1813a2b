package dev.setpoint.engine.expression.function;

import dev.setpoint.engine.diagnostic.Nearest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All functions and macros that expressions may call. */
public final class Functions {

    private static final List<LanguageFunction> ALL = Stream.of(
                    OwnFunctions.ALL,
                    AbsenceFunctions.ALL,
                    CollectionFunctions.ALL,
                    TextualFunctions.ALL,
                    NumericFunctions.ALL,
                    ConversionFunctions.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Set<String> NAMES =
            ALL.stream().map(LanguageFunction::name).collect(Collectors.toCollection(LinkedHashSet::new));

    private Functions() {}

    /** All functions, by their groups. */
    public static List<LanguageFunction> all() {
        return ALL;
    }

    public static Collection<String> names() {
        return NAMES;
    }

    /** The function of this name. */
    public static Optional<LanguageFunction> named(String name) {
        return ALL.stream().filter(function -> function.name().equals(name)).findFirst();
    }

    /** {@code Did you mean `name`?} */
    public static Optional<String> nearest(String name) {
        return Nearest.hint(name, NAMES);
    }
}
