package dev.setpoint.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisplayedValueTest {

    private static final Value UNKNOWN = new Value.Unknown("key.arn");
    private static final Value SECRET = new Value.Secret(Value.of("hunter2"));

    @Test
    void whatIsKnownAfterApplyIsShownAsThePlanShowsIt() {
        assertThat(DisplayedValue.value(UNKNOWN)).isEqualTo("`${key.arn}` (known after apply)");
        assertThat(DisplayedValue.value(new Value.Unknown("${key.arn}/x")))
                .isEqualTo("`${key.arn}/x` (known after apply)");
        assertThat(DisplayedValue.value(Value.of(List.of(Value.of(1), UNKNOWN))))
                .isEqualTo("`[1,\"${key.arn}\"]` (known after apply)");
        assertThat(DisplayedValue.value(Value.Map.EMPTY.with("a", Value.Map.EMPTY.with("b", UNKNOWN))))
                .isEqualTo("`{\"a\":{\"b\":\"${key.arn}\"}}` (known after apply)");
    }

    @Test
    void secretsAreMaskedWhereverTheyAre() {
        assertThat(DisplayedValue.value(SECRET)).isEqualTo("a secret");
        assertThat(DisplayedValue.value(Value.of(List.of(SECRET)))).isEqualTo("`[\"(sensitive)\"]`");
    }

    @Test
    void twoValuesThatReadAlikeAreToldApart() {
        assertThat(DisplayedValue.other(Optional.of(SECRET), Optional.of(new Value.Secret(Value.of("x")))))
                .isEqualTo("another secret");
        assertThat(DisplayedValue.other(Optional.of(Value.of(List.of(SECRET))), Optional.of(Value.of(List.of(SECRET)))))
                .isEqualTo("another value");
        assertThat(DisplayedValue.other(Optional.empty(), Optional.of(Value.of("x"))))
                .isEqualTo("`x`");
    }

    @Test
    void whatIsSecretNowIsNotShownAsItWas() {
        var before = Value.Map.EMPTY.with("a", Value.of("x")).with("b", Value.of("y"));
        var now = Value.Map.EMPTY.with("a", SECRET).with("b", Value.of("y"));

        assertThat(DisplayedValue.first(Optional.of(Value.of("hunter2")), Optional.of(SECRET)))
                .isEqualTo("a value that is secret now");
        assertThat(DisplayedValue.other(Optional.of(Value.of("hunter2")), Optional.of(SECRET)))
                .isEqualTo("a secret");
        assertThat(DisplayedValue.first(Optional.of(before), Optional.of(now)))
                .isEqualTo("`{\"a\":\"(sensitive)\",\"b\":\"y\"}`");
        assertThat(DisplayedValue.first(Optional.of(Value.of(List.of(before))), Optional.of(Value.of(List.of(now)))))
                .isEqualTo("`[{\"a\":\"(sensitive)\",\"b\":\"y\"}]`");
        assertThat(DisplayedValue.first(
                        Optional.of(Value.of(List.of(before))), Optional.of(Value.of(List.of(now, now)))))
                .isEqualTo("a secret");
    }
}
