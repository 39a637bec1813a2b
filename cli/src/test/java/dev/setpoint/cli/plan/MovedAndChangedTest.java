package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

/** Changes of a resource that is also moved or imported count as their own action. */
class MovedAndChangedTest {

    private static final String STACK = """
        setpoint: v1
        stack: topics
        providers: {aws: {region: us-east-1}}
        resources:
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void twoTopics() throws IOException {
        spec("""
              a: {type: aws.sns.topic, properties: {name: my-f5}}
              b: {type: aws.sns.topic, properties: {name: stays}}
            """);
        assertThat(run("apply --auto-approve").code()).isZero();
        spec("""
              a2: {type: aws.sns.topic, properties: {name: my-f5-2}, moved: [a]}
              b2: {type: aws.sns.topic, properties: {name: stays}, moved: [b]}
            """);
    }

    private void spec(String resources) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), STACK + resources);
    }

    private Run run(String command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command.split(" ", -1));
    }

    @Test
    void aMoveWithAReplacementIsAReplacementInEveryFormat() {
        assertThat(run("plan").out()).contains("0 to update, 1 to replace, 0 to delete, 2 to move; 0 unchanged");
        assertThat(run("plan --format markdown").out())
                .contains("1 to replace, 0 to delete, 2 to move; 0 unchanged")
                .contains("<code>&gt; -/+ a2")
                .contains("\"a2<br>move, replace\"");
        assertThat(((Value.Map) Json.read(run("plan --format json").out())).map("counts"))
                .returns(Value.of(1), counts -> counts.get("replace").orElseThrow())
                .returns(Value.of(2), counts -> counts.get("move").orElseThrow());
    }

    @Test
    void theOutcomeCountsBothToo() {
        assertThat(run("apply --auto-approve").out()).contains("Applied: 1 replaced, 2 moved in ");
    }

    @Test
    void theOutcomeAsJsonSaysWhatFollowedTheMove() {
        assertThat(run("apply --auto-approve --format json").out().replaceAll("\\s+", " "))
                .contains("{ \"address\" : \"a2\", \"action\" : \"move\", \"then\" : \"replace\" }")
                .contains("{ \"address\" : \"b2\", \"action\" : \"move\" }");
    }

    @Test
    void aMovedResourceThatIsGoneIsCreated() {
        Sandbox.open(folder.resolve("cloud"))
                .client(SnsClient.class, "us-east-1")
                .deleteTopic(r -> r.topicArn("arn:aws:sns:us-east-1:123456789012:stays"));

        assertThat(run("plan").out()).contains("1 to create, 0 to update, 1 to replace, 0 to delete, 2 to move");
        assertThat(run("apply --auto-approve").out()).contains("Applied: 1 created, 1 replaced, 2 moved in ");
    }
}
