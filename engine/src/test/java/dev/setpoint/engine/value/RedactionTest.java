package dev.setpoint.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction = new Redaction("lineage");

    @Test
    void aRedactedSecretCanBeComparedAndNotRead() {
        var redacted = redaction.redact(new Value.Secret(Value.of("hunter2")));
        assertThat(Json.compact(redacted)).doesNotContain("hunter2");
        assertThat(redaction.same(redacted, new Value.Secret(Value.of("hunter2"))))
                .isTrue();
        assertThat(redaction.same(Value.of("hunter2"), redacted)).isTrue();
        assertThat(redaction.same(redacted, Value.of("hunter3"))).isFalse();
    }

    @Test
    void secretsInsideListsAndMapsAreFound() {
        var value = new Value.Map(Map.of("a", Value.of(List.of(Value.of(1), new Value.Secret(Value.of("x"))))));
        var redacted = redaction.redact(value);
        assertThat(redacted.toString()).doesNotContain("x\"");
        assertThat(redaction.same(value, redacted)).isTrue();
        assertThat(redaction.same(value.revealedDeep(), redacted)).isTrue();
        assertThat(redaction.same(Value.Map.EMPTY, redacted)).isFalse();
    }

    @Test
    void equalSecretsOfTwoStacksDoNotLookAlike() {
        assertThat(new Redaction("other").digest(Value.of("x"))).isNotEqualTo(redaction.digest(Value.of("x")));
    }

    @Test
    void whatIsAlreadyRedactedStaysAsItIs() {
        var redacted = redaction.digest(Value.of("x"));
        assertThat(redaction.redact(new Value.Secret(redacted))).isEqualTo(redacted);
    }
}
