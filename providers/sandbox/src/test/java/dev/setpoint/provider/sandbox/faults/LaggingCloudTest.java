package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Eventual consistency, new principals and throttling make a run slower and change nothing else. See
 * behaviour.md#waits, behaviour.md#new-principals.
 */
class LaggingCloudTest {

    private static final Path EXAMPLES = Path.of("..", "..", "examples");

    @TempDir
    Path folder;

    /** Every folder of examples with a stack in it, each with some seeds. */
    static Stream<Arguments> examples() throws IOException {
        try (var folders = Files.list(EXAMPLES)) {
            return folders
                    .filter(example -> Files.exists(example.resolve("setpoint.yaml")))
                    .map(example -> Trial.file(String.valueOf(example.getFileName())))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(stack -> Stream.of(1, 2, 3).map(seed -> Arguments.of(stack, seed)));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleConvergesWithLateVisibility(Path stack, int seed) throws IOException {
        assertConverges(stack, Map.of("DELAY", "5s", "PRINCIPAL_DELAY", "10s", "SEED", Integer.toString(seed)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleConvergesWithAThirdOfCallsThrottled(Path stack, int seed) throws IOException {
        assertConverges(stack, Map.of("THROTTLE", "0.3", "SEED", Integer.toString(seed)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleConvergesWithThrottlingAndLateVisibility(Path stack, int seed) throws IOException {
        assertConverges(
                stack,
                Map.of("DELAY", "5s", "PRINCIPAL_DELAY", "10s", "THROTTLE", "0.3", "SEED", Integer.toString(seed)));
    }

    /** Creates, plans again, changes and destroys a stack. */
    private void assertConverges(Path stack, Map<String, String> variables) throws IOException {
        var text = Files.readString(stack);
        var trial = Trial.of(folder, text).with(variables);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
        var edited = trial.of(edited(text));
        assertThat(Trial.problems(edited.apply())).isEmpty();
        assertThat(edited.pending()).isEmpty();
        assertThat(Trial.problems(edited.destroy())).isEmpty();
        assertThat(edited.state().isEmpty()).isTrue();
    }

    /** Edits the encryption stack everywhere, and all tags or texts of other examples. */
    private static String edited(String text) {
        if (text.contains("stack: s3-encryption\n")) {
            return ExampleEdits.changed(text);
        }
        return text.replace("Environment: production", "Environment: staging").replace("text: Hello", "text: Goodbye");
    }

    /** A change that spreads for longer than a plan waits may show up in the plan, but never breaks an apply. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void theExampleIsAppliedWithAnyDelay(int seed) {
        var trial = Trial.ofExample(folder)
                .with(Map.of(
                        "DELAY", "30s", "PRINCIPAL_DELAY", "30s", "THROTTLE", "0.05", "SEED", Integer.toString(seed)));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        // A run that opens the cloud without delays sees what there really is.
        assertThat(trial.with(Map.of()).pending()).isEmpty();
    }

    /** A replica that does not know the object yet may answer a deletion: the run deletes it all the same. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aNewObjectIsDestroyed(int seed) {
        var policies = IntStream.range(0, 12).mapToObj("""
              policy%1$d:
                type: aws.iam.policy
                properties:
                  name: policy-%1$d
                  policy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]}
            """::formatted).collect(Collectors.joining());
        var trial = Trial.of(folder, STACK + policies);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var lagging = trial.with(Map.of("DELAY", "5s", "SEED", Integer.toString(seed)));
        assertThat(Trial.problems(lagging.destroy())).isEmpty();
        assertThat(Inventory.of(trial.cloud()).without(NOTHING).documents()).isEmpty();
    }

    /** Search for a key by its tag may not find it at once; a second key would never be deleted. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aKeyWhoseCreationWasNeverAnsweredIsMadeOnce(int seed) {
        var trial = Trial.of(folder, STACK + "  key: {type: aws.kms.key, properties: {description: once}}\n")
                .with(Map.of("DELAY", "5s", "SEED", Integer.toString(seed), "FAIL", "kms:CreateKey@1~InternalError"));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(Inventory.of(trial.cloud()).keys()).isEqualTo(1);
    }

    /** A key that is replaced soon after its creation carries the tag of the run that created it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aKeyWhoseReplacementWasNeverAnsweredIsNotTakenForIt(int seed) {
        var old = Trial.of(folder, STACK + KEY.formatted("false"));
        assertThat(Trial.problems(old.apply())).isEmpty();
        var replaced = old.of(STACK + KEY.formatted("true"))
                .with(Map.of("DELAY", "5s", "SEED", Integer.toString(seed), "FAIL", "kms:CreateKey@1~InternalError"));
        assertThat(Trial.problems(replaced.apply())).isEmpty();
        assertThat(Inventory.of(old.cloud()).keys()).isEqualTo(2);
        assertThat(replaced.with(Map.of()).pending()).isEmpty();
    }

    /** A request that is sent again has the same token. */
    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "ConnectionReset"})
    void anEndpointWhoseCreationWasNotAnsweredIsMadeOnce(String failure) {
        var trial = Trial.of(folder, ENDPOINT);
        assertThat(Trial.problems(trial.with(Map.of("FAIL", "ec2:CreateVpcEndpoint@1~" + failure))
                        .apply()))
                .isEmpty();
        assertThat(trial.pending()).isEmpty();
        var ec2 = Sandbox.open(trial.cloud()).client(Ec2Client.class, "us-east-1");
        assertThat(ec2.describeVpcEndpoints(r -> {}).vpcEndpoints()).hasSize(1);
    }

    /** The deletion of a policy detaches it from its roles: the run does not take that for a change from outside. */
    @Test
    void aRoleFollowsARenamedPolicy() {
        var trial = Trial.of(folder, ROLE_AND_POLICY.formatted("one"));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var renamed = trial.of(ROLE_AND_POLICY.formatted("two"));
        assertThat(Trial.problems(renamed.apply())).isEmpty();
        assertThat(renamed.pending()).isEmpty();
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 25);
    }

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final String STACK = """
        setpoint: v1
        stack: s
        providers: {aws: {region: us-east-1}}
        resources:
        """;

    private static final String KEY = """
          key:
            type: aws.kms.key
            lifecycle: {createBeforeDestroy: true}
            properties: {multiRegion: %s}
        """;

    private static final String ENDPOINT =
            STACK.replace("resources:", "data: {vpc: {type: aws.ec2.vpc, properties: {isDefault: true}}}\nresources:")
                    + "  endpoint: {type: aws.ec2.vpcEndpoint, properties: {vpcId: \"${data.vpc.vpcId}\"}}\n";

    private static final String ROLE_AND_POLICY = STACK + """
          policy:
            type: aws.iam.policy
            properties:
              name: policy-%s
              policy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]}
          role:
            type: aws.iam.role
            properties:
              name: role
              assumeRolePolicy:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]
              managedPolicies: ["${policy.arn}"]
        """;
}
