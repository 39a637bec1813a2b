package dev.setpoint.provider.sandbox.kms;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

class KmsTest {

    private static final String ROOT_ONLY = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"%s","Resource":"*"}]}\
        """;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private KmsClient kms;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder, StandingClock.settings());
        kms = sandbox.client(KmsClient.class, "us-east-1");
    }

    private KeyMetadata key() {
        return kms.createKey(r -> r.description("d")).keyMetadata();
    }

    private KeyMetadata primary() {
        return kms.createKey(r -> r.multiRegion(true)).keyMetadata();
    }

    @Test
    void aNewKeyHasTheDefaultsOfKms() {
        var key = kms.createKey(r -> r.build()).keyMetadata();
        assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:123456789012:key/" + key.keyId());
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(key.multiRegion()).isFalse();
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).keyRotationEnabled())
                .isFalse();
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).rotationPeriodInDays())
                .isNull();
        assertThat(kms.getKeyPolicy(r -> r.keyId(key.arn())).policy())
                .contains("Enable IAM User Permissions")
                .contains("key-default-1")
                .contains("\n");
        assertThat(primary().keyId()).matches("mrk-[0-9a-f]{32}");
    }

    @Test
    void unknownKeysAreNamedAsKmsNamesThem() {
        var id = "1234abcd-12ab-34cd-56ef-1234567890ab";
        assertRefused("NotFoundException", () -> kms.describeKey(r -> r.keyId(id)))
                .hasMessageContaining("Key 'arn:aws:kms:us-east-1:123456789012:key/" + id + "' does not exist");
        assertRefused("NotFoundException", () -> kms.enableKey(r -> r.keyId("x")))
                .hasMessageContaining("Invalid keyId 'x'");
        assertRefused(
                        "NotFoundException",
                        () -> sandbox.client(KmsClient.class, "eu-west-1").describeKey(r -> r.keyId(key().arn())))
                .hasMessageContaining("Invalid arn us-east-1");
        assertRefused("NotFoundException", () -> kms.describeKey(r -> r.keyId("alias/none")));
    }

    @Test
    void creationChecksSpecUsageTagsAndPolicy() {
        assertRefused("ValidationException", () -> kms.createKey(r -> r.keySpec("RSA_2048")));
        assertRefused(
                "ValidationException",
                () -> kms.createKey(r -> r.keySpec("SYMMETRIC_DEFAULT").keyUsage("SIGN_VERIFY")));
        assertRefused("ValidationException", () -> kms.createKey(r -> r.keySpec("ROT13")));
        assertRefused("TagException", () -> kms.createKey(r -> r.tags(tag("aws:x", "1"))));
        assertRefused("TagException", () -> kms.createKey(r -> r.tags(tag("a", "1"), tag("a", "2"))));
        assertRefused("MalformedPolicyDocumentException", () -> kms.createKey(r -> r.policy("{}")));
        assertRefused("MalformedPolicyDocumentException", () -> kms.createKey(r -> r.policy("not json")));
        assertRefused(
                        "MalformedPolicyDocumentException",
                        () -> kms.createKey(
                                r -> r.policy(ROOT_ONLY.formatted("arn:aws:iam::123456789012:role/nobody", "kms:*"))))
                .hasMessageContaining("invalid principals");
    }

    @Test
    void aPolicyThatLocksTheCallerOutIsRefusedUnlessBypassed() {
        var locked = ROOT_ONLY.formatted("arn:aws:iam::123456789012:root", "kms:Decrypt");
        assertRefused("MalformedPolicyDocumentException", () -> kms.createKey(r -> r.policy(locked)))
                .hasMessageContaining("will not allow you to update the key policy");
        var key = kms.createKey(r -> r.policy(locked).bypassPolicyLockoutSafetyCheck(true))
                .keyMetadata();
        assertThat(kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy()).contains("kms:Decrypt");
        kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy(ROOT_ONLY.formatted("123456789012", "kms:*")));
    }

    @Test
    void rotationHasLimitsAndNeedsAnEnabledSymmetricPrimary() {
        var id = key().keyId();
        assertRefused(
                "ValidationException",
                () -> kms.enableKeyRotation(r -> r.keyId(id).rotationPeriodInDays(89)));
        assertRefused(
                "ValidationException",
                () -> kms.enableKeyRotation(r -> r.keyId(id).rotationPeriodInDays(2561)));
        kms.enableKeyRotation(r -> r.keyId(id));
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(id)).rotationPeriodInDays())
                .isEqualTo(365);
        kms.enableKeyRotation(r -> r.keyId(id).rotationPeriodInDays(180));
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(id)).rotationPeriodInDays())
                .isEqualTo(180);
        kms.disableKey(r -> r.keyId(id));
        assertRefused("DisabledException", () -> kms.disableKeyRotation(r -> r.keyId(id)));
        var rsa = kms.createKey(r -> r.keySpec("RSA_2048").keyUsage("SIGN_VERIFY"))
                .keyMetadata();
        assertRefused("UnsupportedOperationException", () -> kms.enableKeyRotation(r -> r.keyId(rsa.keyId())));
        for (var i = 0; i < 25; i++) {
            kms.enableKey(r -> r.keyId(id));
            kms.rotateKeyOnDemand(r -> r.keyId(id));
        }
        assertRefused("LimitExceededException", () -> kms.rotateKeyOnDemand(r -> r.keyId(id)));
    }

    @Test
    void aKeyPendingDeletionRefusesWritesUntilItIsCancelledAndIsGoneAfterItsWindow() {
        var id = key().keyId();
        assertRefused(
                "ValidationException",
                () -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(6)));
        assertRefused(
                "ValidationException",
                () -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(31)));
        assertRefused("KMSInvalidStateException", () -> kms.cancelKeyDeletion(r -> r.keyId(id)));
        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
        assertThat(scheduled.keyStateAsString()).isEqualTo("PendingDeletion");
        assertRefused("KMSInvalidStateException", () -> kms.enableKey(r -> r.keyId(id)))
                .hasMessageContaining("is pending deletion");
        assertRefused("KMSInvalidStateException", () -> kms.scheduleKeyDeletion(r -> r.keyId(id)));
        assertRefused(
                "KMSInvalidStateException",
                () -> kms.tagResource(r -> r.keyId(id).tags(tag("a", "b"))));
        assertRefused(
                "KMSInvalidStateException",
                () -> kms.updateKeyDescription(r -> r.keyId(id).description("x")));
        kms.cancelKeyDeletion(r -> r.keyId(id));
        assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().keyState()).isEqualTo(KeyState.DISABLED);
        kms.enableKey(r -> r.keyId(id));
        kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
        sandbox.clock().advance(Duration.ofDays(7));
        assertRefused("NotFoundException", () -> kms.describeKey(r -> r.keyId(id)));
    }

    @Test
    void replicasAreMadeFromPrimariesOnly() {
        var primary = primary();
        var west = sandbox.client(KmsClient.class, "us-west-2");
        var single = key();
        assertRefused(
                        "UnsupportedOperationException",
                        () -> kms.replicateKey(r -> r.keyId(single.keyId()).replicaRegion("us-west-2")))
                .hasMessageContaining("is not a multi-region primary key.");
        var replica = kms.replicateKey(r -> r.keyId(primary.keyId())
                        .replicaRegion("us-west-2")
                        .description("copy")
                        .tags(tag("a", "b")))
                .replicaKeyMetadata();
        assertThat(replica.keyState()).isEqualTo(KeyState.CREATING);
        assertThat(replica.arn()).contains(":us-west-2:").endsWith(primary.keyId());
        assertRefused("KMSInvalidStateException", () -> west.disableKey(r -> r.keyId(replica.keyId())));
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(west.describeKey(r -> r.keyId(replica.arn())).keyMetadata().keyState())
                .isEqualTo(KeyState.ENABLED);
        assertThat(west.listResourceTags(r -> r.keyId(replica.keyId())).tags()).containsExactly(tag("a", "b"));
        assertRefused(
                "AlreadyExistsException",
                () -> kms.replicateKey(r -> r.keyId(primary.keyId()).replicaRegion("us-west-2")));
        assertRefused(
                "ValidationException",
                () -> kms.replicateKey(r -> r.keyId(primary.keyId()).replicaRegion("us-east-1")));
        assertRefused(
                "ValidationException",
                () -> kms.replicateKey(r -> r.keyId(primary.keyId()).replicaRegion("cn-north-1")));
        kms.enableKeyRotation(r -> r.keyId(primary.keyId()));
        assertThat(west.getKeyRotationStatus(r -> r.keyId(replica.keyId())).keyRotationEnabled())
                .isTrue();
        assertRefused("UnsupportedOperationException", () -> west.enableKeyRotation(r -> r.keyId(replica.keyId())));
    }

    @Test
    void aPrimaryWaitsForItsReplicasToBeReallyDeleted() {
        var id = primary().keyId();
        var west = sandbox.client(KmsClient.class, "us-west-2");
        kms.replicateKey(r -> r.keyId(id).replicaRegion("us-west-2"));
        sandbox.clock().advance(Duration.ofSeconds(5));
        west.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(10));
        assertThat(scheduled.keyStateAsString()).isEqualTo("PendingReplicaDeletion");
        assertThat(scheduled.deletionDate()).isNull();
        assertRefused("KMSInvalidStateException", () -> kms.enableKey(r -> r.keyId(id)));
        sandbox.clock().advance(Duration.ofDays(7));
        assertRefused("NotFoundException", () -> west.describeKey(r -> r.keyId(id)));
        var waiting = kms.describeKey(r -> r.keyId(id)).keyMetadata();
        assertThat(waiting.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(Duration.between(sandbox.clock().world(), waiting.deletionDate()))
                .isBetween(Duration.ofDays(9), Duration.ofDays(10));
        sandbox.clock().advance(Duration.ofDays(10));
        assertRefused("NotFoundException", () -> kms.describeKey(r -> r.keyId(id)));
    }

    @Test
    void aliasesHaveRulesOfTheirOwn() {
        var key = key();
        kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(key.arn()));
        assertRefused(
                "AlreadyExistsException",
                () -> kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(key.keyId())));
        assertRefused(
                        "ValidationException",
                        () -> kms.createAlias(r -> r.aliasName("a").targetKeyId(key.keyId())))
                .hasMessageContaining("Alias must start with the prefix \"alias/\"");
        assertRefused(
                "NotAuthorizedException",
                () -> kms.createAlias(r -> r.aliasName("alias/aws/mine").targetKeyId(key.keyId())));
        assertRefused(
                "ValidationException",
                () -> kms.createAlias(r -> r.aliasName("alias/a b").targetKeyId(key.keyId())));
        assertRefused(
                "NotFoundException",
                () -> kms.createAlias(r -> r.aliasName("alias/b").targetKeyId("1234abcd-12ab-34cd-56ef-1234567890ab")));
        assertRefused("NotFoundException", () -> kms.deleteAlias(r -> r.aliasName("alias/b")));
        assertThat(kms.listAliases(r -> r.keyId(key.keyId())).aliases())
                .extracting(AliasListEntry::targetKeyId)
                .containsExactly(key.keyId());
        assertThat(kms.listAliasesPaginator(r -> r.limit(1)).aliases())
                .extracting(AliasListEntry::aliasName)
                .contains("alias/a", "alias/aws/s3");
        assertThat(kms.describeKey(r -> r.keyId("alias/a")).keyMetadata().keyId())
                .isEqualTo(key.keyId());
        var rsa = kms.createKey(r -> r.keySpec("RSA_2048").keyUsage("SIGN_VERIFY"))
                .keyMetadata();
        assertRefused(
                "ValidationException",
                () -> kms.updateAlias(r -> r.aliasName("alias/a").targetKeyId(rsa.keyId())));
        var other = key();
        kms.updateAlias(r -> r.aliasName("alias/a").targetKeyId(other.keyId()));
        kms.deleteAlias(r -> r.aliasName("alias/a"));
        assertThat(kms.listAliases(r -> r.keyId(other.keyId())).aliases()).isEmpty();
    }

    @Test
    void operationsThatAreNotSimulatedAreRefused() {
        assertRefused("NotImplemented", () -> kms.createCustomKeyStore(r -> r.customKeyStoreName("own")))
                .hasMessageContaining("kms:CreateCustomKeyStore");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }
}
