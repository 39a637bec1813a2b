package dev.setpoint.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.regex.JDKRegularExpressionFactory;
import dev.setpoint.engine.pattern.LinearPattern;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The patterns of Setpoint's own schemas. */
class SchemaPatternsTest {

    private static final Path SCHEMAS = Path.of("..", "schemas");

    private static final String TEXT = "arn:aws:iam::123456789012:role/a b-c_d.e/../f@x.org*?+=,:;#~ÄéЯ中🎉";

    static Set<String> patterns() throws IOException {
        var patterns = new TreeSet<String>();
        try (var files = Files.walk(SCHEMAS)) {
            for (var file : files.filter(path -> path.toString().endsWith(".schema.json"))
                    .filter(path -> !path.toString().contains("target"))
                    .toList()) {
                collect(Json.read(Files.readString(file)), patterns);
            }
        }
        assertThat(patterns).hasSizeGreaterThan(80);
        return patterns;
    }

    private static void collect(Value schema, Set<String> into) {
        switch (schema) {
            case Value.Map map -> {
                map.get("pattern").ifPresent(pattern -> {
                    if (pattern instanceof Value.Str(var text)) {
                        into.add(text);
                    }
                });
                if (map.get("patternProperties").orElse(Value.of(false)) instanceof Value.Map named) {
                    into.addAll(named.entries().keySet());
                }
                map.entries().values().forEach(part -> collect(part, into));
            }
            case Value.List(var items) -> items.forEach(item -> collect(item, into));
            default -> {}
        }
    }

    /** Compiles under RE2, and finds in texts what Java has found in them. */
    @ParameterizedTest
    @MethodSource("patterns")
    void everyPatternOfTheSchemasMeansToRe2WhatItMeansToJava(String pattern) {
        var ours = LinearPattern.ofSchema(pattern);
        var known = JDKRegularExpressionFactory.getInstance().getRegularExpression(pattern);
        texts().forEach(text ->
                assertThat(ours.isFoundIn(text)).as("%s in `%s`", pattern, text).isEqualTo(known.matches(text)));
    }

    /** All parts of one text, with ends of lines after some. */
    private static Stream<String> texts() {
        return Stream.iterate(0, i -> i < TEXT.length(), i -> i + 1)
                .flatMap(from -> Stream.iterate(from, to -> to <= TEXT.length(), to -> to + 5)
                        .map(to -> TEXT.substring(from, to)))
                .flatMap(text -> Stream.of(text, text + "\n", text + "\r\n", "aws:" + text));
    }
}
