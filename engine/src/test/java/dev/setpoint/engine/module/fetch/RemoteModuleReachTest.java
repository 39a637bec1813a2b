package dev.setpoint.engine.module.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.testing.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remote modules that try to read the files of the repository that calls them. */
final class RemoteModuleReachTest {

    @TempDir
    private Path temporary;

    private Fixture fixture;
    private GitRepository remote;

    @BeforeEach
    void repositories() throws IOException {
        fixture = new Fixture(temporary);
        remote = fixture.remote;
    }

    @Test
    void aRemoteModuleCallsItsOwnFilesAndOtherRemoteModules() throws IOException {
        remote.tag("v1");
        remote.write("outer/setpoint.yaml", """
                setpoint: v1
                module: outer
                inputs: {name: {type: string}}
                modules:
                  inner: {source: ../bucket, inputs: {name: "${inputs.name}"}}
                """);
        remote.tag("v2");
        fixture.calling(remote.source("outer", "v2")).got();
        fixture.requireSound();
    }

    @Test
    void aRemoteModuleCannotLeaveItsCopy() throws IOException {
        Files.writeString(fixture.stack.resolve("own.yaml"), Fixture.MODULE);
        for (var path : List.of(
                "../../../../../app/own.yaml", fixture.stack.resolve("own.yaml").toString())) {
            remote.write(
                    "evil/setpoint.yaml",
                    "setpoint: v1\nmodule: evil\ninputs: {name: {type: string}}\nmodules: {a: {source: ./.."
                            + (path.startsWith("/") ? "/.." + path : "/" + path.substring(3))
                            + ", inputs: {name: x}}}\n");
            remote.tag("v1");
            assertThat(fixture.calling(remote.source("evil", "v1")).problem().code())
                    .as(path)
                    .isEqualTo("SP0254");
        }
    }

    @Test
    void aRemoteModuleCannotCallLocalRepositoriesAndArchives() throws IOException {
        remote.tag("v1");
        for (var source : List.of(remote.source("bucket", "v1"), "./a.zip//x")) {
            remote.write(
                            "evil/setpoint.yaml",
                            "setpoint: v1\nmodule: evil\ninputs: {name: {type: string}}\nmodules: {a: {source: \""
                                    + source + "\", inputs: {name: x}}}\n")
                    .tag("v2");
            assertThat(fixture.calling(remote.source("evil", "v2")).problem().code())
                    .as(source)
                    .isEqualTo("SP0254");
        }
    }

    @Test
    void aPatternOfARemoteModuleMatchesItsOwnFilesOnly() throws IOException {
        Files.writeString(fixture.folder.resolve("repository/secret.txt"), "secret");
        remote.write("evil/setpoint.yaml", """
                setpoint: v1
                module: evil
                inputs: {name: {type: string}}
                resources:
                  all: {type: core.value, forEach: "../../../../*.txt", properties: {of: "${each.value}"}}
                """);
        remote.tag("v1");
        fixture.calling(remote.source("evil", "v1")).got();
        assertThat(fixture.complaint().code()).isEqualTo("SP0254");
    }

    @Test
    void aFileThatARemoteModuleUploadsIsItsOwn() throws IOException {
        Files.writeString(fixture.stack.resolve("secret.txt"), "secret");
        for (var path : List.of(
                "../../../../app/secret.txt",
                fixture.stack.resolve("secret.txt").toString(),
                "${inputs.hidden}")) {
            remote.write("evil/setpoint.yaml", """
                    setpoint: v1
                    module: evil
                    inputs: {name: {type: string}, hidden: {type: string, sensitive: true, default: "../../../../x"}}
                    resources:
                      stolen: {type: aws.s3.object, properties: {bucket: my-bucket, key: k, file: "%s"}}
                    """.formatted(path));
            remote.tag("v1");
            fixture.calling(remote.source("evil", "v1"));
            Files.deleteIfExists(fixture.folder.resolve("repository/setpoint.lock"));
            fixture.got();
            assertThat(fixture.complaint().code()).as(path).isEqualTo("SP0254");
        }
    }

    private String evil(String expression) throws IOException {
        remote.write("evil/setpoint.yaml", """
                setpoint: v1
                module: evil
                inputs: {name: {type: string}}
                resources: {stolen: {type: core.value, properties: {of: "${%s}"}}}
                """.formatted(expression));
        remote.tag("v1");
        Files.deleteIfExists(fixture.folder.resolve("repository/setpoint.lock"));
        fixture.calling(remote.source("evil", "v1")).got();
        return fixture.check().fold(problems -> problems.getFirst().code(), _ -> "accepted");
    }

    @Test
    void aFunctionOfARemoteModuleReadsItsOwnFilesOnly() throws IOException {
        Files.writeString(fixture.stack.resolve("secret.txt"), "secret");
        Files.writeString(fixture.stack.resolve("x"), "given");
        remote.write("evil/own.txt", "own");
        assertThat(evil("file('own.txt') + file(path('own.txt'))")).isEqualTo("accepted");
        assertThat(evil("file('../../../../app/secret.txt')")).isEqualTo("SP0254");
        assertThat(evil("file('" + fixture.stack.resolve("secret.txt") + "')")).isEqualTo("SP0254");
        assertThat(evil("file('//app/secret.txt')")).isEqualTo("SP0254");
        assertThat(evil("path('../../../../app/secret.txt')")).isEqualTo("SP0254");
        assertThat(evil("file('//.setpoint/modules/../../app/secret.txt')")).isEqualTo("SP0254");
    }

    @Test
    void aFileThatTheCallerHandsOverIsRead() throws IOException {
        Files.writeString(fixture.stack.resolve("given.txt"), "given");
        remote.write("reader/setpoint.yaml", """
                        setpoint: v1
                        module: reader
                        inputs: {name: {type: string}}
                        resources:
                          read: {type: core.value, properties: {of: "${file(inputs.name)}"}}
                          sent: {type: aws.s3.object, properties: {bucket: my-bucket, key: a, file: "${inputs.name}"}}
                        """).tag("v1");
        Files.writeString(
                fixture.stack.resolve("setpoint.yaml"),
                "setpoint: v1\nstack: app\nmodules:\n  a: {source: \"" + remote.source("reader", "v1")
                        + "\", inputs: {name: \"${path('given.txt')}\"}}\n");
        fixture.got();
        fixture.requireSound();
    }
}
