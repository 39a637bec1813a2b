package dev.setpoint.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Listener;
import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spec that leads requests, and the runner's credentials with them, to a host of its own. */
final class EndpointFenceTest {

    private static final String BUCKET = "resources: {b: {type: aws.s3.bucket, properties: {name: fence-bucket}}}";

    @TempDir
    private Path folder;

    @AutoClose
    private final Listener host = Listener.silent();

    private void spec(String... lines) throws IOException {
        Files.writeString(
                folder.resolve("setpoint.yaml"),
                String.join(
                                "\n",
                                Stream.concat(Stream.of("setpoint: v1", "stack: shop"), Stream.of(lines))
                                        .toList())
                        .replace("ENDPOINT", host.endpoint()));
    }

    private Run run(String... args) {
        return Run.with(Listener.credentials(), folder, args);
    }

    private void requireRefused(Run run, String line) {
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("SP0240", line, "--allow-endpoint " + host.host());
        assertThat(host.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "apply --auto-approve",
                "destroy --auto-approve",
                "verify",
                "plan --destroy",
                "apply --refresh-only --auto-approve",
                "import b fence-bucket",
                "permissions"
            })
    void noCommandFollowsTheEndpointOfAProvider(String command) throws IOException {
        spec(
                "inputs: {host: {type: string, default: ENDPOINT}}",
                "providers: {aws: {region: us-east-1, endpoint: \"${inputs.host}\"}}",
                BUCKET);
        requireRefused(run(command.split(" ", -1)), "setpoint.yaml:4:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "state list",
                "state pull",
                "output",
                "unlock",
                "state rm b",
                "state migrate",
                "state mv a b"
            })
    void noCommandFollowsTheEndpointOfABackend(String command) throws IOException {
        spec("backend: {s3: {bucket: fence-states, key: a/b.json, region: us-east-1, endpoint: ENDPOINT}}", BUCKET);
        requireRefused(run(command.split(" ", -1)), "The backend");
    }

    @Test
    void noKeyOfTheStateIsReachedElsewhere() throws IOException {
        spec(
                "encryption:",
                "  kms: {key: \"arn:aws:kms:us-east-1:111122223333:alias/states\", endpoint: ENDPOINT}",
                BUCKET);
        requireRefused(run("apply", "--auto-approve"), "setpoint.yaml:4:");
        spec(
                "encryption:",
                "  previous: [{kms: {key: \"arn:aws:kms:us-east-1:111122223333:alias/states\", endpoint: ENDPOINT}}]",
                BUCKET);
        requireRefused(run("state", "list"), "The key `kms` of the state");
    }

