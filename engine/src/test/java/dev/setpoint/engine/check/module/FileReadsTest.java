package dev.setpoint.engine.check.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions {@code file} and {@code path}, in a stack within a repository. */
final class FileReadsTest {

    @TempDir
    private Path temporary;

    private Path repository;
    private Path stack;

    @BeforeEach
    void stack() throws IOException {
        repository = Files.createDirectories(temporary.toRealPath().resolve("repository"));
        Files.createDirectories(repository.resolve(".git"));
        Files.writeString(repository.resolve(".git/config"), "token");
        stack = Files.createDirectories(repository.resolve("app"));
        Files.writeString(stack.resolve("own.txt"), "own");
        Files.writeString(temporary.resolve("secret.txt"), "secret");
    }

    private Result<Stack> check(String expression) throws IOException {
        return checked("resources: {a: {type: core.value, properties: {of: \"${" + expression + "}\"}}}\n");
    }

    private Result<Stack> checked(String blocks) throws IOException {
        Files.writeString(stack.resolve("setpoint.yaml"), "setpoint: v1\nstack: app\n" + blocks);
        return SourceFile.read(stack.resolve("setpoint.yaml"), "setpoint.yaml")
                .then(new Parser()::parse)
                .then(document -> new Checker(new SchemaFiles(), List.of(), AllowedAccess.DEFAULT)
                        .check(document, Bindings.NONE.in(SpecFiles.in(stack))));
    }

    private static Stack sound(Result<Stack> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(problems);
                },
                stack -> stack);
    }

    private static List<String> values(Stack stack, String property) {
        var values = new StaticValues(stack);
        return stack.resources().values().stream()
                .flatMap(block -> values.properties(block).get(property).stream())
                .map(value -> value instanceof Value.Str(var text) ? text : value.toString())
                .toList();
    }

    private String code(String expression) throws IOException {
        return check(expression).fold(problems -> problems.getFirst().code(), _ -> "accepted");
    }

    @Test
    void aFileIsReadBesideItsFile() throws IOException {
        Files.writeString(repository.resolve("shared.txt"), "shared");
        assertThat(values(sound(check("file('own.txt') + file('../shared.txt')")), "of"))
                .containsExactly("ownshared");
        assertThat(values(sound(check("path('../shared.txt') + file('//shared.txt')")), "of"))
                .containsExactly("//shared.txtshared");
    }

    @Test
    void nothingOutsideTheRepositoryIsRead() throws IOException {
        Files.createSymbolicLink(stack.resolve("link"), temporary.resolve("secret.txt"));
        Files.createSymbolicLink(stack.resolve("folder"), temporary);
        Files.createSymbolicLink(stack.resolve("inside"), stack.resolve("own.txt"));
        assertThat(code("file('../../secret.txt')")).isEqualTo("SP0355");
        assertThat(code("file('" + temporary.toRealPath() + "/secret.txt')")).isEqualTo("SP0355");
        assertThat(code("file('link')")).isEqualTo("SP0355");
        assertThat(code("file('folder/secret.txt')")).isEqualTo("SP0355");
        assertThat(code("file('//../secret.txt')")).isEqualTo("SP0355");
        assertThat(code("path('link')")).isEqualTo("SP0355");
        assertThat(code("file('../.git/config')")).isEqualTo("SP0355");
        assertThat(code("file('/proc/self/environ')")).isEqualTo("SP0355");
        assertThat(code("file('inside')")).isEqualTo("accepted");
    }

    @Test
    void aFileIsTextOfAtMostOneMebibyte() throws IOException {
        Files.writeString(stack.resolve("large.txt"), "x".repeat(1 << 20));
        assertThat(code("size(file('large.txt')) > 0")).isEqualTo("accepted");
        Files.writeString(stack.resolve("large.txt"), "x".repeat((1 << 20) + 1));
        assertThat(code("file('large.txt')")).isEqualTo("SP0356");
        Files.write(stack.resolve("latin.txt"), new byte[] {'a', (byte) 0xE9});
        assertThat(code("file('latin.txt')")).isEqualTo("SP0356");
    }

    @Test
    void aPathThatIsNoneIsRefused() throws IOException {
        assertThat(code("file('a\\u0000b')")).isEqualTo("SP0354");
        assertThat(code("file('')")).isEqualTo("SP0354");
    }

    @Test
    void theContentCountsTowardsTheDigest() throws IOException {
        var before = sound(check("file('own.txt')")).digest();
        assertThat(sound(check("file('own.txt')")).digest()).isEqualTo(before);
        Files.writeString(stack.resolve("own.txt"), "other");
        assertThat(sound(check("file('own.txt')")).digest()).isNotEqualTo(before);
    }

    @Test
    void aPathThatIsHandedToAModuleMeansTheSameThere() throws IOException {
        var module = Files.createDirectories(repository.resolve("modules/upload"));
        Files.writeString(module.resolve("setpoint.yaml"), """
                setpoint: v1
                module: upload
                inputs: {file: {type: string}}
                resources:
                  handed: {type: aws.s3.object, properties: {bucket: my-bucket, key: a, file: "${inputs.file}"}}
                  own: {type: aws.s3.object, properties: {bucket: my-bucket, key: b, file: own.txt}}
                """);
        var found =
                sound(checked("modules: {m: {source: ../modules/upload, inputs: {file: \"${path('own.txt')}\"}}}\n"));
        assertThat(values(found, "file")).containsExactlyInAnyOrder("own.txt", "../modules/upload/own.txt");
    }
}
