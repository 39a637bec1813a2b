package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Tests of values that types refuse, and of the sentences for it. The limits are those of behaviour.md. */
class RulesTest {

    /** Properties that are fine; each case below replaces or adds some. */
    private static final Map<String, String> FINE = Map.of(
            "aws.kms.key", "{}",
            "aws.kms.alias", "{name: alias/data, targetKey: k}",
            "aws.kms.replicaKey",
                    "{primaryKey: 'arn:aws:kms:us-east-1:111122223333:key/mrk-0123456789abcdef0123456789abcdef'}",
            "aws.s3.bucket", "{name: some-bucket}",
            "aws.s3.bucketPolicy", "{bucket: some-bucket, policy: '{}'}",
            "aws.s3.replication",
                    "{bucket: a-b-c, role: 'arn:aws:iam::111122223333:role/r', rules: [{id: r, destination: {bucket: 'arn:aws:s3:::d'}}]}",
            "aws.iam.role", "{name: r, assumeRolePolicy: '{}'}",
            "aws.iam.policy", "{name: p, policy: '{}'}",
            "aws.cloudtrail.trail", "{name: trail, s3Bucket: some-bucket}",
            "core.value", "{}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    aws.kms.key         | rotation: {enabled: true, periodInDays: 90}
                    aws.kms.key         | {keySpec: RSA_2048, keyUsage: SIGN_VERIFY, rotation: {enabled: false}}
                    aws.kms.key         | {keySpec: HMAC_256, keyUsage: GENERATE_VERIFY_MAC}
                    aws.kms.key         | tags: {awsome: 'yes', 'a:b': ''}
                    aws.kms.alias       | name: alias/aws-like/of_us
                    aws.s3.bucket       | name: 1a.b
                    aws.s3.bucket       | name: my-prod-encrypted-bucket-replica-demo
                    aws.s3.bucket       | encryption: {algorithm: AES256, bucketKey: false}
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, expiration: {days: 1}, transitions: [{days: 0, storageClass: GLACIER}]}]}
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, expiration: {date: '2030-01-01T00:00:00Z'}}]}
                    aws.s3.bucketPolicy | policy: {Statement: {Effect: Allow, Principal: '*', Action: s3:*}}
                    aws.s3.replication  | rules: [{id: r, sseKmsEncryptedObjects: Enabled, destination: {bucket: 'arn:aws:s3:::d', replicaKmsKey: k}}]
                    aws.iam.role        | path: /teams/data/
                    aws.iam.role        | managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess']
                    aws.iam.role        | inlinePolicies: {a: {Statement: [{Effect: Deny, NotAction: 's3:*', Resource: '*'}]}}
                    aws.cloudtrail.trail | {insightSelectors: [{insightType: ApiCallRateInsight}], eventSelectors: [{}]}
                    aws.cloudtrail.trail | advancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Data]}, {field: resources.type, equals: ['AWS::SNS::Topic']}]}]
                    core.value          | {anything: [1, {b: c}]}
                    """)
    void whatAwsAcceptsIsAccepted(String type, String properties) {
        assertThat(Validation.problems(SchemaFolder.type(type), with(type, properties)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    aws.kms.key         | {keySpec: RSA_2048, keyUsage: SIGN_VERIFY, rotation: {enabled: true}} | rotates only symmetric
                    aws.kms.key         | rotation: {enabled: false, periodInDays: 365}                | no effect while rotation is off
                    aws.kms.key         | keyUsage: SIGN_VERIFY                                        | can only ENCRYPT_DECRYPT
                    aws.kms.key         | keySpec: HMAC_256                                            | GENERATE_VERIFY_MAC
                    aws.kms.key         | keySpec: ECC_NIST_P256                                       | needs `keyUsage`
                    aws.kms.key         | {keySpec: ML_DSA_44, keyUsage: KEY_AGREEMENT}                | can only sign
                    aws.kms.key         | {keySpec: RSA_2048, keyUsage: KEY_AGREEMENT}                 | An RSA key encrypts
                    aws.kms.key         | tags: {'AWS:x': y}                                           | does not start with `aws:`
                    aws.kms.key         | policy: {Statement: [{Effect: Allow, Action: 'kms:*'}]}      | whom it is about
                    aws.kms.alias       | name: data                                                   | An alias is `alias/`
                    aws.kms.alias       | name: alias/aws/s3                                           | belongs to AWS
                    aws.kms.replicaKey  | primaryKey: arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | starts with `mrk-`
                    aws.s3.bucket       | name: My-Bucket                                              | lower-case letters
                    aws.s3.bucket       | name: bucket-                                                | ends with a letter or digit
                    aws.s3.bucket       | name: a..b                                                   | no two dots
                    aws.s3.bucket       | name: 192.168.0.1                                            | IP address
                    aws.s3.bucket       | name: xn--bucket                                             | kept by AWS
                    aws.s3.bucket       | name: bucket-s3alias                                         | kept by AWS
                    aws.s3.bucket       | versioning: Disabled                                         | cannot switch it off
                    aws.s3.bucket       | encryption: {algorithm: AES256, kmsKey: k}                   | S3 uses its own keys
                    aws.s3.bucket       | encryption: {algorithm: AES256, bucketKey: true}             | saves calls to KMS
                    aws.s3.bucket       | lifecycle: {rules: [{id: a}]}                                | does something
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, transitions: [{days: 29, storageClass: ONEZONE_IA}]}]} | after 30 days at the earliest
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, transitions: [{storageClass: GLACIER}]}]} | needs `days`
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, transitions: [{days: 1, date: '2030-01-01T00:00:00Z', storageClass: GLACIER}]}]} | not both
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, expiration: {days: 1, expiredObjectDeleteMarker: true}}]} | exactly one
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, expiration: {date: '2030-01-01'}}]} | midnight UTC
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, expiration: {date: '2030-01-01T00:00:00Z'}, transitions: [{days: 1, storageClass: GLACIER}]}]} | its expiration has a date
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, filter: {tags: {k: v}}, abortIncompleteMultipartUpload: {daysAfterInitiation: 1}}]} | cannot abort uploads by tag
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, filter: {objectSizeLessThan: 9}, abortIncompleteMultipartUpload: {daysAfterInitiation: 1}}]} | cannot abort uploads by size
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, filter: {objectSizeGreaterThan: 9}, expiration: {expiredObjectDeleteMarker: true}}]} | Delete markers have no size
                    aws.s3.bucket       | lifecycle: {rules: [{id: a, noncurrentVersionTransitions: [{noncurrentDays: 5, storageClass: STANDARD_IA}]}]} | after 30 days at the earliest
                    aws.s3.bucketPolicy | policy: {Statement: [{Effect: Deny, Principal: '*'}]}        | needs `Action`
                    aws.s3.replication  | rules: [{id: r, sseKmsEncryptedObjects: Enabled, destination: {bucket: 'arn:aws:s3:::d'}}] | must name the key
                    aws.s3.bucket       | {objectLock: {}, versioning: Suspended} | wants `versioning: Enabled`
                    aws.s3.bucket       | objectLock: {defaultRetention: {mode: GOVERNANCE, days: 1, years: 1}} | not both
                    aws.s3.bucket       | {accelerate: Enabled, name: a.b} | cannot accelerate
                    aws.s3.bucket       | cors: {rules: [{allowedMethods: [GET], allowedOrigins: ['*.*']}]} | one `*` at most
                    aws.s3.bucket       | inventory: [{id: i, destination: {bucket: logs}}] | given as the bucket's ARN
                    aws.s3.bucket       | inventory: [{id: i, destination: {bucket: 'arn:aws:s3:::b', encryption: {algorithm: aws:kms}}}] | names the key
                    aws.s3.bucket       | metrics: [{id: 'a b'}] | An id has 1 to 64
                    aws.s3.bucket       | intelligentTiering: [{id: i, tierings: [{accessTier: DEEP_ARCHIVE_ACCESS, days: 90}]}] | after 180 days at the earliest
                    aws.s3.bucket       | notification: {topics: [{id: t, topicArn: topic, events: ['s3:ObjectCreated:*']}]} | ARN of a standard SNS topic
                    aws.s3.replication  | rules: [{id: r, destination: {bucket: d}}]                   | given as the bucket's ARN
                    aws.s3.replication  | rules: [{id: r, destination: {bucket: 'arn:aws:s3:::d', replicationTime: true, metrics: false}}] | comes with metrics
                    aws.s3.replication  | rules: [{id: r, destination: {bucket: 'arn:aws:s3:::d', overrideOwner: true}}] | needs `account`
                    aws.s3.replication  | rules: [{id: r, filter: {tags: {a: b}}, deleteMarkerReplication: Enabled, destination: {bucket: 'arn:aws:s3:::d'}}] | delete markers have none
                    aws.config.rule     | {name: r, recorder: default, sourceIdentifier: S3_DEFAULT_ENCRYPTION_KMS, maximumExecutionFrequency: One_Hour} | takes no frequency
                    aws.config.rule     | {name: r, recorder: default, sourceIdentifier: IAM_PASSWORD_POLICY, scope: {tagKey: a}} | takes no scope
                    aws.sns.subscription | {topic: 'arn:aws:sns:us-east-1:111122223333:t', protocol: lambda, rawMessageDelivery: true, endpoint: 'arn:aws:lambda:us-east-1:111122223333:function:f'} | raw messages to sqs
                    aws.sns.subscription | {topic: 'arn:aws:sns:us-east-1:111122223333:t', protocol: sqs, deliveryPolicy: {}, endpoint: 'arn:aws:sqs:us-east-1:111122223333:q'} | Only deliveries to http and https
                    aws.iam.role        | name: 'a role'                                               | A role name has
                    aws.iam.role        | path: /aws-service-role/x/                                   | belongs to AWS
                    aws.iam.role        | description: “typographic”                                   | none beyond Latin-1
                    aws.iam.role        | managedPolicies: [ReadOnlyAccess]                            | named by its ARN
                    aws.iam.role        | inlinePolicies: {a: {Statement: [{Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*'}]}} | names no principal
                    aws.iam.policy      | policy: {Statement: [{Effect: Allow, Action: 's3:*'}]}       | needs `Resource`
                    aws.cloudtrail.trail | name: a..b                                                  | no two of
                    aws.cloudtrail.trail | {multiRegion: true, includeGlobalServiceEvents: false}      | cannot be false
                    aws.cloudtrail.trail | {eventSelectors: [{}], advancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Management]}]}]} | never both
                    aws.cloudtrail.trail | eventSelectors: [{dataResources: [{type: 'AWS::KMS::Key', values: [a]}]}] | KMS use is not a data event
                    aws.cloudtrail.trail | advancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Data]}, {field: resources.type, equals: ['AWS::KMS::Key']}]}] | no KMS value
                    aws.cloudtrail.trail | advancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Data]}]}] | needs a field selector for resources.type
                    aws.cloudtrail.trail | advancedEventSelectors: [{fieldSelectors: [{field: eventName, equals: [a]}]}] | field selector for eventCategory
                    aws.cloudtrail.trail | {insightSelectors: [{insightType: ApiCallRateInsight}], eventSelectors: [{readWriteType: ReadOnly}]} | looks at writing management events
                    aws.cloudtrail.trail | cloudWatchLogs: {logGroupArn: 'arn:aws:logs:r:1:log-group:g', roleArn: 'arn:aws:iam::111122223333:role/r'} | with `:*` at its end
                    """)
    void whatAwsRefusesIsRefusedInASentence(String type, String properties, String sentence) {
        assertThat(Validation.sentences(SchemaFolder.type(type), with(type, properties)))
                .singleElement()
                .asString()
                .contains(sentence);
    }

    private static ObjectNode with(String type, String properties) {
        var all = (ObjectNode) SchemaFolder.yaml(FINE.getOrDefault(type, "{}"));
        return all.setAll((ObjectNode) SchemaFolder.yaml(properties));
    }
}
