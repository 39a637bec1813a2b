package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Calls that somebody made to real AWS, some with the answer, from the file of recorded answers.
 *
 * @param source project, file and name of the test
 */
record Recording(String source, List<Step> steps) {

    /** Account that the file has in the place of the real one. */
    static final String ACCOUNT = "111111111111";

    /** Region of the endpoint, at the start of a test's parameters. */
    private static final Pattern REGION = Pattern.compile("\\[([a-z]{2}-[a-z]+-\\d)-");

    record Step(Call call, Optional<Answer> answer) {}

    /** Reads the file; empty where it is not there. It is not part of the project. */
    static Optional<List<Recording>> file() {
        var roots = new ArrayList<Path>();
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            roots.add(at);
        }
        return roots.stream()
                .map(root -> root.resolve("shared/corpora/aws-answers.jsonl"))
                .filter(Files::exists)
                .findFirst()
                .map(Recording::read);
    }

    private static List<Recording> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> recording((Value.Map) Json.read(line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording recording(Value.Map row) {
        var source = row.string("source").orElseThrow();
        var region = REGION.matcher(source);
        var endpoint = region.find() ? region.group(1) : "us-east-1";
        return new Recording(
                source,
                row.list("calls").stream()
                        .map(step -> step((Value.Map) step, endpoint))
                        .toList());
    }

    private static Step step(Value.Map step, String region) {
        return new Step(
                new Call(
                        step.string("service").orElseThrow(),
                        step.string("op").orElseThrow(),
                        region,
                        plain(step.map("params"))),
                step.get("answer").map(answer -> answer((Value.Map) answer)));
    }

    private static Answer answer(Value.Map answer) {
        var status = answer.get("status")
                .map(number -> ((Value.Num) number).value().intValueExact())
                .orElse(200);
        var code = answer.map("Error").string("Code");
        var fields = new LinkedHashMap<>(answer.entries());
        fields.remove("status");
        return new Answer(status, code, code.isPresent() ? Value.Map.EMPTY : new Value.Map(fields));
    }

    private static Map<String, Object> plain(Value.Map map) {
        var plain = new LinkedHashMap<String, Object>();
        map.entries().forEach((name, value) -> {
            if (!(value instanceof Value.Null)) {
                plain.put(name, plain(value));
            }
        });
        return plain;
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Map map -> plain(map);
            case Value.List(var items) -> items.stream().map(Recording::plain).toList();
            case Value.Str(var text) -> text;
            case Value.Bool(var flag) -> flag;
            case Value.Num(var number) -> number;
            default -> throw new IllegalArgumentException("A recording holds " + value);
        };
    }
}
