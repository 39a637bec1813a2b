package dev.setpoint.provider.sandbox.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * Recorded calls that the sandbox answers in another way, by the source of the recording, each group with the reason.
 *
 * @param calls numbers of the calls, from 0
 */
record KnownDifferences(String recording, Set<Integer> calls) {

    static List<KnownDifferences> all() {
        try (var in = Files.newBufferedReader(FactFiles.folder().resolve("lists/recorded-differences.yaml"))) {
            List<Map<String, Object>> groups = new Yaml().load(in);
            return groups.stream()
                    .flatMap(group -> entries(group).entrySet().stream())
                    .map(entry -> new KnownDifferences(entry.getKey(), new HashSet<>(entry.getValue())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<Integer>> entries(Map<String, Object> group) {
        if (!(group.get("reason") instanceof String)) {
            throw new IllegalArgumentException("A group of known differences has no `reason`: " + group);
        }
        return (Map<String, List<Integer>>) group.getOrDefault("calls", Map.of());
    }
}
