package dev.setpoint.provider.sandbox.world;

import java.util.Map;
import java.util.Optional;

/**
 * Content of the AWS managed policies that setups use most. Left out are actions of services that the sandbox does not
 * simulate. See behaviour.md#aws-managed-policies.
 */
final class AwsPolicies {

    private static final String OWN = ":iam::aws:policy/";

    private static final String READ_KEYS = """
        "kms:DescribeKey","kms:GetKeyPolicy","kms:GetKeyRotationStatus","kms:List*"\
        """;
    private static final String READ_SETTINGS = """
        "access-analyzer:Get*","access-analyzer:List*","cloudtrail:DescribeTrails","cloudtrail:Get*",\
        "cloudtrail:ListTags","cloudwatch:DescribeAlarms","config:Describe*","ec2:Describe*","iam:Get*","iam:List*",\
        "logs:DescribeLogGroups","logs:DescribeMetricFilters","s3:GetAccountPublicAccessBlock","s3:GetBucket*",\
        "s3:GetEncryptionConfiguration","s3:GetLifecycleConfiguration","s3:GetReplicationConfiguration",\
        "s3:ListAllMyBuckets","s3:ListBucket","sns:GetTopicAttributes","sns:ListTopics",""" + READ_KEYS;

    private static final Map<String, String> DOCUMENTS = Map.of(
            "AdministratorAccess", allowing("Action", "\"*\""),
            "PowerUserAccess", allowing("NotAction", "\"iam:*\",\"organizations:*\",\"account:*\""),
            "IAMFullAccess", allowing("Action", "\"iam:*\""),
            "IAMReadOnlyAccess", allowing("Action", "\"iam:Get*\",\"iam:List*\",\"iam:Simulate*\""),
            "AmazonS3FullAccess", allowing("Action", "\"s3:*\""),
            "AmazonS3ReadOnlyAccess", allowing("Action", "\"s3:Describe*\",\"s3:Get*\",\"s3:List*\""),
            "SecurityAudit", allowing("Action", READ_SETTINGS),
            "ReadOnlyAccess", allowing("Action", "\"s3:Get*\",\"s3:List*\",\"logs:Get*\"," + READ_SETTINGS),
            "service-role/AWS_ConfigRole", allowing("Action", "\"config:Put*\"," + READ_SETTINGS),
            "aws-service-role/AWSConfigServiceRolePolicy", allowing("Action", "\"config:Put*\"," + READ_SETTINGS));

    private AwsPolicies() {}

    private static String allowing(String element, String actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"" + element + "\":[" + actions
                + "],\"Resource\":\"*\"}]}";
    }

    static boolean ownedByAws(String arn) {
        return arn.contains(OWN);
    }

    /** Returns the policy's document; empty when the sandbox does not know it. */
    static Optional<String> document(String arn) {
        return Optional.ofNullable(DOCUMENTS.get(arn.substring(arn.indexOf(OWN) + OWN.length())));
    }
}
