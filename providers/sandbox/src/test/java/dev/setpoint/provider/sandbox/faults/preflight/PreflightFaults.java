package dev.setpoint.provider.sandbox.faults.preflight;

import dev.setpoint.provider.sandbox.faults.Seeds;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Obstacles to a plan, one at a time. */
final class PreflightFaults {

    static final String ARN = "arn:aws:%s:us-east-1:123456789012:";
    private static final String NO_KEY = ARN.formatted("kms") + "key/00000000-0000-0000-0000-000000000000";
    private static final String ROLE = "arn:aws:iam::123456789012:role/";

    private PreflightFaults() {}

    /**
     * One obstacle.
     *
     * @param before what is applied before it goes wrong; empty for nothing
     * @param seed makes it go wrong, and gives what stands for {@code $} in the spec
     */
    record Fault(String name, String before, Seed seed, String spec, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Seed {
        String in(Seeds cloud);
    }

    static Fault fault(String name, Seed seed, String spec, String expected) {
        return new Fault(name, "", seed, spec, expected);
    }

    static Seed doing(Consumer<Seeds> seed) {
        return cloud -> {
            seed.accept(cloud);
            return "";
        };
    }

    static final Seed NOTHING = _ -> "";

    static Stream<Fault> all() {
        return Stream.of(
                        names(),
                        buckets(),
                        keys(),
                        replication(),
                        DeliveryFaults.all(),
                        RoleFaults.all(),
                        SingletonFaults.all())
                .flatMap(List::stream);
    }

    private static String bucket(String more) {
        return "it: {type: aws.s3.bucket, properties: {name: it-is" + more + "}}";
    }

    private static List<Fault> names() {
        return List.of(
                fault(
                        "a bucket's name that is somebody else's",
                        NOTHING,
                        "it: {type: aws.s3.bucket, properties: {name: taken-by-somebody}}",
                        "taken-by-somebody"),
                fault("a bucket that is there", doing(c -> c.bucket("it-is")), bucket(""), "SP0520"),
                fault("a bucket in another region", doing(c -> c.westernBucket("it-is")), bucket(""), "in us-west-2"),
                fault(
                        "an alias that is there",
                        c -> c.alias("alias/it"),
                        "it: {type: aws.kms.alias, properties: {name: alias/it, targetKey: \"$\"}}",
                        "SP0520"),
                fault(
                        "a role that is there",
                        doing(c -> c.role("it", "s3.amazonaws.com")),
                        "it: {type: aws.iam.role, properties: {name: it, assumeRolePolicy: " + TRUST + "}}",
                        "SP0520"),
                fault(
                        "a topic that is there",
                        doing(c -> c.sns().createTopic(r -> r.name("it"))),
                        "it: {type: aws.sns.topic, properties: {name: it}}",
                        "SP0520"),
                fault(
                        "a log group that is there",
                        doing(c -> c.logs().createLogGroup(r -> r.logGroupName("it"))),
                        "it: {type: aws.logs.logGroup, properties: {name: it}}",
                        "SP0520"));
    }

    static final String TRUST = "{Version: \"2012-10-17\", Statement: [{Effect: Allow, Principal: {Service:"
            + " s3.amazonaws.com}, Action: sts:AssumeRole}]}";

    private static List<Fault> buckets() {
        return List.of(
                new Fault(
                        "a bucket that leaves the spec and is not empty",
                        bucket(""),
                        doing(c -> c.object("it-is")),
                        "other: {type: aws.sns.topic, properties: {name: other}}",
                        "SP0550 `it`: the bucket it-is is to be deleted and is not empty"),
                new Fault(
                        "a bucket that is replaced and is not empty",
                        bucket(""),
                        doing(c -> c.object("it-is")),
                        "it: {type: aws.s3.bucket, properties: {name: it-anew}}",
                        "it holds 1 object version and 0 delete markers"),
                new Fault(
                        "a bucket whose deletion leaves delete markers",
                        bucket(", versioning: Enabled"),
                        doing(c -> c.s3().deleteObject(r -> r.bucket("it-is").key("gone"))),
                        "other: {type: aws.sns.topic, properties: {name: other}}",
                        "0 object versions and 1 delete marker"),
                fault(
                        "access logs to no bucket",
                        NOTHING,
                        bucket(", logging: {targetBucket: nowhere, targetPrefix: a/}"),
                        "there is no bucket nowhere"),
                fault(
                        "access logs to a bucket encrypted with KMS",
                        doing(c -> c.encrypted("logs")),
                        bucket(", logging: {targetBucket: logs, targetPrefix: a/}"),
                        "S3 delivers no access logs to logs"),
                fault(
                        "a policy for no bucket",
                        NOTHING,
                        "it: {type: aws.s3.bucketPolicy, properties: {bucket: nowhere, policy: {Version:"
                                + " \"2012-10-17\", Statement: [{Effect: Deny, Principal: \"*\", Action: s3:PutObject,"
                                + " Resource: \"arn:aws:s3:::nowhere/*\"}]}}}",
                        "there is no bucket nowhere"));
    }

    private static List<Fault> keys() {
        var encrypted = bucket(", encryption: {algorithm: aws:kms, kmsKey: \"$\"}");
        return List.of(
                fault("encryption under no key", _ -> NO_KEY, encrypted, "there is no key"),
                fault("encryption under a disabled key", Seeds::disabledKey, encrypted, "is disabled"),
                fault("encryption under a key that goes", Seeds::goingKey, encrypted, "the deletion of the key"),
                fault("encryption under a key elsewhere", Seeds::westernKey, encrypted, "the key is in us-west-2"),
                fault(
                        "a topic under no key",
                        _ -> NO_KEY,
                        "it: {type: aws.sns.topic, properties: {name: it, kmsKey: \"$\"}}",
                        "there is no key"),
                fault(
                        "a log group under a disabled key",
                        Seeds::disabledKey,
                        "it: {type: aws.logs.logGroup, properties: {name: it, kmsKey: \"$\"}}",
                        "is disabled"),
                fault(
                        "an alias of a key that goes",
                        Seeds::goingKey,
                        "it: {type: aws.kms.alias, properties: {name: alias/it, targetKey: \"$\"}}",
                        "is scheduled"),
                fault(
                        "the fifty-first alias",
                        Seeds::keyWithFiftyAliases,
                        "it: {type: aws.kms.alias, properties: {name: alias/it, targetKey: \"$\"}}",
                        "there would be 51 aliases of the key, and AWS allows 50: there are 50, and this plan creates"
                                + " 1."),
                fault(
                        "a replica of no key",
                        _ -> NO_KEY.replace("key/0", "key/mrk-0"),
                        "it: {type: aws.kms.replicaKey, provider: aws.west, properties: {primaryKey: \"$\"}}",
                        "there is no key"),
                new Fault(
                        "a bucket changed to a key that goes", bucket(""), Seeds::goingKey, encrypted, "is scheduled"));
    }

    private static String copying(String role, String destination, String key) {
        return "it: {type: aws.s3.replication, properties: {bucket: from, role: \"" + role
                + "\", rules: [{id: one, priority: 1, destination: {bucket: \"arn:aws:s3:::" + destination + "\""
                + key + "}}]}}";
    }

    private static List<Fault> replication() {
        Seed good = c -> {
            c.versioned("from");
            c.versioned("target");
            return c.role("copier", "s3.amazonaws.com");
        };
        return List.of(
                fault(
                        "replication without its role",
                        c -> {
                            good.in(c);
                            return ROLE + "nobody";
                        },
                        copying("$", "target", ""),
                        "there is no role"),
                fault(
                        "replication with a role for another service",
                        c -> {
                            good.in(c);
                            return c.role("other", "ec2.amazonaws.com");
                        },
                        copying("$", "target", ""),
                        "does not let s3.amazonaws.com assume it"),
                fault("replication to no bucket", good, copying("$", "nowhere", ""), "nowhere"),
                fault(
                        "replication from an unversioned bucket",
                        c -> {
                            c.bucket("from");
                            c.versioned("target");
                            return c.role("copier", "s3.amazonaws.com");
                        },
                        copying("$", "target", ""),
                        "versioning Enabled"),
                fault(
                        "replication under a disabled key",
                        c -> {
                            good.in(c);
                            return c.disabledKey();
                        },
                        copying(ROLE + "copier", "target", ", replicaKmsKey: \"$\""),
                        "is disabled"));
    }
}
