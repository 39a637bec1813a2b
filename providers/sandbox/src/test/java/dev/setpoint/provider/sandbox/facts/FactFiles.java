package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/** The files of facts. */
final class FactFiles {

    private FactFiles() {}

    static List<Fact> all() {
        try (var files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> facts(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of facts and of the lists of known differences. */
    static Path folder() {
        try {
            return Path.of(FactFiles.class.getResource("/facts").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Fact> facts(Path file) {
        var facts = new ArrayList<Fact>();
        for (var entry : list(yaml(file))) {
            var fact = map(entry);
            facts.add(new Fact(
                    file.getFileName().toString(),
                    text(fact, "fact"),
                    text(fact, "source"),
                    list(fact.getOrDefault("calls", List.of())).stream()
                            .map(step -> step(map(step)))
                            .toList()));
        }
        return facts;
    }

    private static Object yaml(Path file) {
        try (var in = Files.newBufferedReader(file)) {
            return new Yaml().load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fact.Step step(Map<String, Object> step) {
        for (var name : step.keySet()) {
            if (!List.of("call", "with", "in", "answer", "keep", "repeat").contains(name)) {
                throw new IllegalArgumentException("A call of a fact has no `" + name + "`: " + step);
            }
        }
        var call = text(step, "call").split(" ", -1);
        var keep = new LinkedHashMap<String, String>();
        map(step.getOrDefault("keep", Map.of())).forEach((name, path) -> keep.put(name, String.valueOf(path)));
        return new Fact.Step(
                new Call(
                        call[0],
                        call[1],
                        String.valueOf(step.getOrDefault("in", "us-east-1")),
                        map(step.getOrDefault("with", Map.of()))),
                Optional.ofNullable(step.get("answer")).map(answer -> answer(map(answer))),
                keep,
                (int) step.getOrDefault("repeat", 1));
    }

    private static Answer answer(Map<String, Object> answer) {
        return new Answer(
                (int) answer.getOrDefault("status", 200),
                Optional.ofNullable(answer.get("code")).map(String::valueOf),
                (Value.Map) Plain.value(answer.getOrDefault("fields", Map.of())));
    }

    private static String text(Map<String, Object> map, String name) {
        return Optional.ofNullable(map.get(name))
                .map(String::valueOf)
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` is missing in " + map));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
