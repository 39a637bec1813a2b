package dev.setpoint.provider.sandbox.macie;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.macie2.model.FindingPublishingFrequency;
import software.amazon.awssdk.services.macie2.model.MacieStatus;

/** Rules of Macie's session. See behaviour.md#macie-session. */
final class SessionsTest {

    @TempDir
    private Path folder;

    private Macie2Client macie;

    @BeforeEach
    void open() {
        macie = Sandbox.open(folder).client(Macie2Client.class, "us-east-1");
    }

    @Test
    void aRegionIsEnabledOnceAndARepeatedRequestIsTheSameOne() {
        macie.enableMacie(r -> r.clientToken("once"));
        macie.enableMacie(r -> r.clientToken("once"));
        assertRefused("ConflictException", () -> macie.enableMacie(r -> r.clientToken("twice")));
        assertRefused("ConflictException", () -> macie.enableMacie(r -> {}));
        Sandbox.open(folder).client(Macie2Client.class, "eu-west-1").enableMacie(r -> r.clientToken("twice"));
    }

    @Test
    void membersLeftOutOfARequestKeepTheirValues() {
        macie.enableMacie(r -> {});
        assertThat(macie.getMacieSession(r -> {}).findingPublishingFrequency())
                .isEqualTo(FindingPublishingFrequency.SIX_HOURS);
        macie.updateMacieSession(r -> r.findingPublishingFrequency(FindingPublishingFrequency.ONE_HOUR));
        macie.updateMacieSession(r -> r.status(MacieStatus.PAUSED));
        var session = macie.getMacieSession(r -> {});
        assertThat(session.status()).isEqualTo(MacieStatus.PAUSED);
        assertThat(session.findingPublishingFrequency()).isEqualTo(FindingPublishingFrequency.ONE_HOUR);
        assertRefused("ValidationException", () -> macie.updateMacieSession(r -> r.status("ASLEEP")));
    }

    @Test
    void withoutASessionEveryOtherCallIsDenied() {
        assertRefused("AccessDeniedException", () -> macie.getMacieSession(r -> {}))
                .hasMessageContaining("Macie is not enabled");
        assertRefused("AccessDeniedException", () -> macie.disableMacie(r -> {}));
        macie.enableMacie(r -> {});
        macie.disableMacie(r -> {});
        assertRefused("AccessDeniedException", () -> macie.updateMacieSession(r -> r.status(MacieStatus.PAUSED)));
        macie.enableMacie(r -> {});
    }
}
