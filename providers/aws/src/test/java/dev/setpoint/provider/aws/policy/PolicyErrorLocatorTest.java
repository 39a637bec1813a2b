package dev.setpoint.provider.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of a policy that an answer of AWS is about. */
class PolicyErrorLocatorTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/";

    private static String place(Value.Map properties, String operation, String code, String message) {
        var problem = ProviderException.of(Kind.INVALID, code, "AWS refused " + operation + ".")
                .during(operation)
                .answered(message);
        return PolicyErrorLocator.located(properties, problem, arn -> arn.endsWith("none"))
                .property()
                .orElse("");
    }

    private static Value.Map bucketPolicy(String... statements) {
        return Value.Map.EMPTY
                .with("bucket", Value.of("mine"))
                .with(
                        "policy",
                        Json.read("{\"Statement\": ["
                                + String.join(",", statements).replace('\'', '"') + "]}"));
    }

    private static String statement(String principal, String action, String resource) {
        return "{'Effect': 'Allow', 'Principal': " + principal + ", 'Action': '" + action + "', 'Resource': '"
                + resource + "'}";
    }

    private static final String FINE = statement("'*'", "s3:GetObject", "arn:aws:s3:::mine/*");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invalid principal in policy | policy.Statement[1].Principal.AWS",
                "Policy has invalid resource | policy.Statement[2].Resource",
                "Policy has invalid action | policy.Statement[3].Action",
                "Missing required field Principal | policy.Statement[4]",
                "Missing required field Effect | policy.Statement[6]",
                "Action does not apply to any resource(s) in statement | policy.Statement[5].Action",
                "Statement IDs (SID) in a single policy must be unique | policy.Statement[7]",
                "Unknown field Recource | policy.Statement[4].Recource",
                "Something is wrong with arn:aws:s3:::other/* here | policy.Statement[2].Resource",
                "There is a problem with statement Second | policy.Statement[6]",
                "Error in Statement[3] | policy.Statement[3]"
            })
    void aBucketPolicysFaultIsFound(String message, String place) {
        var properties = bucketPolicy(
                "{'Sid': 'First', " + FINE.substring(1),
                statement("{'AWS': '" + ROLE + "none'}", "s3:GetObject", "arn:aws:s3:::mine/*"),
                statement("'*'", "s3:GetObject", "arn:aws:s3:::other/*"),
                statement("'*'", "kms:Decrypt", "arn:aws:s3:::mine/*"),
                "{'Effect': 'Allow', 'Action': 's3:*', 'Recource': '*'}",
                statement("'*'", "s3:GetObject", "arn:aws:s3:::mine"),
                "{'Sid': 'Second', 'Principal': '*', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::mine'}",
                "{'Sid': 'First', " + FINE.substring(1));
        assertThat(place(properties, "s3:PutBucketPolicy", "MalformedPolicy", message))
                .isEqualTo(place);
    }

    @Test
    void leavesAnUnclearErrorUnlocated() {
        var two = bucketPolicy(
                statement("{'AWS': '" + ROLE + "a'}", "s3:GetObject", "arn:aws:s3:::mine/*"),
                statement("{'AWS': '" + ROLE + "b'}", "s3:GetObject", "arn:aws:s3:::mine/*"));
        assertThat(place(two, "s3:PutBucketPolicy", "MalformedPolicy", "Invalid principal in policy"))
                .isEmpty();
        assertThat(place(two, "s3:PutBucketPolicy", "NoSuchBucket", "The specified bucket does not exist"))
                .isEmpty();
    }

    @Test
    void locatesTheStatementThatAllowsEverybody() {
        var open = bucketPolicy(statement("{'AWS': '123456789012'}", "s3:GetObject", "arn:aws:s3:::mine/*"), FINE);
        assertThat(place(
                        open,
                        "s3:PutBucketPolicy",
                        "AccessDenied",
                        "User: arn:aws:iam::1:user/u is not authorized to perform: s3:PutBucketPolicy on resource:"
                                + " \"arn:aws:s3:::mine\" because public policies are blocked by the BlockPublicPolicy"
                                + " block public access setting"))
                .isEqualTo("policy.Statement[1]");
    }

    @Test
    void aTextOfJsonAndASingleStatementAreReadToo() {
        var text = Value.Map.EMPTY.with(
                "policy",
                Value.of("{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"me\", \"Action\": \"kms:*\","
                        + " \"Resource\": \"*\"}}"));
        assertThat(place(
                        text,
                        "kms:CreateKey",
                        "MalformedPolicyDocumentException",
                        "Policy contains a statement with one or more invalid principals."))
                .isEqualTo("policy.Statement.Principal");
    }

    @Test
    void locatesTheRolesPolicyThatWasSent() {
        var role = Value.Map.EMPTY
                .with(
                        "assumeRolePolicy",
                        Json.read("{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"123456789012\","
                                + " \""
                                + ROLE + "none\"]}, \"Action\": \"sts:AssumeRole\"}]}"))
                .with(
                        "inlinePolicies",
                        Json.read("{\"read\": {\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"GetObject\","
                                + " \"Resource\": \"*\"}]}}"));
        assertThat(place(
                        role,
                        "iam:CreateRole",
                        "MalformedPolicyDocument",
                        "Invalid principal in policy: \"AWS\":\"" + ROLE + "none\""))
                .isEqualTo("assumeRolePolicy.Statement[0].Principal.AWS[1]");
        assertThat(place(
                        role,
                        "iam:PutRolePolicy",
                        "MalformedPolicyDocument",
                        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."))
                .isEqualTo("inlinePolicies.read.Statement[0].Action");
        assertThat(place(role, "iam:PutRolePolicy", "MalformedPolicyDocument", "Syntax errors in policy."))
                .isEqualTo("inlinePolicies.read.Statement[0].Action");
    }

    @Test
    void locatesATopicsPolicyByTheMessage() {
        var topic = Value.Map.EMPTY.with(
                "policy",
                Json.read("{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"},"
                        + " \"Action\": \"sns:Publish\", \"Resource\": \"*\"}, {\"Effect\": \"Allow\", \"Principal\":"
                        + " \"*\", \"Action\": \"sqs:SendMessage\", \"Resource\": \"*\"}]}"));
        assertThat(place(
                        topic,
                        "sns:SetTopicAttributes",
                        "InvalidParameter",
                        "Invalid parameter: Policy statement action out of service scope!"))
                .isEqualTo("policy.Statement[1].Action");
    }
}
