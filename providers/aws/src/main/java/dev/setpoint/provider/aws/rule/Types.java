package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.address.TypeName;

/** The types that the rules speak of. */
final class Types {

    static final TypeName BUCKET = new TypeName("aws.s3.bucket");
    static final TypeName OBJECT = new TypeName("aws.s3.object");
    static final TypeName BUCKET_POLICY = new TypeName("aws.s3.bucketPolicy");
    static final TypeName REPLICATION = new TypeName("aws.s3.replication");
    static final TypeName KEY = new TypeName("aws.kms.key");
    static final TypeName REPLICA_KEY = new TypeName("aws.kms.replicaKey");
    static final TypeName ALIAS = new TypeName("aws.kms.alias");
    static final TypeName TRAIL = new TypeName("aws.cloudtrail.trail");
    static final TypeName LOG_GROUP = new TypeName("aws.logs.logGroup");
    static final TypeName TOPIC = new TypeName("aws.sns.topic");
    static final TypeName SUBSCRIPTION = new TypeName("aws.sns.subscription");
    static final TypeName ROLE = new TypeName("aws.iam.role");
    static final TypeName ROLE_POLICY = new TypeName("aws.iam.rolePolicy");

    private Types() {}
}
