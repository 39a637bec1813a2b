package dev.setpoint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optional properties may be null, both for `validate` and for the schema that editors use. */
class NullInEditorsTest {

    private static final Path CONTRACTS = Path.of("../providers/sandbox/src/test/resources/contract");
    private static final SchemaFiles FILES = new SchemaFiles();
    private static final Schema EDITORS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(FILES.text("stack.schema.json").orElseThrow());

    @TempDir
    private Path folder;

    static List<String> types() throws IOException {
        try (var files = Files.list(CONTRACTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("aws\\..*(?<!\\.updates)\\.yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    private static Value.Map spec(String text) {
        return new Parser()
                .parse(new Source("spec.yaml", text))
                .fold(
                        problems -> {
                            throw new AssertionError(problems.toString());
                        },
                        document -> (Value.Map) document.root().toValue());
    }

    private boolean isValid(Value spec) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), Json.pretty(spec));
        var inputs =
                ((Value.Map) spec).map("inputs").has("suffix") ? List.of("--input", "suffix=abcd") : List.<String>of();
        var command = Stream.concat(Stream.of("validate"), inputs.stream()).toArray(String[]::new);
        return Run.of(folder, command).code() == 0;
    }

    private static List<String> problems(Value spec) {
        return EDITORS.validate(Json.pretty(spec), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private void agreed(Value spec) throws IOException {
        if (isValid(spec)) {
            assertThat(problems(spec)).as(Json.pretty(spec)).isEmpty();
        }
    }

    /** Variants of a value with null at one place: members of maps and elements of lists. */
    private static List<Value> nulled(Value value) {
        return switch (value) {
            case Value.Map map -> {
                var all = new ArrayList<Value>();
                map.entries().forEach((name, inner) -> {
                    all.add(map.with(name, Value.Null.VALUE));
                    nulled(inner).forEach(other -> all.add(map.with(name, other)));
                });
                yield all;
            }
            case Value.List(var items) -> {
                var all = new ArrayList<Value>();
                for (var i = 0; i < items.size(); i++) {
                    var place = i;
                    var changed = new ArrayList<>(nulled(items.get(i)));
                    changed.add(Value.Null.VALUE);
                    changed.forEach(other -> {
                        var copy = new ArrayList<>(items);
                        copy.set(place, other);
                        all.add(Value.of(List.copyOf(copy)));
                    });
                }
                yield all;
            }
            default -> List.of();
        };
    }

    private static Value.Map with(Value.Map spec, List<String> path, UnaryOperator<Value.Map> change) {
        return path.isEmpty()
                ? change.apply(spec)
                : spec.with(path.getFirst(), with(spec.map(path.getFirst()), path.subList(1, path.size()), change));
    }

    @ParameterizedTest
    @MethodSource("types")
    void editorsAcceptEveryTypeThatValidateAccepts(String type) throws IOException {
        var spec = spec(Files.readString(CONTRACTS.resolve(type + ".yaml")));
        var place = List.of("resources", "subject", "properties");
        var given = spec.map("resources").map("subject").map("properties");
        assertThat(isValid(spec)).isTrue();
        assertThat(problems(spec)).isEmpty();

        for (var other : nulled(given)) {
            agreed(with(spec, place, _ -> (Value.Map) other));
        }
        var schema = (Value.Map)
                Json.read(FILES.text("types/" + type + ".schema.json").orElseThrow());
        for (var entry : schema.map("properties").entries().entrySet()) {
            var isOutput = entry.getValue() instanceof Value.Map member
                    && member.bool("readOnly").orElse(false);
            if (!isOutput && !given.has(entry.getKey())) {
                var absent = with(spec, place, all -> all.with(entry.getKey(), Value.Null.VALUE));
                assertThat(isValid(absent)).as(entry.getKey()).isTrue();
                agreed(absent);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "providers: {aws: {region: null, profile: null, assumeRole: null, endpoint: null, defaultTags: null}}",
                "providers: {aws: {region: us-east-1, defaultTags: {a: null, b: c}, allowedAccountIds: null}}",
                "backend: {s3: {bucket: my-states, key: s/k, region: us-east-1, kmsKey: null, profile: null}}",
                "backend: {s3: {bucket: my-states, key: s/k, region: us-east-1, endpoint: null, assumeRole: null}}",
                "encryption: {kms: {key: \"arn:aws:kms:us-east-1:111122223333:alias/a\", profile: null, endpoint:"
                        + " null}}",
                "encryption: {passphrase: {variable: A_B}, previous: null}"
            })
    void editorsAcceptSettingsThatValidateAccepts(String settings) throws IOException {
        var spec = spec("setpoint: v1\nstack: s\n" + settings + "\n");

        assertThat(isValid(spec)).isTrue();
        assertThat(problems(spec)).isEmpty();
    }

    @Test
    void requiredPropertiesMustNotBeNullForEither() throws IOException {
        for (var resource : List.of(
                "{type: aws.sns.topic, properties: {name: null}}",
                "{type: aws.sns.topic, properties: {name: null, namePrefix: null}}",
                "{type: aws.iam.role, properties: {namePrefix: null, assumeRolePolicy: {Version: \"2012-10-17\"}}}",
                "{type: aws.s3.bucket, properties: {name: my-bucket, encryption: {algorithm: null}}}")) {
            var spec = spec("setpoint: v1\nstack: s\nresources: {a: " + resource + "}\n");

            assertThat(isValid(spec)).isFalse();
            assertThat(problems(spec)).isNotEmpty();
        }
    }
}
