package dev.setpoint.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import org.junit.jupiter.api.Test;

class EqualityTest {

    @Test
    void caseCanMeanNothing() {
        assertThat(same(CommonEquality.CASE_INSENSITIVE, "Enabled", "ENABLED")).isTrue();
        assertThat(same(CommonEquality.CASE_INSENSITIVE, "Enabled", "Disabled")).isFalse();
    }

    @Test
    void jsonIsComparedParsed() {
        assertThat(same(CommonEquality.JSON, "{\"a\":1.0,\"b\":[]}", "{ \"b\":[], \"a\":1}"))
                .isTrue();
        assertThat(same(CommonEquality.JSON, "{\"a\":1}", "{\"a\":2}")).isFalse();
        assertThat(same(CommonEquality.JSON, "not json", "not  json")).isFalse();
        assertThat(CommonEquality.JSON.same(Value.of("{\"a\":1}"), Json.read("{\"a\":1}")))
                .isTrue();
    }

    @Test
    void oneThatNobodyHasIsRefused() {
        assertThatThrownBy(() -> NamedEqualities.named("no-such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x-equal does not know `no-such`.");
    }

    private static boolean same(Equality equality, String one, String other) {
        var there = equality.same(Value.of(one), Value.of(other));
        assertThat(equality.same(Value.of(other), Value.of(one))).isEqualTo(there);
        return there;
    }
}
