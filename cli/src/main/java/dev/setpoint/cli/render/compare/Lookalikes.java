package dev.setpoint.cli.render.compare;

import dev.setpoint.engine.diagnostic.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts that differ and look alike. Where they differ, characters that cannot be seen or told apart are written as
 * escapes; everything else stays as it is.
 */
public final class Lookalikes {

    /** Two texts in double quotes with escapes, as YAML and JSON read them; empty for a text that needs none. */
    public record Quoted(Optional<String> before, Optional<String> after) {}

    /** Blank at an end, or after another. */
    private static final Pattern BLANKS = Pattern.compile("^ | $|(?<= ) ");

    private Lookalikes() {}

    public static Quoted quoted(String before, String after) {
        return quoted(before, after, false);
    }

    /** Two lines of a longer text, in which the indentation can be seen. */
    public static Quoted lines(String before, String after) {
        return quoted(before, after, true);
    }

    private static Quoted quoted(String before, String after, boolean indented) {
        if (before.equals(after)) {
            return new Quoted(Optional.empty(), Optional.empty());
        }
        var first = new EscapedText();
        var second = new EscapedText();
        var hunks = SequenceDiff.between(clusters(before), clusters(after));
        for (var hunk : hunks) {
            if (hunk.isChange()) {
                var isMargin = indented && first.isBlank() && second.isBlank();
                first.changed(hunk.removed(), hunk.added(), hunk.kept(), isMargin);
                second.changed(hunk.added(), hunk.removed(), hunk.kept(), isMargin);
            }
            hunk.kept().forEach(first::plain);
            hunk.kept().forEach(second::plain);
        }
        return new Quoted(first.quoted(), second.quoted());
    }

    /** Writes names that stand beside each other: with escapes for invisible characters, and where two look alike. */
    public static Map<String, String> names(Collection<String> names) {
        var alike = names.stream().distinct().collect(Collectors.groupingBy(Lookalikes::look));
        var shown = new HashMap<String, String>();
        for (var name : names) {
            var twins = alike.getOrDefault(look(name), List.of());
            var escaped = Printable.escaped(
                    name, c -> Characters.isUnclear(c) || (twins.size() > 1 && (c >= 0x80 || c == '\\')));
            shown.put(name, BLANKS.matcher(Printable.line(escaped)).replaceAll("\\\\u0020"));
        }
        return shown;
    }

    /** Look of a name, without the brackets that a path puts around it. */
    private static String look(String name) {
        return Characters.skeleton(name.replaceAll("[\\[\\]\"]", ""));
    }

    /** Pairs each text of one side with a text of the other side that looks like it. */
    public static Map<String, String> partners(List<String> some, List<String> others) {
        var looks = new HashMap<String, String>();
        others.forEach(other -> looks.putIfAbsent(Characters.skeleton(other), other));
        var partners = new HashMap<String, String>();
        some.forEach(text -> Optional.ofNullable(looks.get(Characters.skeleton(text)))
                .filter(other -> !other.equals(text))
                .ifPresent(other -> partners.put(text, other)));
        return partners;
    }

    /** Splits text into characters with the marks that belong to them. */
    private static List<String> clusters(String text) {
        var clusters = new ArrayList<String>();
        var start = 0;
        for (var at = 0; at < text.length(); ) {
            var c = text.codePointAt(at);
            if (at > start && !Characters.isMark(c)) {
                clusters.add(text.substring(start, at));
                start = at;
            }
            at += Character.charCount(c);
        }
        if (start < text.length()) {
            clusters.add(text.substring(start));
        }
        return clusters;
    }

    /** One of two texts, while it is written. */
    private static final class EscapedText {
        private final StringBuilder text = new StringBuilder();
        private boolean blank = true;
        private boolean used;

        boolean isBlank() {
            return blank;
        }

        void plain(String cluster) {
            blank &= cluster.isBlank();
            cluster.codePoints().forEach(c -> Characters.quoted(c, text));
        }

        /** @param own characters of this text, where the other text has {@code other} */
        void changed(List<String> own, List<String> other, List<String> next, boolean isMargin) {
            var look = Characters.skeleton(String.join("", own));
            var alike = look.equals(Characters.skeleton(String.join("", other)));
            for (var i = 0; i < own.size(); i++) {
                var cluster = own.get(i);
                var before = i > 0 ? own.get(i - 1) : last();
                var after = i + 1 < own.size() ? own.get(i + 1) : next.isEmpty() ? "" : next.getFirst();
                if ((alike && !isAscii(cluster))
                        || isTwin(cluster, other)
                        || isStray(cluster, before + after)
                        || (cluster.equals(" ") && !isMargin && isHidden(before, after))) {
                    escape(cluster);
                } else {
                    unseen(cluster);
                }
            }
        }

        private String last() {
            return text.isEmpty() ? "" : text.substring(text.length() - 1);
        }

        /** Returns true when a blank between these cannot be seen: at an end, or beside another. */
        private static boolean isHidden(String before, String after) {
            return Characters.skeleton(before).isBlank()
                    || Characters.skeleton(after).isBlank();
        }

        /** Returns true when the other text has a character here that looks the same. */
        private static boolean isTwin(String cluster, List<String> other) {
            return !isAscii(cluster)
                    && other.stream()
                            .anyMatch(twin -> !twin.equals(cluster)
                                    && Characters.skeleton(twin).equals(Characters.skeleton(cluster)));
        }

        /** Returns true for a character that looks like an ASCII letter and stands beside one. */
        private static boolean isStray(String cluster, String neighbours) {
            var c = cluster.codePointAt(0);
            return c >= 0x80
                    && Character.isLetter(c)
                    && Confusables.ascii(c) != c
                    && neighbours.chars().anyMatch(near -> near < 0x80 && Character.isLetter(near));
        }

        private static boolean isAscii(String cluster) {
            return cluster.chars().allMatch(c -> c < 0x80);
        }

        private void escape(String cluster) {
            blank = false;
            used = true;
            cluster.codePoints().forEach(c -> {
                if (c >= 0x80 || c <= ' ') {
                    Printable.escape(c, text);
                } else {
                    Characters.quoted(c, text);
                }
            });
        }

        private void unseen(String cluster) {
            blank &= cluster.isBlank();
            cluster.codePoints().forEach(c -> {
                if (Characters.isUnclear(c)) {
                    used = true;
                    Printable.escape(c, text);
                } else {
                    Characters.quoted(c, text);
                }
            });
        }

        Optional<String> quoted() {
            return used ? Optional.of("\"" + Printable.line(text.toString()) + "\"") : Optional.empty();
        }
    }
}
