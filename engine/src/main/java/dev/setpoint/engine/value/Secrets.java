package dev.setpoint.engine.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The texts of a stack's secrets, to be found in earlier copies of its state that were written before the values were
 * secret. Nothing else is searched for them, because elsewhere a secret is a {@link Value.Secret}, and a search would
 * show whether a guess at a secret is right.
 */
public final class Secrets {

    public static final Secrets NONE = new Secrets(List.of());

    /** A shorter line of a text is part of too many others. */
    private static final int LONG = 4;

    private static final int UNLIKELY = 6;

    /** Longest first: one may be part of another. */
    private final List<String> texts;

    private Secrets(Collection<String> texts) {
        this.texts = texts.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** All secrets in these values, at any depth. */
    public static Secrets in(Collection<? extends Value> values) {
        var found = new LinkedHashSet<String>();
        values.forEach(value -> gather(value, false, found));
        return found.isEmpty() ? NONE : new Secrets(found);
    }

    private static void gather(Value value, boolean secret, Set<String> into) {
        switch (value) {
            case Value.Secret(var inner) -> gather(inner, true, into);
            case Value.List(var items) -> items.forEach(item -> gather(item, secret, into));
            case Value.Map(var entries) -> entries.values().forEach(item -> gather(item, secret, into));
            case Value.Str(var text)
            when secret && !text.isBlank() -> forms(text).forEach(into::add);
            case Value.Num(var number) when secret -> into.add(number.toPlainString());
            case Value.Str _, Value.Num _, Value.Null _, Value.Bool _, Value.Unknown _, Value.Redacted _ -> {}
        }
    }

    /** As it is, and as others quote it. */
    private static Stream<String> forms(String text) {
        var json = Json.compact(Value.of(text));
        var url = URLEncoder.encode(text, UTF_8);
        var xml = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return Stream.concat(
                Stream.of(
                        text,
                        json.substring(1, json.length() - 1),
                        url,
                        url.replace("+", "%20"),
                        xml,
                        Base64.getEncoder().encodeToString(text.getBytes(UTF_8))),
                // A text of several lines may be quoted line by line.
                text.lines().map(String::strip).filter(line -> line.length() >= LONG));
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Tells whether the text is one of them, or holds one that is too long to stand there by chance. */
    public boolean standIn(String text) {
        return texts.stream()
                .anyMatch(secret -> text.equals(secret) || (secret.length() >= UNLIKELY && text.contains(secret)));
    }

    /** Tells whether the text is one of them. */
    public boolean are(String text) {
        return texts.contains(text);
    }
}
