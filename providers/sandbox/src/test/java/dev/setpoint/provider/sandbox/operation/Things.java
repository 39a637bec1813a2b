package dev.setpoint.provider.sandbox.operation;

import dev.setpoint.provider.sandbox.Sandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** Objects with names that random requests use, so that these get beyond the search for them. */
final class Things {

    private static final String REGION = "us-east-1";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "s3.amazonaws.com"}}]}""";

    private Things() {}

    static void create(Sandbox sandbox) {
        var s3 = sandbox.client(S3Client.class, REGION);
        s3.createBucket(r -> r.bucket("things"));
        s3.putObject(r -> r.bucket("things").key("thing"), RequestBody.fromString("x"));
        var kms = sandbox.client(KmsClient.class, REGION);
        var key = kms.createKey(r -> {}).keyMetadata().keyId();
        kms.createAlias(r -> r.aliasName("alias/thing").targetKeyId(key));
        var iam = sandbox.client(IamClient.class, REGION);
        iam.createRole(r -> r.roleName("thing").assumeRolePolicyDocument(TRUST));
        iam.createUser(r -> r.userName("thing"));
        sandbox.client(SnsClient.class, REGION).createTopic(r -> r.name("thing"));
        sandbox.client(CloudWatchLogsClient.class, REGION).createLogGroup(r -> r.logGroupName("thing"));
        sandbox.client(AccessAnalyzerClient.class, REGION)
                .createAnalyzer(r -> r.analyzerName("thing").type("ACCOUNT"));
    }
}
