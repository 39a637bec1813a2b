package dev.setpoint.engine.check.input;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;

/** Warns of values that are given to deprecated inputs of a stack. */
public final class DeprecatedInputs {

    private DeprecatedInputs() {}

    /**
     * Warns of each deprecated input with another value than its default. A saved plan gives the value of every input,
     * also where it is the default.
     *
     * @param inputs of the stack
     */
    public static void report(InputReader inputs, CheckProblems problems) {
        inputs.origins()
                .forEach((name, origin) -> Optional.ofNullable(inputs.declared().get(name))
                        .filter(input -> !isDefault(input, inputs.values(), name))
                        .flatMap(input -> input.deprecated().map(text -> warning(name, origin, text, input)))
                        .ifPresent(problems::add));
    }

    private static boolean isDefault(DeclaredInput input, Map<String, Value> values, String name) {
        return input.fallback().equals(Optional.ofNullable(values.get(name)).map(Value::revealed));
    }

    private static Diagnostic warning(String name, String origin, String text, DeclaredInput input) {
        return Diagnostic.warning(
                        "SP0249", "The input `%s`, given by %s, is deprecated: %s".formatted(name, origin, text))
                .at(Optional.of(input.place()));
    }
}
