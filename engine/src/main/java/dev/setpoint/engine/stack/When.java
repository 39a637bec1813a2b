package dev.setpoint.engine.stack;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.List;

/**
 * An option {@code when} that the spec alone does not decide, of a block or of a module around it.
 *
 * @param local name of the local that holds its value: {@code logs.when}
 * @param span of the option
 */
public record When(String local, Span span) {

    /** The result of several conditions, in the order of their blocks from the outermost. */
    public sealed interface Decision {

        /** All hold. */
        record On() implements Decision {}

        /** @param when the first condition that does not hold */
        record Off(When when) implements Decision {}

        /**
         * A condition is not known.
         *
         * @param waiting what it waits for
         */
        record Open(When when, String waiting) implements Decision {}
    }

    /** The reference of the block to the condition. */
    public Reference reference() {
        return new Reference(Root.LOCAL, local, PropertyPath.ROOT);
    }

    /**
     * Evaluates conditions. Those inside a block that is off are not evaluated.
     *
     * @throws dev.setpoint.engine.expression.LocatedEvaluationException when one has no value
     */
    public static Decision of(List<When> conditions, Scope scope) {
        for (var when : conditions) {
            switch (scope.value(Root.LOCAL, when.local).revealed()) {
                case Value.Bool(var on) -> {
                    if (!on) {
                        return new Decision.Off(when);
                    }
                }
                case Value.Unknown(var waiting, var _) -> {
                    return new Decision.Open(when, waiting);
                }
                case Value _ -> {
                    return new Decision.Open(when, when.local);
                }
            }
        }
        return new Decision.On();
    }

    /** The references to several conditions. */
    public static List<Reference> references(Collection<When> conditions) {
        return conditions.stream().map(When::reference).toList();
    }
}
