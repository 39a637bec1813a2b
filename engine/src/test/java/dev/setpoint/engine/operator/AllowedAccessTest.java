package dev.setpoint.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access that the operator allows, compared with what a spec uses. */
final class AllowedAccessTest {

    private static final String WHO = "The provider `aws`";

    private static List<Diagnostic> problems(AllowedAccess allowed, String endpoint) {
        var reach = new Reach(Optional.of(endpoint), Optional.empty(), Optional.empty(), Optional.empty());
        return allowed.refusals(reach, WHO).stream().map(Refusal::diagnostic).toList();
    }

    private static AllowedAccess words(String words) {
        var endpoints = Arrays.stream(words.split(" ", -1))
                .flatMap(word -> AllowedEndpoint.parse(word).stream())
                .toList();
        return new AllowedAccess(endpoints, List.of(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        localhost             | http://localhost:4566
        localhost             | https://LOCALHOST/path
        LocalHost:4566        | http://localhost:4566
        127.0.0.1             | http://127.0.0.1:1
        [::1]                 | http://[::1]:4566
        minio.corp            | https://minio.corp:9000
        minio.corp:9000       | https://minio.corp:9000/x
        minio.corp:443        | https://minio.corp
        http://minio.corp     | http://minio.corp:9000
        http://minio.corp:80  | http://minio.corp
        https://minio.corp/   | https://minio.corp
        """)
    void anEndpointAllowsItsHost(String word, String endpoint) {
        assertThat(problems(words(word), endpoint)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        localhost:4566        | http://localhost:4567
        localhost             | http://127.0.0.1:4566
        localhost             | http://localhost.:4566
        localhost             | http://localhost.evil.org
        127.0.0.1             | http://127.1
        127.0.0.1             | http://0x7f.1
        127.0.0.1             | http://2130706433
        127.0.0.1             | http://127.0.0.01
        127.0.0.1             | http://[::ffff:127.0.0.1]
        [::1]                 | http://[0:0:0:0:0:0:0:1]
        minio.corp            | http://minio.corp:9000
        minio.corp            | https://minio.corp.evil.org
        minio.corp            | https://evil.org/minio.corp
        minio.corp            | https://xminio.corp
        minio.corp            | https://minio.corp@evil.org
        minio.corp            | https://evil.org?minio.corp
        minio.corp            | https://evil.org#@minio.corp
        minio.corp            | https://evil.org\\@minio.corp
        minio.corp            | //minio.corp
        minio.corp            | ftp:minio.corp
        http://minio.corp     | https://minio.corp
        127.1                 | http://127.1
        127.1                 | https://127.1
        https://minio.corp    | http://minio.corp
        minio.corp            | https://mınio.corp
        """)
    void anEndpointAllowsNothingElse(String word, String endpoint) {
        assertThat(problems(words(word), endpoint)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "::1", "ftp://x", "x:0", "x:65536", "x y", "user@x", "http://", "x/path", "http://x?y"})
    void aTextThatIsNoHostIsNoEndpoint(String word) {
        assertThat(AllowedEndpoint.parse(word)).isEmpty();
    }

    /** Following the hint resolves the refusal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4566",
                "https://evil.org",
                "http://10.0.0.1/latest",
                "http://[fe80::1]:80/",
                "https://s3.amazonaws.com.evil.org:8443"
            })
    void theHintAllowsTheVeryEndpoint(String endpoint) {
        var hint = problems(AllowedAccess.DEFAULT, endpoint).getFirst().hint().orElseThrow();
        var word = hint.replaceFirst("(?s).*--allow-endpoint ([^`]*)`.*", "$1");
        assertThat(problems(words(word), endpoint)).isEmpty();
        assertThat(problems(words(word), endpoint.replaceFirst("//[^/]*", "//other.org")))
                .hasSize(1);
    }

    private static OperatorPolicy policy(String json) {
        return OperatorPolicy.of("policy.yaml", (Value.Map) Json.read(json), Path.of("/etc/setpoint"));
    }

    @Test
    void aPolicyFixesEndpointsWhateverTheOptionsSay() {
        var fixed = policy("{\"endpoints\": [\"localhost:4566\"]}");
        var allowed =
                new AllowedAccess(AllowedEndpoint.parse("evil.org").stream().toList(), List.of(), Optional.of(fixed));
        assertThat(problems(allowed, "http://localhost:4566")).isEmpty();
        assertThat(problems(allowed.with("https://evil.org"), "https://evil.org"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint().orElseThrow()).contains("`policy.yaml`"));
        var paths = policy("{\"paths\": [\"shared\", \"/run/secrets\"]}");
        assertThat(new AllowedAccess(List.of(), List.of(Path.of("/opt")), Optional.of(paths))
                        .files(Path.of("/stack"))
                        .allowed())
                .containsExactly(Path.of("/etc/setpoint/shared"), Path.of("/run/secrets"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        eu-west-1 | team  | arn:aws:iam::111122223333:role/deploy-shop | 0
        us-east-1 | -     | -                                          | 0
        -         | -     | -                                          | 0
        eu-north  | -     | -                                          | 1
        us-east-2 | -     | -                                          | 1
        us-east-1 | teams | arn:aws:iam::111122223333:role/admin       | 2
        us-east-1 | TEAM  | arn:aws:iam::999922223333:role/deploy-shop | 2
        us-east-1 | -     | arn:aws:iam::111122223333:role/x/deploy-a  | 1
        """)
    void aPolicyFixesRegionsProfilesAndRoles(String region, String profile, String role, int problems) {
        var fixed = policy("""
            {"regions": ["us-east-1", "eu-*-1"], "profiles": ["team"],
             "roles": ["arn:aws:iam::111122223333:role/deploy-*"]}
            """);
        var reach = new Reach(
                Optional.empty(), Optional.ofNullable(region), Optional.ofNullable(profile), Optional.ofNullable(role));
        assertThat(new AllowedAccess(List.of(), List.of(), Optional.of(fixed)).refusals(reach, WHO))
                .hasSize(problems)
                .allSatisfy(refusal -> assertThat(refusal.diagnostic().code()).isEqualTo("SP0242"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        s3    | team-states   | shop/state.json        | true
        s3    | team-states   | shop/a/b               | true
        s3    | team-states   | shop/../ops/state.json | false
        s3    | team-states   | shop/./state.json      | false
        s3    | team-states   | ops/state.json         | false
        s3    | team-states   | shopping/state.json    | false
        s3    | team-states-x | shop/state.json        | false
        s3    | any-logs      | x                      | true
        local | -             | -                      | false
        gcs   | team-states   | shop/state.json        | false
        """)
    void aPolicyFixesBackends(String kind, String bucket, String key, boolean fine) {
        var fixed = policy("""
            {"backends": [{"kind": "s3", "bucket": "team-states", "prefix": "shop/"},
                          {"kind": "s3", "bucket": "*-logs"}]}
            """);
        var settings = Value.Map.EMPTY.with("bucket", Value.of(bucket)).with("key", Value.of(key));
        assertThat(new AllowedAccess(List.of(), List.of(), Optional.of(fixed)).backend(kind, settings))
                .matches(problem -> problem.isEmpty() == fine);
    }

    @Test
    void anEmptyListAllowsNothingAndAMissingOneEverything() {
        var nothing =
                new AllowedAccess(List.of(), List.of(), Optional.of(policy("{\"accounts\": [], \"backends\": []}")));
        assertThat(nothing.account("111122223333", WHO)).isPresent();
        assertThat(nothing.backend(OperatorPolicy.LOCAL, Value.Map.EMPTY)).isPresent();
        var everything = new AllowedAccess(List.of(), List.of(), Optional.of(policy("{}")));
        assertThat(everything.account("111122223333", WHO)).isEmpty();
        assertThat(everything.restrictsAccounts()).isFalse();
    }

    /** A pattern of many stars over a long text, where backtracking would take for ever. */
    @Test
    void starsTakeNoTime() {
        var pattern = "*a".repeat(40) + "b";
        var text = "a".repeat(2000);
        assertThat(OperatorPolicy.allows(Optional.of(List.of(pattern)), text)).isFalse();
    }
}
