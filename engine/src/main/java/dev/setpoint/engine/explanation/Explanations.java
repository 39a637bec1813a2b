package dev.setpoint.engine.explanation;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.FileKind;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explanations of all diagnostic codes. Each area has a YAML file of its own beside this class. */
public final class Explanations {

    /** Files of the areas, in the order of their codes. */
    private static final List<String> FILES = List.of(
            "yaml",
            "spec",
            "blocks",
            "files",
            "modules",
            "module-sources",
            "instances",
            "conditions",
            "assertions",
            "access",
            "expressions",
            "inputs",
            "limits",
            "order",
            "cloud",
            "objects",
            "checks",
            "apply",
            "state",
            "storage",
            "state-commands",
            "encryption",
            "saved-plans",
            "command-line",
            "locations");

    private static final Pattern WRITTEN = Pattern.compile("(?i)(?:SP)?(\\d{1,4})");

    private final SequencedMap<String, Explanation> all;

    private Explanations(SequencedMap<String, Explanation> all) {
        this.all = all;
    }

    /** Reads all files. */
    public static Explanations bundled() {
        var all = new LinkedHashMap<String, Explanation>();
        for (var file : FILES) {
            var content = content(file + ".yaml");
            var area = text(content, "area", file);
            content.map("codes").entries().forEach((code, entry) -> {
                var earlier = all.put(code, explanation(code, area, entry));
                if (earlier != null) {
                    throw new IllegalStateException(code + " is explained twice.");
                }
            });
        }
        return new Explanations(all);
    }

    /** All explanations, by area and in the order of the codes. */
    public List<Explanation> all() {
        return List.copyOf(all.values());
    }

    /** @param written a code as a person may write it: {@code SP0607}, {@code sp0607} or {@code 607} */
    public Optional<Explanation> find(String written) {
        return code(written).flatMap(code -> Optional.ofNullable(all.get(code)));
    }

    /**
     * The codes just below and just above one that has no explanation; empty when what is written has not the form of a
     * code.
     */
    public List<String> neighbours(String written) {
        return code(written)
                .map(code -> Stream.concat(
                                all.keySet().stream()
                                        .filter(other -> other.compareTo(code) < 0)
                                        .max(Comparator.naturalOrder())
                                        .stream(),
                                all.keySet().stream()
                                        .filter(other -> other.compareTo(code) > 0)
                                        .min(Comparator.naturalOrder())
                                        .stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<String> code(String written) {
        var match = WRITTEN.matcher(written.strip());
        return match.matches()
                ? Optional.of(String.format(Locale.ROOT, "SP%04d", Integer.parseInt(match.group(1))))
                : Optional.empty();
    }

    private static Value.Map content(String file) {
        try (var in = Explanations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path.");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Parser()
                    .parse(new Source(file, text), FileKind.EXPLANATIONS)
                    .fold(
                            problems -> {
                                throw new IllegalStateException(problems.toString());
                            },
                            document -> document.root().toValue() instanceof Value.Map map ? map : Value.Map.EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Explanation explanation(String code, String area, Value value) {
        var entry = value instanceof Value.Map map ? map : Value.Map.EMPTY;
        return new Explanation(
                code,
                area,
                text(entry, "title", code),
                text(entry, "meaning", code),
                example(entry, code),
                text(entry, "fix", code));
    }

    private static Example example(Value.Map entry, String code) {
        return entry.string("spec")
                .<Example>map(spec -> new Example.Spec(spec, inputs(entry.map("inputs"))))
                .orElseGet(() -> new Example.Situation(text(entry, "situation", code), strings(entry, "commands")));
    }

    private static Map<String, String> inputs(Value.Map given) {
        return given.entries().keySet().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> text(given, name, "inputs"), (a, _) -> a, LinkedHashMap::new));
    }

    private static List<String> strings(Value.Map entry, String name) {
        return entry.list(name).stream()
                .map(item -> item instanceof Value.Str(var text) ? text : "")
                .toList();
    }

    private static String text(Value.Map entry, String name, String of) {
        return entry.string(name)
                .map(String::strip)
                .orElseThrow(() -> new IllegalStateException(of + " has no text under `" + name + "`."));
    }
}
