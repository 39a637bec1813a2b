package dev.setpoint.provider.aws.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

class SdkShapesTest {

    @ParameterizedTest
    @CsvSource({
        "ID,id",
        "Arn,arn",
        "SSEAlgorithm,sseAlgorithm",
        "KMSMasterKeyID,kmsMasterKeyID",
        "ETag,eTag",
        "MFADelete,mfaDelete",
        "S3BucketName,s3BucketName",
        "already,already"
    })
    void namesBeginInLowerCase(String member, String property) {
        assertThat(SdkShapes.propertyName(member)).isEqualTo(property);
    }

    @Test
    void nestedStructuresListsEnumsAndInstantsComeBackAsTheyWere() {
        var shape = BucketLifecycleConfiguration.builder()
                .rules(LifecycleRule.builder()
                        .id("archive")
                        .status("Enabled")
                        .filter(filter -> filter.and(
                                and -> and.prefix("logs/").tags(tag("a", "b")).objectSizeGreaterThan(1L << 40)))
                        .transitions(Transition.builder()
                                .date(Instant.parse("2027-01-01T00:00:00Z"))
                                .storageClass(TransitionStorageClass.GLACIER_IR)
                                .build())
                        .expiration(expiration -> expiration.expiredObjectDeleteMarker(true))
                        .build())
                .build();

        var value = SdkShapes.PLAIN.toValue(shape);

        assertThat(value).isEqualTo(Json.read("""
            {"rules": [{
              "id": "archive",
              "status": "Enabled",
              "filter": {"and": {"prefix": "logs/", "tags": [{"key": "a", "value": "b"}],
                                 "objectSizeGreaterThan": 1099511627776}},
              "transitions": [{"date": "2027-01-01T00:00:00Z", "storageClass": "GLACIER_IR"}],
              "expiration": {"expiredObjectDeleteMarker": true}}]}\
            """));
        assertThat(SdkShapes.PLAIN.build(BucketLifecycleConfiguration.builder(), value))
                .isEqualTo(shape);
    }

    @Test
    void mapsAndBytesComeBackAsTheyWere() {
        var shape = EncryptRequest.builder()
                .keyId("k")
                .plaintext(SdkBytes.fromUtf8String("hello"))
                .encryptionContext(Map.of("aws:s3:arn", "arn:aws:s3:::b"))
                .build();

        var value = SdkShapes.PLAIN.toValue(shape);

        assertThat(value.map("encryptionContext").string("aws:s3:arn")).contains("arn:aws:s3:::b");
        assertThat(value.string("plaintext")).contains("aGVsbG8=");
        assertThat(SdkShapes.PLAIN.build(EncryptRequest.builder(), value)).isEqualTo(shape);
    }

    @Test
    void leavesOutUnsetMembersAndKeepsEmptyLists() {
        assertThat(SdkShapes.PLAIN.toValue(Tagging.builder().build())).isEqualTo(Value.Map.EMPTY);
        assertThat(SdkShapes.PLAIN.toValue(Tagging.builder().tagSet(List.of()).build()))
                .isEqualTo(Value.Map.EMPTY.with("tagSet", Value.List.EMPTY));
        assertThat(SdkShapes.PLAIN.toValue(EncryptRequest.builder().build()).entries())
                .isEmpty();
    }

    @Test
    void enumValuesTheSdkDoesNotKnowAreKept() {
        var value = SdkShapes.PLAIN.toValue(
                GetBucketVersioningResponse.builder().status("Paused").build());
        assertThat(value.string("status")).contains("Paused");
    }

    @Test
    void renamedMembersAreRenamedAtEveryDepthInBothDirections() {
        var shapes = SdkShapes.renaming(Map.of("algorithm", "SSEAlgorithm", "kmsKey", "KMSMasterKeyID"));
        var shape = ServerSideEncryptionByDefault.builder()
                .sseAlgorithm("aws:kms")
                .kmsMasterKeyID("arn:k")
                .build();

        var value = shapes.toValue(shape);

        assertThat(Json.compact(value)).isEqualTo("{\"algorithm\":\"aws:kms\",\"kmsKey\":\"arn:k\"}");
        assertThat(shapes.build(ServerSideEncryptionByDefault.builder(), value)).isEqualTo(shape);
    }

    @Test
    void aDateAloneIsItsMidnight() {
        var value = (Value.Map) Json.read("{\"createDate\": \"2027-01-01\"}");
        assertThat(SdkShapes.PLAIN.build(Role.builder(), value).createDate())
                .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void anUnknownMemberIsRefusedWithItsPath() {
        var value = (Value.Map) Json.read("{\"fieldSelectors\": [{\"field\": \"eventName\", \"equal\": []}]}");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> SdkShapes.PLAIN.build(AdvancedEventSelector.builder(), value))
                .satisfies(e -> assertThat(e.property()).contains("fieldSelectors[0].equal"));
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithItsPath() {
        var value = (Value.Map) Json.read("{\"expiration\": {\"days\": \"ten\"}}");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> SdkShapes.PLAIN.build(LifecycleRule.builder(), value))
                .withMessageContaining("INTEGER")
                .satisfies(e -> assertThat(e.property()).contains("expiration.days"));
    }

    @Test
    void secretsAreRevealedAndNullsAreNotSent() {
        var value = Value.Map.EMPTY.with("key", new Value.Secret(Value.of("k"))).with("value", Value.Null.VALUE);
        assertThat(SdkShapes.PLAIN.build(Tag.builder(), value))
                .isEqualTo(Tag.builder().key("k").build());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
