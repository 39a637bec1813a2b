package dev.setpoint.provider.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {

    private static String json(String properties) {
        return new IamPolicyDocument()
                .read(Providers.map(properties), new TestCall())
                .string("json")
                .orElseThrow();
    }

    @Test
    void theSameMeaningIsTheSameText() {
        var one = json("""
            {"statements": [{"sid": "Read", "actions": ["s3:ListBucket", "s3:GetObject", "s3:GetObject"],
              "resources": ["arn:aws:s3:::b/*"], "conditions": {"Bool": {"aws:SecureTransport": true}}}]}
            """);
        var other = json("""
            {"statements": [{"effect": "Allow", "conditions": {"Bool": {"aws:SecureTransport": ["true"]}},
              "resources": ["arn:aws:s3:::b/*"], "actions": ["s3:GetObject", "s3:ListBucket"], "sid": "Read"}]}
            """);
        assertThat(one).isEqualTo(other).isEqualTo("""
            {"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow",\
            "Action":["s3:GetObject","s3:ListBucket"],"Resource":"arn:aws:s3:::b/*",\
            "Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}\
            """);
    }

    @Test
    void writesEverybodyAsAStarAndAnAccountAsItsId() {
        assertThat(json("""
            {"statements": [
              {"effect": "Deny", "principals": {"AWS": ["*"]}, "actions": ["s3:*"], "resources": ["*"]},
              {"principals": {"AWS": ["arn:aws:iam::111122223333:root"], "Service": ["s3.amazonaws.com"]},
               "actions": ["kms:Decrypt"], "resources": ["*"]}]}
            """)).isEqualTo("""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"},\
                    {"Effect":"Allow","Principal":{"AWS":"111122223333","Service":"s3.amazonaws.com"},\
                    "Action":"kms:Decrypt","Resource":"*"}]}\
                    """);
    }

    @Test
    void laterDocumentsTakeThePlaceOfStatementsOfTheSameName() {
        assertThat(json("""
            {"source": [{"Version": "2012-10-17", "Statement": [
                {"Sid": "A", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
                {"Sid": "B", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}]}],
             "statements": [{"sid": "B", "effect": "Deny", "actions": ["s3:PutObject"], "resources": ["*"]}],
             "override": ["{\\"Statement\\": {\\"Sid\\": \\"C\\", \\"Effect\\": \\"Allow\\", \\"Action\\": \\"*\\"}}"]}
            """)).isEqualTo("""
                    {"Version":"2012-10-17","Statement":[\
                    {"Sid":"A","Effect":"Allow","Action":"s3:GetObject","Resource":"*"},\
                    {"Sid":"B","Effect":"Deny","Action":"s3:PutObject","Resource":"*"},\
                    {"Sid":"C","Effect":"Allow","Action":"*"}]}\
                    """);
    }

    @Test
    void refusesADuplicateSid() {
        assertThatThrownBy(() -> json("""
            {"statements": [{"sid": "A", "actions": ["s3:*"]}, {"sid": "A", "actions": ["kms:*"]}]}
            """))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.text()).contains("Two statements have the sid `A`"));
    }

    @Test
    void refusesADocumentWithoutStatements() {
        assertThatThrownBy(() -> json("{\"source\": []}")).isInstanceOf(ProviderException.class);
    }
}
