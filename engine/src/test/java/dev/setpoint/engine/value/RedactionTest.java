package dev.setpoint.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static final DigestKey KEY = DigestKey.fresh();

    private final Redaction redaction = Redaction.keyed("lineage", KEY);

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
        assertThat(Redaction.keyed("other", KEY).digest(Value.of("x"))).isNotEqualTo(redaction.digest(Value.of("x")));
        assertThat(Redaction.keyed("lineage", DigestKey.fresh()).digest(Value.of("x")))
                .isNotEqualTo(redaction.digest(Value.of("x")));
    }

    @Test
    void whatFormatOneKeptIsComparedAndBroughtUnderTheKeyWithoutTheSecret() {
        var old = new Value.Redacted(Redaction.sha256("lineage\0\"hunter2\""));
        assertThat(redaction.same(old, new Value.Secret(Value.of("hunter2")))).isTrue();
        assertThat(redaction.same(old, Value.of("hunter3"))).isFalse();
        assertThat(redaction.redact(old)).isEqualTo(redaction.digest(Value.of("hunter2")));
        assertThat(redaction.same(old, redaction.redact(old))).isTrue();
    }

    @Test
    void withoutAKeyEqualSecretsLookAlikeUnderOneSaltOnly() {
        var salt = DigestSalt.fresh();
        var slow = Redaction.slow(salt);
        var secret = new Value.Secret(Value.of("hunter2"));
        assertThat(slow.redact(secret))
                .isEqualTo(Redaction.slow(DigestSalt.read(salt.json())).redact(secret));
        assertThat(slow.redact(secret))
                .isNotEqualTo(Redaction.slow(DigestSalt.fresh()).redact(secret));
        assertThat(slow.redact(secret)).isNotEqualTo(slow.redact(new Value.Secret(Value.of("hunter3"))));
        var kept = new Value.Redacted("sha256:0");
        assertThat(slow.redact(kept)).isNotEqualTo(kept);
    }

    @Test
    void aKeySaysNothingOfItself() {
        assertThat(KEY.toString()).doesNotContain(KEY.text());
    }

    @Test
    void whatIsAlreadyRedactedStaysAsItIs() {
        var redacted = redaction.digest(Value.of("x"));
        assertThat(redaction.redact(new Value.Secret(redacted))).isEqualTo(redacted);
    }
}
