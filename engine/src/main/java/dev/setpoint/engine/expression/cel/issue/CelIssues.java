package dev.setpoint.engine.expression.cel.issue;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Issues of CEL's checker, which has them only as sentences. */
public final class CelIssues {

    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '(.*?)'.*", Pattern.DOTALL);

    private static final Pattern OPTIONAL = Pattern.compile("optional_type\\((.*)\\)");

    private CelIssues() {}

    /** @param arguments their types, as CEL writes them; the value before the dot first */
    public record Call(String function, List<String> arguments) {}

    /** The call of a function that does not take these arguments. */
    public static Optional<Call> call(CelIssue issue) {
        var overload = OVERLOAD.matcher(issue.getMessage());
        if (!overload.matches()) {
            return Optional.empty();
        }
        var text = overload.group(2);
        var bracket = text.startsWith("(") ? 0 : text.indexOf(".(") + 1;
        var arguments = new ArrayList<String>();
        if (bracket > 0) {
            arguments.add(text.substring(0, bracket - 1));
        }
        split(text.substring(bracket + 1, text.length() - 1), arguments);
        return Optional.of(new Call(overload.group(1), arguments));
    }

    private static void split(String text, List<String> arguments) {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                arguments.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            arguments.add(text.substring(start).strip());
        }
    }

    /** The type of the value where it may be absent, and else the type itself. */
    public static String held(String type) {
        var optional = OPTIONAL.matcher(type);
        return optional.matches() ? optional.group(1) : type;
    }

    /** Tells whether a map is of this type, or something that may be one. */
    public static boolean isMap(String type) {
        var held = held(type);
        return held.startsWith("setpoint.") || held.startsWith("map(") || held.equals("dyn");
    }
}
