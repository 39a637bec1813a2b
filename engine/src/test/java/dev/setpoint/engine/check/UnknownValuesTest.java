package dev.setpoint.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.validation.JsonTrees;
import dev.setpoint.engine.validation.PropertyValidator;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A value that is not known yet may remove violations, and never adds one. */
class UnknownValuesTest {

    private static final String VALID = """
            aws.kms.key         | {}
            aws.kms.key         | {rotation: {enabled: true, periodInDays: 90}, tags: {a: b}, policy: {Statement: [{Effect: Allow, Principal: '*', Action: 'kms:*', Resource: '*'}]}}
            aws.kms.key         | {keySpec: RSA_2048, keyUsage: SIGN_VERIFY, rotation: {enabled: false}}
            aws.kms.alias       | {name: alias/data, targetKey: k}
            aws.s3.bucket       | {name: some-bucket, encryption: {algorithm: 'aws:kms', kmsKey: k, bucketKey: true, blockedEncryptionTypes: [SSE-C]}, versioning: Enabled}
            aws.s3.bucket       | {name: some-bucket, lifecycle: {rules: [{id: a, status: Enabled, filter: {prefix: p, tags: {k: v}}, transitions: [{days: 30, storageClass: STANDARD_IA}]}, {id: b, expiration: {days: 1}}]}}
            aws.s3.replication  | {bucket: a-b-c, role: 'arn:aws:iam::111122223333:role/r', rules: [{id: r, sseKmsEncryptedObjects: Enabled, destination: {bucket: 'arn:aws:s3:::d', replicaKmsKey: k}}]}
            aws.iam.role        | {name: r, assumeRolePolicy: {Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: 'sts:AssumeRole'}]}, inlinePolicies: {a: {Statement: [{Effect: Deny, NotAction: 's3:*', Resource: '*'}]}}, managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess']}
            aws.cloudtrail.trail | {name: trail, s3Bucket: some-bucket, insightSelectors: [{insightType: ApiCallRateInsight}], eventSelectors: [{}]}
            aws.cloudtrail.trail | {name: trail, s3Bucket: some-bucket, advancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Data]}, {field: resources.type, equals: ['AWS::SNS::Topic']}]}]}
            core.value          | {anything: [1, {b: c}]}
            """;

    private static final String INVALID = """
            aws.kms.key         | {keySpec: RSA_2048, keyUsage: SIGN_VERIFY, rotation: {enabled: true}}
            aws.kms.key         | {keySpec: HMAC_256, tags: {'AWS:x': 7}, unheardOf: [1], arn: a}
            aws.kms.key         | {policy: {Statement: [{Effect: Allow, Action: 'kms:*'}, {Effect: Maybe}]}}
            aws.kms.alias       | {name: data}
            aws.s3.bucket       | {name: My-Bucket, versioning: Disabled, encryption: {algorithm: AES256, kmsKey: k, bucketKey: true}, tags: [a]}
            aws.s3.bucket       | {name: some-bucket, lifecycle: {rules: [{id: a}, {id: b, transitions: [{days: 29, storageClass: ONEZONE_IA}]}, {id: c, expiration: {days: 1, expiredObjectDeleteMarker: true}}]}}
            aws.s3.bucket       | {name: some-bucket, lifecycle: {rules: [{id: a, filter: {tags: {k: v}}, abortIncompleteMultipartUpload: {daysAfterInitiation: 0.5}}]}}
            aws.s3.replication  | {bucket: a-b-c, rules: [{id: r, sseKmsEncryptedObjects: Enabled, destination: {bucket: d}, filter: {tags: {a: b}}, deleteMarkerReplication: Enabled}]}
            aws.iam.role        | {name: 'a role', path: /aws-service-role/x/, managedPolicies: [a], inlinePolicies: {a: {Statement: [{Effect: Allow, Principal: '*'}]}}}
            aws.cloudtrail.trail | {name: a..b, s3Bucket: b, multiRegion: true, includeGlobalServiceEvents: false, eventSelectors: [{readWriteType: ReadOnly}], advancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Data]}]}], insightSelectors: [{insightType: ApiCallRateInsight}]}
            aws.cloudtrail.trail | {name: trail, s3Bucket: some-bucket, advancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Data]}, {field: resources.type, equals: ['AWS::KMS::Key']}]}]}
            """;

    private static final SchemaFiles SCHEMAS = new SchemaFiles();
    private static final PropertyValidator VALIDATOR = PropertyValidator.shared();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = VALID)
    void takenFromWhatIsValidTheyLeaveItValid(String type, String properties) {
        var value = parsed(properties);
        assertThat(found(type, value)).isEmpty();
        for (var seed = 0; seed < 200; seed++) {
            var partly = partlyUnknown(value, new Random(seed));
            assertThat(found(type, partly)).as("seed %d: %s", seed, partly).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = INVALID)
    void takenFromWhatIsInvalidTheyLeaveFewerFindings(String type, String properties) {
        var value = parsed(properties);
        var all = found(type, value);
        assertThat(all).isNotEmpty();
        for (var seed = 0; seed < 200; seed++) {
            var partly = partlyUnknown(value, new Random(seed));
            assertThat(all).as("seed %d: %s", seed, partly).containsAll(found(type, partly));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = VALID + INVALID)
    void withoutThemTheValidatorAnswersAsItDoesByItself(String type, String properties) {
        var plain = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema(type));
        var random = new Random(1);
        for (var i = 0; i < 50; i++) {
            var value = changed(parsed(properties), node -> random.nextInt(12) == 0 ? Value.of(7) : node);
            var errors =
                    plain.validate(tree(value), context -> context.executionConfig(config -> config.readOnly(true)));
            assertThat(found(type, value).isEmpty()).as("%s", value).isEqualTo(errors.isEmpty());
        }
    }

    @Test
    void everyTypeHasRules() {
        assertThat(SCHEMAS.names())
                .allSatisfy(name -> assertThat(found(name.text(), Value.Map.EMPTY.with("id", new Value.Unknown("a.b"))))
                        .isNotNull());
    }

    private record Place(String code, PropertyPath path) {}

    private static Set<Place> found(String type, Value value) {
        var schema = SCHEMAS.type(new TypeName(type)).orElseThrow();
        return VALIDATOR.findings(schema, (Value.Map) value).stream()
                .map(finding -> new Place(finding.code(), finding.path()))
                .collect(Collectors.toSet());
    }

    private static JsonNode schema(String type) {
        return tree(SCHEMAS.type(new TypeName(type)).orElseThrow().source());
    }

    private static JsonNode tree(Value value) {
        return JsonTrees.of(value);
    }

    private static Value parsed(String yaml) {
        return Parser.value(yaml).orElseThrow();
    }

    private static Value partlyUnknown(Value value, Random random) {
        return changed(
                value, node -> random.nextInt(6) == 0 ? new Value.Unknown("some.reference" + random.nextInt()) : node);
    }

    /** The value with its parts, not itself, replaced here and there. */
    private static Value changed(Value value, UnaryOperator<Value> change) {
        return value.mapChildren(child -> change.apply(changed(child, change)));
    }
}
