package dev.setpoint.provider.aws.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages about credentials that cannot be used. No test here gets as far as a call. */
final class CredentialsTest {

    private static final String REGION = "{\"region\": \"us-east-1\"}";

    @TempDir
    private Path folder;

    @Test
    void namesTheNearestProfileWhenAProfileIsMissing() throws IOException {
        var problem =
                refusal(REGION, config("[profile staging]\nregion = us-east-1\n"), Map.of("AWS_PROFILE", "stagin"));
        assertThat(problem.kind()).isEqualTo(ProviderException.Kind.CREDENTIALS);
        assertThat(problem.text()).contains("no profile `stagin`").contains(folder.toString());
        assertThat(problem.hint()).contains("Did you mean `staging`?");
    }

    @Test
    void namesTheNearestProfileWhenTheSpecsProfileIsMissing() throws IOException {
        var settings = "{\"region\": \"us-east-1\", \"profile\": \"production\"}";
        assertThat(refusal(settings, config(""), Map.of()).text()).contains("no profile `production`");
    }

    @Test
    void namesADamagedFile() throws IOException {
        var problem = refusal(REGION, config("[broken\n"), Map.of());
        assertThat(problem.text()).contains(folder.resolve("config").toString()).contains("line 1");
    }

    /** The SDK reads it too, for an endpoint that it may name. */
    @Test
    void namesADamagedFileThatHoldsNoCredentials() throws IOException {
        var keys = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");
        for (var text : new String[] {"[broken\n", "[default]\nregion = us-east-1\n[profile x\ny"}) {
            assertThat(refusal(REGION, config(text), keys).text())
                    .contains(folder.resolve("config").toString(), "cannot be read");
        }
    }

    @Test
    void refusesAKeyIdWithoutASecret() throws IOException {
        assertThat(refusal(REGION, config(""), Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"))
                        .text())
                .isEqualTo("AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not.");
    }

    @Test
    void reportsWhyAProfilesOwnSourceOfCredentialsFails() throws IOException {
        var sso = """
            [profile work]
            sso_session = s
            sso_account_id = 123456789012
            sso_role_name = deploy
            [sso-session s]
            sso_start_url = https://example.invalid
            sso_region = us-east-1
            """;
        assertThat(refusal(REGION, config(sso), Map.of("AWS_PROFILE", "work")).text())
                .contains("SSO")
                .doesNotContain("There are none");
    }

    @Test
    void namesTheVariableOfAnInvalidEndpoint() throws IOException {
        var keys = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");
        for (var text : new String[] {"localhost:4566", "nonsense", "http://", "ftp://x", "http://a b"}) {
            var variables = new HashMap<>(keys);
            variables.put("AWS_ENDPOINT_URL", text);
            assertThat(refusal(REGION, config(""), variables).text())
                    .isEqualTo("AWS_ENDPOINT_URL is not a valid URL: `" + text + "`.");
        }
    }

    private Map<String, String> config(String text) throws IOException {
        Files.writeString(folder.resolve("config"), text);
        return Map.of(
                "AWS_CONFIG_FILE",
                folder.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                folder.resolve("credentials").toString());
    }

    private static ProviderException refusal(
            String settings, Map<String, String> files, Map<String, String> variables) {
        var environment = new HashMap<>(files);
        environment.putAll(variables);
        try (var provider = Providers.open(settings, environment)) {
            var problem = catchThrowableOfType(ProviderException.class, () -> provider.realm(new TestCall()));
            assertThat(problem).isNotNull();
            return problem;
        }
    }
}
