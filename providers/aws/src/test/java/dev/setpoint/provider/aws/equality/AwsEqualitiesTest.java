package dev.setpoint.provider.aws.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.value.Value;
import org.junit.jupiter.api.Test;

class AwsEqualitiesTest {

    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/mrk-1";

    @Test
    void aKeyIdIsTheArnThatEndsInIt() {
        assertThat(same(AwsEqualities.KMS_KEY, KEY, "mrk-1")).isTrue();
        assertThat(same(AwsEqualities.KMS_KEY, KEY, "1")).isFalse();
    }

    @Test
    void anAliasIsItsArn() {
        assertThat(same(AwsEqualities.KMS_KEY, "alias/a", "arn:aws:kms:us-east-1:123456789012:alias/a"))
                .isTrue();
        assertThat(same(AwsEqualities.KMS_KEY, "a", "arn:aws:kms:us-east-1:123456789012:alias/a"))
                .isFalse();
    }

    @Test
    void theSameKeyInAnotherRegionIsAnotherKey() {
        assertThat(same(AwsEqualities.KMS_KEY, KEY, KEY.replace("us-east-1", "us-west-2")))
                .isFalse();
    }

    @Test
    void aNameIsTheArnThatEndsInIt() {
        assertThat(same(AwsEqualities.ARN_OR_NAME, "arn:aws:s3:::logs", "logs")).isTrue();
        assertThat(same(AwsEqualities.ARN_OR_NAME, "arn:aws:iam::123456789012:role/service/logs", "logs"))
                .isTrue();
        assertThat(same(AwsEqualities.ARN_OR_NAME, "arn:aws:s3:::my-logs", "logs"))
                .isFalse();
        assertThat(ArnOrName.name("arn:aws:s3:::logs")).isEqualTo("logs");
        assertThat(ArnOrName.name("a/b")).isEqualTo("a/b");
    }

    @Test
    void aSchemaNamesThem() {
        var equalities = new AwsEqualities();
        assertThat(equalities.named("iam-policy")).containsSame(AwsEqualities.IAM_POLICY);
        assertThat(equalities.named("json")).isEmpty();
        assertThat(Diffs.over("{'k':{'type':'string','description':'.','x-equal':'kms-key-ref'}}")
                        .of("{'k':'1'}", "{'k':'1'}", "{'k':'arn:aws:kms:eu-west-1:123456789012:key/1'}"))
                .isEmpty();
    }

    private static boolean same(Equality equality, String one, String other) {
        var there = equality.same(Value.of(one), Value.of(other));
        assertThat(equality.same(Value.of(other), Value.of(one))).isEqualTo(there);
        return there;
    }
}
