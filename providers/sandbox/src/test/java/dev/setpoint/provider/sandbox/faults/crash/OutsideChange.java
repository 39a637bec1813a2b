package dev.setpoint.provider.sandbox.faults.crash;

import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Change of the cloud by somebody else. */
record OutsideChange(Path cloud, Random random) {

    private static final String REGION = "us-east-1";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"s3:ListBucket\",\"Resource\":\"*\"}]}";

    /** Changes or deletes an object of the stack. */
    String drift(State state) {
        var resources = new ArrayList<>(state.resources().values());
        if (resources.isEmpty()) {
            return "nothing to change";
        }
        var resource = resources.get(random.nextInt(resources.size()));
        try {
            return change(resource) + " " + resource.address();
        } catch (AwsServiceException e) {
            return "could not change " + resource.address() + ": "
                    + e.awsErrorDetails().errorCode();
        }
    }

    private String change(ResourceState resource) {
        var id = resource.identity().value();
        var destroys = random.nextInt(3) == 0;
        return switch (resource.type().text()) {
            case "aws.kms.key" -> destroys ? deletedKey(id) : redescribed(id);
            case "aws.kms.alias" -> {
                client(KmsClient.class).deleteAlias(r -> r.aliasName(id));
                yield "deleted";
            }
            case "aws.s3.bucket" -> destroys ? deletedBucket(id) : suspended(id);
            case "aws.s3.bucketPolicy" -> {
                client(S3Client.class).deleteBucketPolicy(r -> r.bucket(id));
                yield "deleted";
            }
            case "aws.iam.role" -> {
                client(IamClient.class)
                        .putRolePolicy(r -> r.roleName(id).policyName("own").policyDocument(POLICY));
                yield "changed";
            }
            case "aws.iam.policy" -> {
                client(IamClient.class)
                        .createPolicyVersion(
                                r -> r.policyArn(id).policyDocument(POLICY).setAsDefault(true));
                yield "changed";
            }
            default -> "left alone";
        };
    }

    private String deletedKey(String id) {
        client(KmsClient.class).scheduleKeyDeletion(r -> r.keyId(id));
        return "deleted";
    }

    private String redescribed(String id) {
        client(KmsClient.class).updateKeyDescription(r -> r.keyId(id).description("changed by somebody"));
        return "changed";
    }

    private String deletedBucket(String id) {
        client(S3Client.class).deleteBucket(r -> r.bucket(id));
        return "deleted";
    }

    private String suspended(String id) {
        client(S3Client.class)
                .putBucketVersioning(
                        r -> r.bucket(id).versioningConfiguration(c -> c.status(BucketVersioningStatus.SUSPENDED)));
        return "changed";
    }

    /** Adds an object that belongs to no stack. */
    String addition() {
        var name = "foreign-" + random.nextInt(1_000_000);
        client(S3Client.class).createBucket(r -> r.bucket(name));
        client(KmsClient.class).createKey(r -> r.description(name));
        return "added " + name;
    }

    private <C extends software.amazon.awssdk.core.SdkClient> C client(Class<C> type) {
        return Sandbox.open(cloud).client(type, REGION);
    }
}
