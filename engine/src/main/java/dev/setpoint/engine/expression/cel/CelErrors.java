package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelErrorCode;
import dev.setpoint.engine.diagnostic.Habits;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.expression.Complaint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Errors of CEL, as sentences for people. */
final class CelErrors {

    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern MISSING_KEY =
            Pattern.compile(".*key '([^']*)' is not present in map.*", Pattern.DOTALL);

    private static final Pattern NO_MEMBER = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);

    private static final Pattern TOO_DEEP = Pattern.compile("Expression recursion limit exceeded\\. limit: (\\d+)");
    private static final Pattern TOO_LONG =
            Pattern.compile("expression code point size exceeds limit: size: \\d+, limit (\\d+)");

    private static final Pattern PREFIX = Pattern.compile("^evaluation error( at \\S+)?: ");

    private static final List<String> FUNCTIONS = List.of(
            "size",
            "has",
            "all",
            "exists",
            "exists_one",
            "map",
            "filter",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "string",
            "int",
            "double",
            "bool",
            "type",
            "charAt",
            "indexOf",
            "join",
            "lastIndexOf",
            "lowerAscii",
            "replace",
            "split",
            "substring",
            "trim",
            "upperAscii",
            "reverse",
            "quote");

    private CelErrors() {}

    /** @param members names that maps in the expression may have, for a hint */
    static Complaint complaint(String code, int offset, String message, Set<String> members) {
        var member = NO_MEMBER.matcher(message);
        if (member.matches()) {
            // CEL points at the dot.
            var name = member.group(1);
            var start = Math.max(offset, code.indexOf(name, offset));
            return new Complaint(start, name.length(), "SP0302", "There is no `" + name + "` in this map.")
                    .hint(Nearest.hint(name, members));
        }
        var overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            return new Complaint(offset, width(code, offset), "SP0305", overload(overload.group(1), overload.group(2)))
                    .hint(Habits.function(overload.group(1)));
        }
        var undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            var name = undeclared.group(1);
            // CEL points at the bracket after a function's name.
            var start = Math.max(0, code.lastIndexOf(name, offset));
            return new Complaint(start, name.length(), "SP0305", "There is no function `" + name + "`.")
                    .hint(Habits.function(name).or(() -> Nearest.hint(name, FUNCTIONS)));
        }
        if (message.contains("expected type")) {
            return new Complaint(
                    offset, width(code, offset), "SP0305", "These types cannot be combined: " + types(message) + ".");
        }
        var tooLarge = tooLarge(message);
        if (tooLarge.isPresent()) {
            return new Complaint(offset, width(code, offset), "SP0303", tooLarge.get())
                    .hint("Split it into several expressions under `locals`.");
        }
        var near = code.substring(offset).strip();
        return new Complaint(
                        offset,
                        width(code, offset),
                        "SP0303",
                        near.isEmpty()
                                ? "The expression ends too early."
                                : "The expression has a syntax error at `"
                                        + (near.length() > 20 ? near.substring(0, 20) + "…" : near) + "`.")
                .hint(hint(near));
    }

    private static Optional<String> tooLarge(String message) {
        var deep = TOO_DEEP.matcher(message);
        if (deep.matches()) {
            return Optional.of("This expression has more than " + deep.group(1)
                    + " operators, brackets and calls around" + " or after one another.");
        }
        var size = TOO_LONG.matcher(message);
        return size.matches()
                ? Optional.of("This expression is longer than " + size.group(1) + " characters.")
                : Optional.empty();
    }

    /** Ways to write that other tools have. */
    private static Optional<String> hint(String near) {
        if (near.startsWith("*]") || near.startsWith("*.")) {
            return Optional.of("For one value of each: `name.map(key, name[key].attribute)`.");
        }
        return near.startsWith("::")
                ? Optional.of("Read it with a block under `data`, and write `data.name.attribute`.")
                : Optional.empty();
    }

    private static String overload(String function, String arguments) {
        var inner = types(arguments.replaceFirst("^\\(", "").replaceFirst("\\)$", ""));
        var parts = inner.split(", (?![^(]*\\))", -1);
        var operator = function.replace("_", "").replace("@", "");
        return switch (function) {
            case "_?_:_" ->
                "Both results of `? :` must have one type, and these are "
                        + String.join(" and ", List.of(parts).subList(1, parts.length)) + ".";
            case "_[_]" -> "An element of " + parts[0] + " cannot be selected by " + parts[parts.length - 1] + ".";
            default ->
                function.matches("\\w+") && !function.startsWith("_")
                        ? "`" + function + "` cannot be applied to " + inner + "."
                        : "`" + operator + "` cannot be applied to " + String.join(" and ", parts) + ".";
        };
    }

    /** Names that CEL gives to types, as people say them. */
    private static String types(String text) {
        return text.replaceAll("optional_type\\(([^()]*)\\)", "$1")
                .replaceAll("setpoint\\.\\w+", "a map")
                .replaceAll("\\bmap\\([^()]*\\)", "a map")
                .replaceAll("\\blist\\([^()]*\\)", "a list")
                .replaceAll("\\bint\\b", "a whole number")
                .replaceAll("\\bdouble\\b", "a number")
                .replaceAll("\\bstring\\b", "a string")
                .replaceAll("\\bbool\\b", "a boolean")
                .replaceAll("\\bnull_type\\b", "null")
                .replaceAll("\\bdyn\\b", "any value")
                .replace(" (candidates: ", "; possible are ");
    }

    /** To the end of the word that begins there. */
    private static int width(String code, int offset) {
        var end = offset;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return Math.max(1, end - offset);
    }

    /** A name that an expression selects and that is not there: then it is all that CEL says. */
    private static Optional<String> selected(String message) {
        var text = PREFIX.matcher(message).replaceFirst("");
        return Optional.of(text).filter(name -> !name.isBlank() && !name.contains(" "));
    }

    static String evaluation(CelErrorCode code, String message) {
        var key = MISSING_KEY.matcher(message);
        return switch (code) {
            case ATTRIBUTE_NOT_FOUND ->
                key.matches()
                        ? "there is no `" + key.group(1) + "`."
                        : selected(message)
                                .map(name -> "there is no `" + name + "`.")
                                .orElse("something that it refers to does not exist.");
            case INDEX_OUT_OF_BOUNDS -> "a list has no element with this number.";
            case DIVIDE_BY_ZERO -> "it divides by zero.";
            case NUMERIC_OVERFLOW -> "a number becomes too large.";
            case BAD_FORMAT -> "a text cannot be converted.";
            case OVERLOAD_NOT_FOUND -> "an operator is applied to values it does not work on.";
            case ITERATION_BUDGET_EXCEEDED -> "it takes too many steps.";
            default ->
                Optional.of(message)
                        .filter(text -> !text.isBlank())
                        .map(text -> "it fails: " + PREFIX.matcher(text).replaceFirst("") + ".")
                        .orElse("it fails.");
        };
    }
}
