package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Shown;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as they would be written in YAML; what is not known yet stands there as the expression that will give it. */
final class ValueLines {

    static final String UNKNOWN = "(known after apply)";
    static final String SENSITIVE = "(sensitive)";
    static final String JSON = "(JSON text)";

    /** Lists of scalars up to this long are compared as one value. */
    private static final int INLINE = 60;

    /** Maps and lists up to this long are written on one line. */
    private static final int ON_ONE_LINE = 72;

    /** Maps of scalars are read down the page when they are longer than this; lists of scalars never are. */
    private static final int LONGEST_MAP = 130;

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_/(*.$@][^\\p{Cntrl}]*");
    /** Ids such as UUIDs, which begin with a digit and are still no numbers. */
    private static final Pattern ID = Pattern.compile("(?=.*[a-z])\\p{Alnum}+(-\\p{Alnum}+){2,}");

    /** Of a string in quotes: in one without, it is not meant as such. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\[uUntr\\\\]");

    private static final Pattern FLOW = Pattern.compile("[,\\[\\]{}]");
    private static final Pattern WORD_OF_YAML =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|~|[-+.]?(inf|nan)");

    private final Mark mark;
    private final List<Line> lines = new ArrayList<>();

    private ValueLines(Mark mark) {
        this.mark = mark;
    }

    /** {@code name: value}, over several lines where the value has parts. */
    static List<Line> named(Mark mark, int indent, String name, Value value) {
        var written = new ValueLines(mark);
        written.entry(indent, Printable.line(name) + ":", value);
        return written.lines;
    }

    /** One element of a list: {@code - value}. */
    static List<Line> element(Mark mark, int indent, Value value) {
        var written = new ValueLines(mark);
        written.item(indent, value);
        return written.lines;
    }