    /** A note that comes with the repository is the spec's word, not the operator's. */
    @Test
    void aNoteOfTheStatesPlaceIsNotFollowed() throws IOException {
        spec(BUCKET);
        Files.createDirectories(folder.resolve(".setpoint"));
        Files.writeString(folder.resolve(".setpoint/shop.backend.json"), """
            {"format": 1, "places": [{"place": "s3://fence-states/a/b.json?region=us-east-1&endpoint=%s",
             "location": {"bucket": "fence-states"}, "written": {}}]}
            """.formatted(host.endpoint()));
        assertThat(run("plan").err()).contains("SP0737", "the operator has not allowed");
        assertThat(run("state", "migrate").err()).contains("SP0240");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void aProviderBesideIsRefusedBeforeAnyOtherIsAsked() throws IOException {
        try (var good = Listener.silent()) {
            spec(
                    "providers:",
                    "  aws: {region: us-east-1, endpoint: \"" + good.endpoint() + "\"}",
                    "  aws.other: {region: us-east-1, endpoint: ENDPOINT}",
                    BUCKET);
            requireRefused(run("plan", "--allow-endpoint", good.host()), "setpoint.yaml:5:");
            assertThat(good.requests()).isEmpty();
        }
    }

    @Test
    void theOperatorAllowsEndpointsByOptionVariableOrEnvironment() throws IOException {
        spec("providers: {aws: {region: us-east-1, endpoint: ENDPOINT}}", BUCKET);
        assertThat(run("plan", "--allow-endpoint", "nobody", "--allow-endpoint", host.host())
                        .err())
                .doesNotContain("SP0240");
        for (var variables : List.of(
                Map.of("SETPOINT_ALLOW_ENDPOINTS", "nobody.org, 127.0.0.1"),
                Map.of("AWS_ENDPOINT_URL", host.endpoint()))) {
            var all = new HashMap<>(Listener.credentials());
            all.putAll(variables);
            assertThat(Run.with(all, folder, "plan").err()).doesNotContain("SP0240");
        }
        assertThat(host.requests()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aHostThatIsAllowedLeadsToNoOther(int status) throws IOException {
        try (var first = new Listener(exchange -> {
            exchange.getResponseHeaders().set("Location", host.endpoint() + "/stolen");
            exchange.getResponseHeaders().set("x-amz-bucket-region", "x.evil.org/");
            exchange.sendResponseHeaders(status, -1);
        })) {
            spec(
                    "backend: {s3: {bucket: fence-states, key: a/b.json, region: us-east-1, endpoint: \""
                            + first.endpoint() + "\"}}",
                    "providers: {aws: {region: us-east-1, endpoint: \"" + first.endpoint() + "\"}}",
                    BUCKET);
            for (var command : new String[] {"plan", "state list", "apply --auto-approve", "permissions"}) {
                var run = run((command + " --allow-endpoint " + first.host()).split(" ", -1));
                assertThat(run.err()).doesNotContain("evil.org");
            }
            assertThat(first.requests()).isNotEmpty();
            assertThat(host.requests()).isEmpty();
        }
    }

    @Test
    void anEndpointInTheBackendOptionIsAllowed() throws IOException {
        spec(BUCKET);
        var place = "s3://fence-states/a/b.json?region=us-east-1&endpoint=" + host.endpoint();
        assertThat(run("state", "list", "--backend", place).err()).doesNotContain("SP0240");
        assertThat(host.requests()).isNotEmpty();
    }

    @Test
    void plainHttpToAnotherMachineMustBeAllowed() throws IOException {
        spec("providers: {aws: {region: us-east-1, endpoint: \"http://192.0.2.1:8080\"}}", BUCKET);
        var run = run("plan", "--allow-endpoint", "192.0.2.1");
        assertThat(run.err()).contains("SP0241", "over plain HTTP", "--allow-endpoint http://192.0.2.1:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x.evil.org/", "us-east-1.evil.org#", "us-east-1\\n", "us_east_1", "..", "us-east-1@evil.org"})
    void aRegionIsNoWayToAnotherHost(String region) throws IOException {
        spec("inputs: {region: {type: string}}", "providers: {aws: {region: \"${inputs.region}\"}}", BUCKET);
        assertThat(run("plan", "--input", "region=" + region.replace("\\n", "\n"))
                        .err())
                .contains("A region is named");
        var variables = new HashMap<>(Listener.credentials());
        variables.put("AWS_REGION", region.replace("\\n", "\n"));
        spec(BUCKET);
        assertThat(Run.with(variables, folder, "plan").err()).contains("is no region of AWS");
    }

    @Test
    void nothingIsRefusedWhereNothingIsReached() throws IOException {
        spec("providers: {aws: {region: us-east-1, endpoint: ENDPOINT}}", BUCKET);
        assertThat(run("validate").code()).isZero();
        assertThat(run("plan", "--sandbox").code()).isZero();
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void anInvalidHostIsReported() throws IOException {
        spec(BUCKET);
        assertThat(run("plan", "--allow-endpoint", "ftp://x").err())
                .contains("SP0987", "`ftp://x`", "--allow-endpoint");
        assertThat(Run.with(Map.of("SETPOINT_ALLOW_ENDPOINTS", "::1"), folder, "validate")
                        .err())
                .contains("SP0987", "SETPOINT_ALLOW_ENDPOINTS");
    }
}
