package dev.setpoint.provider.sandbox.kms;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/** Rules of grants. See behaviour.md#kms-grant. */
final class GrantsTest {

    private static final String ROOT = "arn:aws:iam::123456789012:root";

    @TempDir
    private Path folder;

    private KmsClient kms;
    private String key;

    @BeforeEach
    void open() {
        kms = Sandbox.open(folder).client(KmsClient.class, "us-east-1");
        key = kms.createKey().keyMetadata().keyId();
    }

    private String grant(Consumer<CreateGrantRequest.Builder> changes) {
        var request = CreateGrantRequest.builder()
                .keyId(key)
                .name("grant")
                .granteePrincipal(ROOT)
                .operations(GrantOperation.DECRYPT);
        changes.accept(request);
        return kms.createGrant(request.build()).grantId();
    }

    @Test
    void theSameRequestOfTheSameNameIsAnsweredWithTheSameGrant() {
        var first = grant(_ -> {});
        assertThat(grant(_ -> {})).isEqualTo(first);
        assertThat(grant(r -> r.operations(GrantOperation.ENCRYPT))).isNotEqualTo(first);
        assertThat(kms.listGrants(r -> r.keyId(key)).grants()).hasSize(2);
        assertThat(kms.listGrants(r -> r.keyId(key).grantId(first)).grants()).hasSize(1);
    }

    @Test
    void invalidGrantsAreRefused() {
        assertRefused("ValidationException", () -> grant(r -> r.name("not a name")));
        assertRefused("ValidationException", () -> grant(r -> r.operationsWithStrings("Guess")));
        assertRefused(
                "ValidationException",
                () -> grant(r -> r.constraints(
                        c -> c.encryptionContextEquals(Map.of("a", "b")).encryptionContextSubset(Map.of("a", "b")))));
        assertRefused(
                "InvalidArnException", () -> grant(r -> r.granteePrincipal("arn:aws:iam::123456789012:role/nobody")));
    }

    @Test
    void aGrantNeedsAnEnabledKeyAndIsRevokedInAnyState() {
        var grant = grant(_ -> {});
        kms.disableKey(r -> r.keyId(key));
        assertRefused("DisabledException", () -> grant(r -> r.name("another")));
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        kms.revokeGrant(r -> r.keyId(key).grantId(grant));
        assertThat(kms.listGrants(r -> r.keyId(key)).grants()).isEmpty();
        assertRefused(
                "NotFoundException", () -> kms.revokeGrant(r -> r.keyId(key).grantId(grant)));
    }
}
