package dev.setpoint.engine.expression.cel.issue;

import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.function.ForeignFunctions;
import dev.setpoint.engine.expression.function.Functions;
import dev.setpoint.engine.expression.function.LanguageFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sentences about calls of functions and operators that are wrong. */
final class CelCallErrors {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

    /** Names that CEL gives to types, as people say them; those that hold others after what they hold. */
    private static final Map<Pattern, String> TYPES = Map.of(
            Pattern.compile("setpoint\\.\\w+"), "a map",
            Pattern.compile("\\bmap\\([^()]*\\)"), "a map",
            Pattern.compile("\\blist\\([^()]*\\)"), "a list",
            Pattern.compile("\\boptional_type\\(([^()]*)\\)"), "$1 that may be absent");

    private CelCallErrors() {}

    /** A function that nobody declares. */
    static Complaint undeclared(String code, int offset, String name) {
        // CEL points at the bracket after a function's name.
        var start = Math.max(0, code.lastIndexOf(name, offset));
        var foreign = ForeignFunctions.instead(name);
        var message = foreign.map(instead -> "There is no `" + name + "`; " + instead + ".")
                .orElse("There is no function `" + name + "`.");
        return new Complaint(start, name.length(), "SP0340", message)
                .hint(foreign.isPresent() ? Optional.empty() : Functions.nearest(name));
    }

    /** A function or operator that is applied to what it does not take. */
    static Complaint noOverload(String code, int offset, String function, String arguments) {
        if (!NAME.matcher(function).matches()) {
            return new Complaint(offset, CelErrors.width(code, offset), "SP0305", operator(function, arguments));
        }
        var name = written(code, offset)
                .filter(word -> Functions.named(word).isPresent())
                .orElse(function);
        var start = Math.max(0, code.lastIndexOf(name, offset));
        var known = Functions.named(name);
        var isMember = arguments.contains(".(");
        if (name.equals(function)
                && known.filter(entry -> entry.isMember() != isMember).isPresent()) {
            return new Complaint(start, name.length(), "SP0340", otherForm(known.get(), isMember));
        }
        var message = "`" + name + "` cannot be applied to " + types(inner(arguments)) + ".";
        return new Complaint(start, name.length(), "SP0305", message)
                .hint(known.map(entry -> "Its form is `" + entry.signature() + "`."));
    }

    /** The name before the bracket at this place, or the one that begins there. */
    private static Optional<String> written(String code, int offset) {
        var end = Math.min(offset, code.length());
        if (end < code.length() && code.charAt(end) != '(') {
            end += CelErrors.width(code, end);
        }
        var start = end;
        while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
            start--;
        }
        return start < end ? Optional.of(code.substring(start, end)) : Optional.empty();
    }

    private static String otherForm(LanguageFunction function, boolean isMember) {
        var form = function.signature().replaceFirst("\\): .*$", ")");
        return isMember
                ? "There is no `x." + function.name() + "()`; it is `" + form + "`."
                : "There is no `" + function.name() + "(…)`; "
                        + ForeignFunctions.instead(function.name()).orElse("CEL's is `" + form + "`") + ".";
    }

    private static String inner(String arguments) {
        var bracket = arguments.indexOf(".(");
        if (bracket < 0) {
            return arguments.replaceFirst("^\\(", "").replaceFirst("\\)$", "");
        }
        var rest = arguments.substring(bracket + 2, arguments.length() - 1);
        return arguments.substring(0, bracket) + (rest.isEmpty() ? "" : ", " + rest);
    }

    private static String operator(String function, String arguments) {
        var parts = types(inner(arguments)).split(", (?![^(]*\\))", -1);
        var operator = function.replace("_", "").replace("@", "");
        return switch (function) {
            case "_?_:_" ->
                "Both results of `? :` must have one type, and these are "
                        + String.join(" and ", List.of(parts).subList(1, parts.length)) + ".";
            case "_[_]", "_[?_]" ->
                "An element of " + parts[0] + " cannot be selected by " + parts[parts.length - 1] + ".";
            default -> "`" + operator + "` cannot be applied to " + String.join(" and ", parts) + ".";
        };
    }

    /** Names that CEL gives to types, as people say them. */
    static String types(String text) {
        var said = text;
        var before = "";
        while (!said.equals(before)) {
            before = said;
            for (var type : TYPES.entrySet()) {
                said = type.getKey().matcher(said).replaceAll(type.getValue());
            }
        }
        return said.replaceAll("\\bint\\b", "a whole number")
                .replaceAll("\\bdouble\\b", "a number")
                .replaceAll("\\bstring\\b", "a string")
                .replaceAll("\\bbool\\b", "a boolean")
                .replaceAll("\\bnull_type\\b", "null")
                .replaceAll("\\bdyn\\b", "any value")
                .replace(" (candidates: ", "; possible are ");
    }
}
