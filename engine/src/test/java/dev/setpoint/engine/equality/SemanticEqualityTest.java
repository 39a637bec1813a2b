package dev.setpoint.engine.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import org.junit.jupiter.api.Test;

class SemanticEqualityTest {

    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/mrk-1";

    @Test
    void aKeyIdIsTheArnThatEndsInIt() {
        assertThat(same(Equality.KMS_KEY_REF, KEY, "mrk-1")).isTrue();
        assertThat(same(Equality.KMS_KEY_REF, KEY, "1")).isFalse();
    }

    @Test
    void anAliasIsItsArn() {
        assertThat(same(Equality.KMS_KEY_REF, "alias/a", "arn:aws:kms:us-east-1:123456789012:alias/a"))
                .isTrue();
        assertThat(same(Equality.KMS_KEY_REF, "a", "arn:aws:kms:us-east-1:123456789012:alias/a"))
                .isFalse();
    }

    @Test
    void theSameKeyInAnotherRegionIsAnotherKey() {
        assertThat(same(Equality.KMS_KEY_REF, KEY, KEY.replace("us-east-1", "us-west-2")))
                .isFalse();
    }

    @Test
    void aNameIsTheArnThatEndsInIt() {
        assertThat(same(Equality.ARN_OR_NAME, "arn:aws:s3:::logs", "logs")).isTrue();
        assertThat(same(Equality.ARN_OR_NAME, "arn:aws:iam::123456789012:role/service/logs", "logs"))
                .isTrue();
        assertThat(same(Equality.ARN_OR_NAME, "arn:aws:s3:::my-logs", "logs")).isFalse();
        assertThat(ArnOrName.name("arn:aws:s3:::logs")).isEqualTo("logs");
        assertThat(ArnOrName.name("a/b")).isEqualTo("a/b");
    }

    @Test
    void caseCanMeanNothing() {
        assertThat(same(Equality.CASE_INSENSITIVE, "Enabled", "ENABLED")).isTrue();
        assertThat(same(Equality.CASE_INSENSITIVE, "Enabled", "Disabled")).isFalse();
    }

    @Test
    void jsonIsComparedParsed() {
        assertThat(same(Equality.JSON, "{\"a\":1.0,\"b\":[]}", "{ \"b\":[], \"a\":1}"))
                .isTrue();
        assertThat(same(Equality.JSON, "{\"a\":1}", "{\"a\":2}")).isFalse();
        assertThat(same(Equality.JSON, "not json", "not  json")).isFalse();
        assertThat(SemanticEquality.of(Equality.JSON).same(Value.of("{\"a\":1}"), Json.read("{\"a\":1}")))
                .isTrue();
    }

    private static boolean same(Equality equality, String one, String other) {
        var there = SemanticEquality.of(equality).same(Value.of(one), Value.of(other));
        assertThat(SemanticEquality.of(equality).same(Value.of(other), Value.of(one)))
                .isEqualTo(there);
        return there;
    }
}
