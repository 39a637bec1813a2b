package dev.setpoint.engine.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts that a stack's secrets are made of, to be found in what others have written: the answers and errors of a
 * cloud, the messages of a library. What Setpoint itself writes needs no searching: there a secret is a
 * {@link Value.Secret}.
 */
public final class Secrets {

    public static final Secrets NONE = new Secrets(List.of());

    /** In a secret's place. */
    public static final String HIDDEN = "(sensitive)";

    /** A shorter text is hidden only where it stands as a word of its own: it is part of too many others. */
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

    public Secrets and(Secrets others) {
        return isEmpty()
                ? others
                : new Secrets(
                        Stream.concat(texts.stream(), others.texts.stream()).toList());
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

    /** Whether one of them is part of the text. */
    public boolean occurIn(String text) {
        return texts.stream().anyMatch(secret -> isIn(text, secret));
    }

    private static boolean isIn(String text, String secret) {
        return text.contains(secret)
                && (secret.length() >= LONG || word(secret).matcher(text).find());
    }

    /** Whether the text is one of them, or holds one that is too long to stand there by chance. */
    public boolean standIn(String text) {
        return texts.stream()
                .anyMatch(secret -> text.equals(secret) || (secret.length() >= UNLIKELY && text.contains(secret)));
    }

    /** Whether the text is one of them. */
    public boolean are(String text) {
        return texts.contains(text);
    }

    /** The text with {@value #HIDDEN} in the place of each. */
    public String hiddenIn(String text) {
        return replaced(text, _ -> HIDDEN);
    }

    /** The text with as many stars in the place of each: everything else stays where it is. */
    public String starredIn(String text) {
        return replaced(text, secret -> "*".repeat(secret.length()));
    }

    private String replaced(String text, java.util.function.UnaryOperator<String> instead) {
        var result = text;
        for (var secret : texts) {
            if (result.contains(secret)) {
                result = secret.length() >= LONG
                        ? result.replace(secret, instead.apply(secret))
                        : word(secret).matcher(result).replaceAll(instead.apply(secret));
            }
        }
        return result;
    }

    private static Pattern word(String secret) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])");
    }
}
