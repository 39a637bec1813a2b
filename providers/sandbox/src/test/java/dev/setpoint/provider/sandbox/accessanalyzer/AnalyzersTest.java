package dev.setpoint.provider.sandbox.accessanalyzer;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/** The rules of Access Analyzer. See behaviour.md#access-analyzer. */
final class AnalyzersTest {

    private static final Map<String, Criterion> PUBLIC =
            Map.of("isPublic", Criterion.builder().eq("true").build());

    @TempDir
    private Path folder;

    private AccessAnalyzerClient client;

    @BeforeEach
    void open() {
        client = Sandbox.open(folder).client(AccessAnalyzerClient.class, "us-east-1");
    }

    private void create(String name, Type type) {
        client.createAnalyzer(r -> r.analyzerName(name).type(type));
    }

    @Test
    void aRegionHasOneAnalyzerOfTheAccountAndNoNameTwice() {
        create("first", Type.ACCOUNT);
        assertRefused("ServiceQuotaExceededException", () -> create("second", Type.ACCOUNT));
        create("second", Type.ACCOUNT_UNUSED_ACCESS);
        assertRefused("ConflictException", () -> create("second", Type.ACCOUNT_UNUSED_ACCESS));
        var elsewhere = Sandbox.open(folder).client(AccessAnalyzerClient.class, "eu-west-1");
        elsewhere.createAnalyzer(r -> r.analyzerName("first").type(Type.ACCOUNT));
    }

    @Test
    void anAnalyzerOfAnOrganizationNeedsAnOrganization() {
        assertRefused("ValidationException", () -> create("all", Type.ORGANIZATION));
    }

    @Test
    void unusedAccessHasADefaultOfNinetyDays() {
        create("unused", Type.ACCOUNT_UNUSED_ACCESS);
        var configuration =
                client.getAnalyzer(r -> r.analyzerName("unused")).analyzer().configuration();
        assertThat(configuration.unusedAccess().unusedAccessAge()).isEqualTo(90);
        assertRefused(
                "ValidationException",
                () -> client.createAnalyzer(r -> r.analyzerName("never")
                        .type(Type.ACCOUNT_UNUSED_ACCESS)
                        .configuration(c -> c.unusedAccess(u -> u.unusedAccessAge(366)))));
    }

    @Test
    void anArchiveRuleHasANameOfItsOwnAndAFilter() {
        create("a", Type.ACCOUNT);
        client.createArchiveRule(r -> r.analyzerName("a").ruleName("meant").filter(PUBLIC));
        assertRefused(
                "ConflictException",
                () -> client.createArchiveRule(
                        r -> r.analyzerName("a").ruleName("meant").filter(PUBLIC)));
        assertRefused(
                "ValidationException",
                () -> client.createArchiveRule(
                        r -> r.analyzerName("a").ruleName("all").filter(Map.of())));
        assertRefused(
                "ResourceNotFoundException",
                () -> client.deleteArchiveRule(r -> r.analyzerName("a").ruleName("other")));
        assertThat(client.listArchiveRulesPaginator(r -> r.analyzerName("a")).archiveRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.filter()).isEqualTo(PUBLIC));
    }

    @Test
    void aDeletedAnalyzerIsGoneWithItsRules() {
        create("a", Type.ACCOUNT);
        client.createArchiveRule(r -> r.analyzerName("a").ruleName("meant").filter(PUBLIC));
        client.deleteAnalyzer(r -> r.analyzerName("a"));
        assertRefused("ResourceNotFoundException", () -> client.getAnalyzer(r -> r.analyzerName("a")));
        create("a", Type.ACCOUNT);
        assertThat(client.listArchiveRules(r -> r.analyzerName("a")).archiveRules())
                .isEmpty();
    }
}
