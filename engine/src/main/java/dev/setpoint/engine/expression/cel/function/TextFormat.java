package dev.setpoint.engine.expression.cel.function;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** CEL's {@code format}: a text in which each clause such as {@code %s} stands for the next element of a list. */
final class TextFormat {

    private static final Pattern CLAUSE = Pattern.compile("%(?:\\.(\\d{1,3}))?(.?)", Pattern.DOTALL);

    private static final int MOST_DIGITS = 100;
    private static final int DIGITS = 6;

    private final Arguments arguments;
    private final List<Value> elements;
    private int used;

    TextFormat(Arguments arguments) {
        this.arguments = arguments;
        this.elements = arguments.items(1).stream()
                .map(item -> arguments.whole(item.read()))
                .toList();
    }

    String text() {
        var pattern = arguments.text(0);
        var clause = CLAUSE.matcher(pattern);
        var text = new StringBuilder();
        var at = 0;
        while (clause.find()) {
            text.append(pattern, at, clause.start());
            at = clause.end();
            var digits = clause.group(1) == null ? DIGITS : Integer.parseInt(clause.group(1));
            if (digits > MOST_DIGITS) {
                throw arguments.failure("`format` writes at most " + MOST_DIGITS + " digits after the point.");
            }
            text.append(clause.group(2).equals("%") ? "%" : arguments.made(written(clause.group(2), digits)));
            if (text.length() > Arguments.LONGEST) {
                break;
            }
        }
        return arguments.made(text.append(pattern, at, pattern.length()).toString());
    }

    private String written(String kind, int digits) {
        if (!"sdfebxXo".contains(kind) || kind.isEmpty()) {
            throw arguments.failure("`format` does not know `%" + kind
                    + "`; it takes %s, %d, %f, %e, %b, %x, %X and %o, and %% for a percent sign.");
        }
        if (used == elements.size()) {
            throw arguments.failure("`format` has more clauses than the " + elements.size()
                    + (elements.size() == 1 ? " element" : " elements") + " of its list.");
        }
        var value = elements.get(used++);
        return switch (kind) {
            case "s" -> shown(value);
            case "d" -> whole(value, kind).toString();
            case "f" -> String.format(Locale.ROOT, "%." + digits + "f", number(value, kind));
            case "e" -> String.format(Locale.ROOT, "%." + digits + "e", number(value, kind));
            case "b" ->
                value instanceof Value.Bool(var truth)
                        ? (truth ? "1" : "0")
                        : whole(value, kind).toString(2);
            case "x" -> hex(value, kind);
            case "X" -> hex(value, kind).toUpperCase(Locale.ROOT);
            default -> whole(value, kind).toString(8);
        };
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Str(var text) -> text;
            case Value.Num(var number) -> number.toPlainString();
            default -> Json.canonical(value);
        };
    }

    private String hex(Value value, String kind) {
        return value instanceof Value.Str(var text)
                ? HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                : whole(value, kind).toString(16);
    }

    private BigInteger whole(Value value, String kind) {
        var number = number(value, kind);
        if (number.stripTrailingZeros().scale() > 0) {
            throw arguments.failure("`%" + kind + "` in `format` needs a whole number.");
        }
        return number.toBigInteger();
    }

    private BigDecimal number(Value value, String kind) {
        if (value instanceof Value.Num(var number)) {
            return number;
        }
        throw arguments.failure("`%" + kind + "` in `format` needs a number.");
    }
}