    /** The value on one line. */
    static String inline(Value value) {
        return switch (value) {
            case Value.Null _ -> "null";
            case Value.Bool(var b) -> String.valueOf(b);
            case Value.Num(var n) -> n.toPlainString();
            case Value.Str(var s) -> text(s);
            case Value.List(var items) ->
                items.stream().map(ValueLines::inFlow).collect(Collectors.joining(", ", "[", "]"));
            case Value.Map(var entries) ->
                entries.entrySet().stream()
                        .map(e -> Printable.line(e.getKey()) + ": " + inFlow(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Value.Unknown unknown -> Printable.line(Shown.expression(unknown));
            case Value.Secret _, Value.Redacted _ -> SENSITIVE;
        };
    }

    /** Inside brackets: what would end or part an element is quoted too. */
    static String inFlow(Value value) {
        var text = inline(value);
        return value instanceof Value.Str(var s)
                        && text.equals(s)
                        && FLOW.matcher(s).find()
                ? Json.compact(Value.of(s))
                : text;
    }

    /** Whether it has parts that deserve lines of their own. */
    static boolean hasParts(Value value) {
        return switch (value) {
            case Value.Map(var entries) -> !entries.isEmpty();
            case Value.List(var items) -> !items.isEmpty() && !shortList(items);
            case Value.Str _, Value.Unknown _ ->
                written(value).filter(ValueLines::isLong).isPresent();
            case Value.Null _, Value.Bool _, Value.Num _, Value.Secret _, Value.Redacted _ -> false;
        };
    }

    /** A string, or one that is known but for the references in it. */
    static Optional<String> written(Value value) {
        return switch (value) {
            case Value.Str(var text) -> Optional.of(text);
            case Value.Unknown(var reference) when isTemplate(reference) -> Optional.of(reference);
            default -> Optional.empty();
        };
    }

    /** More than one reference alone. */
    private static boolean isTemplate(String reference) {
        return reference.contains("${")
                && !(reference.startsWith("${") && reference.indexOf('}') == reference.length() - 1);
    }

    private static boolean isLong(String text) {
        return TextLines.isBlock(text)
                || (text.length() > ON_ONE_LINE && JsonText.read(text).isPresent());
    }

    private static boolean shortList(List<Value> items) {
        return items.stream().noneMatch(item -> item instanceof Value.Map || item instanceof Value.List)
                && items.stream().mapToInt(item -> inline(item).length() + 2).sum() <= INLINE;
    }

    /** Without quotes where YAML would still take it for the same string. */
    private static String text(String s) {
        var plain = (PLAIN.matcher(s).matches() || ID.matcher(s).matches())
                && !WORD_OF_YAML.matcher(s).matches()
                && !s.contains(": ")
                && !s.contains(" #")
                && !s.endsWith(":")
                && !s.contains(" → ")
                && !ESCAPE.matcher(s).find()
                && !s.endsWith(" ");
        return plain ? Printable.line(s) : Printable.line(Json.compact(Value.of(s)));
    }

    /** Whether it reads best in brackets, broken by words where the line ends. */
    private static boolean inBrackets(Value value) {
        return switch (value) {
            case Value.Map(var entries) -> {
                var length = inline(value).length();
                yield noTexts(entries.values())
                        && (length <= ON_ONE_LINE || (length <= LONGEST_MAP && scalars(entries.values())));
            }
            case Value.List(var items) ->
                noTexts(items) && (scalars(items) || inline(value).length() <= ON_ONE_LINE);
            default -> true;
        };
    }

    /** None of them is read down the page. */
    private static boolean noTexts(Collection<Value> values) {
        return values.stream()
                .noneMatch(value -> written(value).filter(ValueLines::isLong).isPresent());
    }

    private static boolean scalars(Collection<Value> values) {
        return values.stream().noneMatch(value -> value instanceof Value.Map || value instanceof Value.List);
    }

    /** Whether some of it is known after apply only. */
    static boolean waits(Value value) {
        return switch (value) {
            case Value.Unknown _ -> true;
            case Value.Map(var entries) -> entries.values().stream().anyMatch(ValueLines::waits);
            case Value.List(var items) -> items.stream().anyMatch(ValueLines::waits);
            default -> false;
        };
    }

    private void entry(int indent, String name, Value value) {
        if (isOneLine(value)) {
            lines.add(new Line(mark, indent, name + " " + inline(value), waitsFor(value)));
            return;
        }
        var text = written(value);
        var json = text.flatMap(JsonText::read);
        if (json.isPresent()) {
            lines.add(new Line(mark, indent, name + " " + JSON, waitsFor(value)));
            parts(indent, json.get());
        } else if (text.isPresent()) {
            lines.add(new Line(mark, indent, name + " " + TextLines.style(text.get()), waitsFor(value)));
            lines.addAll(TextLines.whole(mark, indent + 1, text.get()));
        } else {
            lines.add(new Line(mark, indent, name));
            parts(indent, value);
        }
    }

    private void parts(int indent, Value value) {
        switch (value) {
            case Value.Map(var entries) -> {
                var names = Lookalikes.names(entries.keySet());
                entries.forEach((key, inner) -> entry(indent + 1, names.get(key) + ":", inner));
            }
            case Value.List(var items) -> items.forEach(inner -> item(indent + 1, inner));
            default -> lines.add(new Line(mark, indent + 1, inline(value)));
        }
    }

    /** A map's first entry stands beside the dash. */
    private void item(int indent, Value value) {
        if (isOneLine(value)) {
            lines.add(new Line(mark, indent, "- " + inline(value), waitsFor(value)));
        } else if (value instanceof Value.Map) {
            var first = lines.size();
            parts(indent, value);
            var line = lines.get(first);
            lines.set(first, new Line(mark, indent, "- " + line.text(), line.note()));
        } else if (value instanceof Value.List) {
            lines.add(new Line(mark, indent, "-"));
            parts(indent, value);
        } else {
            entry(indent, "-", value);
        }
    }

    private static boolean isOneLine(Value value) {
        return !hasParts(value) || (written(value).isEmpty() && inBrackets(value));
    }

    private static String waitsFor(Value value) {
        return waits(value) ? UNKNOWN : "";
    }
}
