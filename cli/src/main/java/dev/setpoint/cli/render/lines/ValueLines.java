package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.compare.JsonText;
import dev.setpoint.cli.render.compare.Lookalikes;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.model.KnownAfterApply;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.value.DisplayedValue;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as YAML writes them; a value that is not known yet is written as its expression. */
public final class ValueLines {

    private static final String UNKNOWN = "(known after apply)";
    private static final String UNKNOWN_OR_ABSENT = "(known after apply, or absent)";
    public static final String SENSITIVE = "(sensitive)";
    static final String JSON = "(JSON text)";

    /** Lists of scalars up to this long are compared as one value. */
    private static final int INLINE = 60;

    /** Maps and lists up to this long are written on one line. */
    private static final int ON_ONE_LINE = 72;

    /** Maps of scalars are read down the page when they are longer than this; lists of scalars never are. */
    private static final int LONGEST_MAP = 130;

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_/(*.$@][^\\p{Cntrl}]*");
    /** Ids such as UUIDs, which begin with a digit and are no numbers. */
    private static final Pattern ID = Pattern.compile("(?=.*[a-z])\\p{Alnum}+(-\\p{Alnum}+){2,}");

    /** Escape sequence, which YAML reads in a quoted string only. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\[uUntr\\\\]");

    private static final Pattern FLOW = Pattern.compile("[,\\[\\]{}]");
    private static final Pattern WORD_OF_YAML =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|~|[-+.]?(inf|nan)");

    private final Mark mark;
    private final List<DiffLine> lines = new ArrayList<>();

    private ValueLines(Mark mark) {
        this.mark = mark;
    }

    /** {@code name: value}, over several lines where the value has parts. */
    public static List<DiffLine> named(Mark mark, int indent, String name, Value value) {
        var written = new ValueLines(mark);
        written.entry(indent, Printable.line(name) + ":", value);
        return written.lines;
    }

    /** The value without a name: its entries or elements, or one line that is not wrapped. */
    public static List<DiffLine> alone(Value value) {
        var written = new ValueLines(Mark.NONE);
        if (value instanceof Value.Unknown(var waiting, var _)) {
            var words = unknown(value).replace(")", ": " + Printable.line(waiting) + ")");
            return List.of(DiffLine.verbatim(Mark.NONE, 0, words));
        }
        if (!KnownAfterApply.in(value) && (isOneLine(value) || written(value).isPresent())) {
            return List.of(DiffLine.verbatim(Mark.NONE, 0, inline(value)));
        }
        written.parts(-1, value);
        return written.lines;
    }

    /** One element of a list: {@code - value}. */
    static List<DiffLine> element(Mark mark, int indent, Value value) {
        var written = new ValueLines(mark);
        written.item(indent, value);
        return written.lines;
    }

    /** The value on one line. */
    public static String inline(Value value) {
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
            case Value.Unknown unknown -> Printable.line(DisplayedValue.expression(unknown));
            case Value.Secret _, Value.Redacted _ -> SENSITIVE;
        };
    }

    /** The value inside brackets: text that would end or split an element is quoted too. */
    static String inFlow(Value value) {
        var text = inline(value);
        return value instanceof Value.Str(var s)
                        && text.equals(s)
                        && FLOW.matcher(s).find()
                ? Json.compact(Value.of(s))
                : text;
    }

    /** Returns true when a value is written over several lines. */
    static boolean hasParts(Value value) {
        return switch (value) {
            case Value.Map(var entries) -> !entries.isEmpty();
            case Value.List(var items) -> !items.isEmpty() && !shortList(items);
            case Value.Str _, Value.Unknown _ ->
                written(value).filter(ValueLines::isLong).isPresent();
            case Value.Null _, Value.Bool _, Value.Num _, Value.Secret _, Value.Redacted _ -> false;
        };
    }

    /** Text of a string, or of one that is known but for the references in it. */
    static Optional<String> written(Value value) {
        return switch (value) {
            case Value.Str(var text) -> Optional.of(text);
            case Value.Unknown(var reference, var _) when isTemplate(reference) -> Optional.of(reference);
            case Value.Null _,
                    Value.Bool _,
                    Value.Num _,
                    Value.Unknown _,
                    Value.List _,
                    Value.Map _,
                    Value.Secret _,
                    Value.Redacted _ -> Optional.empty();
        };
    }

    /** Returns true for text with references in it, and false for one reference alone. */
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

    /** Writes a string without quotes where YAML would still read the same string. */
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

    /** Returns true when a value is written in brackets, wrapped by words where the line ends. */
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

    /** Returns true when none of the values needs lines of its own. */
    private static boolean noTexts(Collection<Value> values) {
        return values.stream()
                .noneMatch(value -> written(value).filter(ValueLines::isLong).isPresent());
    }

    private static boolean scalars(Collection<Value> values) {
        return values.stream().noneMatch(value -> value instanceof Value.Map || value instanceof Value.List);
    }

    private void entry(int indent, String name, Value value) {
        if (isOneLine(value)) {
            lines.add(new DiffLine(mark, indent, name + " " + inline(value), waitsFor(value)));
            return;
        }
        var text = written(value);
        var json = text.flatMap(JsonText::read);
        if (json.isPresent()) {
            lines.add(new DiffLine(mark, indent, name + " " + JSON, waitsFor(value)));
            parts(indent, json.get());
        } else if (text.isPresent()) {
            lines.add(new DiffLine(mark, indent, name + " " + TextLines.style(text.get()), waitsFor(value)));
            lines.addAll(TextLines.whole(mark, indent + 1, text.get()));
        } else {
            lines.add(new DiffLine(mark, indent, name));
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
            default -> lines.add(new DiffLine(mark, indent + 1, inline(value)));
        }
    }

    /** Writes an element of a list; a map's first entry stands beside the dash. */
    private void item(int indent, Value value) {
        if (isOneLine(value)) {
            lines.add(new DiffLine(mark, indent, "- " + inline(value), waitsFor(value)));
        } else if (value instanceof Value.Map) {
            var first = lines.size();
            parts(indent, value);
            var line = lines.get(first);
            lines.set(first, new DiffLine(mark, indent, "- " + line.text(), line.note()));
        } else if (value instanceof Value.List) {
            lines.add(new DiffLine(mark, indent, "-"));
            parts(indent, value);
        } else {
            entry(indent, "-", value);
        }
    }

    private static boolean isOneLine(Value value) {
        return !hasParts(value) || (written(value).isEmpty() && inBrackets(value));
    }

    private static String waitsFor(Value value) {
        return KnownAfterApply.in(value) ? unknown(value) : "";
    }

    /** Returns the words for a value that is not known yet. */
    static String unknown(Value value) {
        return value instanceof Value.Unknown(var _, var mayBeAbsent) && mayBeAbsent ? UNKNOWN_OR_ABSENT : UNKNOWN;
    }
}
