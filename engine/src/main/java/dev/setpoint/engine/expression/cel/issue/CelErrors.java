package dev.setpoint.engine.expression.cel.issue;

import dev.cel.common.CelErrorCode;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.function.ForeignNames;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Errors of CEL, as sentences for people. */
public final class CelErrors {

    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern MISSING_KEY =
            Pattern.compile(".*key '([^']*)' is not present in map.*", Pattern.DOTALL);

    private static final Pattern NO_MEMBER = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);

    private static final Pattern TOO_DEEP = Pattern.compile("Expression recursion limit exceeded\\. limit: (\\d+)");
    private static final Pattern TOO_LONG =
            Pattern.compile("expression code point size exceeds limit: size: \\d+, limit (\\d+)");

    /** A variable of Terraform begins with a word that CEL keeps for itself. */
    private static final Pattern RESERVED = Pattern.compile("var\\.([\\w.]+)");

    private static final Pattern PSEUDO_PARAMETER = Pattern.compile("\\bAWS::(\\w+)");

    private static final Pattern PREFIX = Pattern.compile("^evaluation error( at \\S+)?: ");

    private static final Pattern FUNCTION = Pattern.compile("Function '([^']*)' failed with arg");

    private static final Pattern FAILURE = Pattern.compile("(\\w+) failure: ");

    private static final Pattern INSERTED = Pattern.compile("insert failed: key '(.*)' already exists", Pattern.DOTALL);

    private CelErrors() {}

    /** @param members names that maps in the expression may have, for a hint */
    public static Complaint complaint(String code, int offset, String message, Set<String> members) {
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
            return CelCallErrors.noOverload(code, offset, overload.group(1), overload.group(2));
        }
        var undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return CelCallErrors.undeclared(code, offset, undeclared.group(1));
        }
        if (message.contains("expected type")) {
            return new Complaint(
                    offset,
                    width(code, offset),
                    "SP0305",
                    "These types cannot be combined: " + CelCallErrors.types(message) + ".");
        }
        var tooLarge = tooLarge(message);
        if (tooLarge.isPresent()) {
            return new Complaint(offset, width(code, offset), "SP0303", tooLarge.get())
                    .hint("Split it into several expressions under `locals`.");
        }
        return syntax(code, offset);
    }

    /** Text that the parser does not understand. */
    private static Complaint syntax(String code, int offset) {
        var near = code.substring(offset).strip();
        var reserved = RESERVED.matcher(near);
        if (reserved.lookingAt()) {
            var written = reserved.group();
            return new Complaint(offset, written.length(), "SP0341", ForeignNames.variable(reserved.group(1)));
        }
        var pseudo = PSEUDO_PARAMETER.matcher(code);
        if (near.startsWith("::") && pseudo.find()) {
            var length = pseudo.end() - pseudo.start();
            return new Complaint(pseudo.start(), length, "SP0341", ForeignNames.pseudoParameter(pseudo.group(1)));
        }
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

    /** To the end of the word that begins there. */
    static int width(String code, int offset) {
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

    /** @param cause the message of the innermost cause */
    public static String evaluation(CelErrorCode code, String message, String cause) {
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
            default -> function(message, cause);
        };
    }

    /** Quotes no arguments, which may be long. */
    private static String function(String message, String cause) {
        var inserted = INSERTED.matcher(cause);
        if (inserted.matches()) {
            return "two entries have the key `" + inserted.group(1) + "`.";
        }
        var function = FUNCTION.matcher(message);
        var text = PREFIX.matcher(function.find() ? cause : message).replaceFirst("");
        var failure = FAILURE.matcher(text);
        if (failure.lookingAt()) {
            return failing(failure.group(1), text.substring(failure.end()));
        }
        return function.hasMatch()
                ? failing(function.group(1), text)
                : text.isBlank() ? "it fails." : "it fails: " + text + ".";
    }

    private static String failing(String function, String text) {
        var failing = "`" + function + "` fails";
        var reason = text;
        return reason.isBlank()
                ? failing + "."
                : failing + ": " + Character.toLowerCase(reason.charAt(0)) + reason.substring(1) + ".";
    }
}
