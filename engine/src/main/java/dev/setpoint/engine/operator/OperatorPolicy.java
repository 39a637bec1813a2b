package dev.setpoint.engine.operator;

import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operator's policy file, as in {@code schemas/policy.schema.json}. A list allows only its entries. Without a
 * list, nothing is restricted. In texts, {@code *} matches any characters.
 *
 * @param name the file name, for messages
 * @param paths absolute paths
 * @param moduleHosts in lower case
 */
public record OperatorPolicy(
        String name,
        Optional<List<String>> accounts,
        Optional<List<String>> roles,
        Optional<List<String>> profiles,
        Optional<List<String>> regions,
        Optional<List<AllowedEndpoint>> endpoints,
        Optional<List<Backend>> backends,
        Optional<List<Path>> paths,
        Optional<List<String>> moduleHosts) {

    /** The kind of backend that keeps a state beside its stack. */
    public static final String LOCAL = "local";

    /** A place where a state may be kept. */
    record Backend(String kind, String bucket, String prefix) {

        private static final List<String> DOTS = List.of(".", "..");

        private boolean holds(String other, Value.Map settings) {
            var key = settings.string("key").orElse("");
            return kind.equals(other)
                    && (kind.equals(LOCAL)
                            || (matches(bucket, settings.string("bucket").orElse(""))
                                    && key.startsWith(prefix)
                                    && Arrays.stream(key.split("/", -1)).noneMatch(DOTS::contains)));
        }
    }

    /**
     * Reads a policy that is valid by its schema.
     *
     * @param folder folder of the policy file, to which its paths are relative
     */
    public static OperatorPolicy of(String name, Value.Map content, Path folder) {
        return new OperatorPolicy(
                name,
                texts(content, "accounts", Function.identity()),
                texts(content, "roles", Function.identity()),
                texts(content, "profiles", Function.identity()),
                texts(content, "regions", Function.identity()),
                texts(content, "endpoints", Function.identity())
                        .map(texts -> texts.stream()
                                .flatMap(text -> AllowedEndpoint.parse(text).stream())
                                .toList()),
                content.has("backends")
                        ? Optional.of(content.list("backends").stream()
                                .flatMap(item -> backend(item).stream())
                                .toList())
                        : Optional.empty(),
                texts(content, "paths", text -> folder.resolve(text).toAbsolutePath()),
                texts(content, "moduleHosts", text -> text.toLowerCase(Locale.ROOT)));
    }

    private static <T> Optional<List<T>> texts(Value.Map content, String name, Function<String, T> read) {
        return content.has(name)
                ? Optional.of(content.list(name).stream()
                        .flatMap(item -> item instanceof Value.Str(var text)
                                ? Optional.of(read.apply(text)).stream()
                                : Optional.<T>empty().stream())
                        .toList())
                : Optional.empty();
    }

    private static Optional<Backend> backend(Value item) {
        return item instanceof Value.Map map
                ? Optional.of(new Backend(
                        map.string("kind").orElse(""),
                        map.string("bucket").orElse("*"),
                        map.string("prefix").orElse("")))
                : Optional.empty();
    }

    /** Tells whether the backend is allowed. */
    boolean allowsBackend(String kind, Value.Map settings) {
        return backends.map(all -> all.stream().anyMatch(one -> one.holds(kind, settings)))
                .orElse(true);
    }

    /** Tells whether the list contains the text, or there is no list. */
    static boolean allows(Optional<List<String>> patterns, String text) {
        return patterns.map(all -> all.stream().anyMatch(pattern -> matches(pattern, text)))
                .orElse(true);
    }

    /**
     * Matches a text against a pattern with stars. It backtracks only to the last star, so that the time is bounded
     * by the product of the lengths.
     */
    private static boolean matches(String pattern, String text) {
        var p = 0;
        var t = 0;
        var star = -1;
        var mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        return pattern.chars().skip(p).allMatch(c -> c == '*');
    }
}
