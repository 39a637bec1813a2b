package dev.setpoint.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import org.junit.jupiter.api.Test;

/** A hint says how to spend less of the very limit that is reached. */
class BudgetSpentErrorTest {

    private static final Span PLACE = new Span(new Source("spec.yaml", "a: ${locals.b}\n"), 1, 4, 1, 15);

    @Test
    void aLongChainIsToBeShortened() {
        var spent = catchThrowableOfType(
                BudgetSpentError.class, () -> new Budget().nested(Budget.DEPTH + 1, () -> "not evaluated"));
        assertThat(hint(spent))
                .isEqualTo("Shorten the chain of `locals` and properties that are computed from one another.");
    }

    @Test
    void aLargeResultIsToBeMadeSmaller() {
        var spent = catchThrowableOfType(BudgetSpentError.class, () -> new Budget(10, 10).make(11));
        assertThat(hint(spent)).isEqualTo("Make lists and texts smaller, or split the stack.");
    }

    private static String hint(BudgetSpentError spent) {
        spent.in(PLACE, "${locals.b}");
        return spent.diagnostic().hint().orElseThrow();
    }
}
