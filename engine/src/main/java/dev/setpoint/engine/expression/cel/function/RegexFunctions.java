package dev.setpoint.engine.expression.cel.function;

import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.cel.value.Part;
import dev.setpoint.engine.pattern.LinearPattern;
import dev.setpoint.engine.pattern.RefusedPatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CEL's functions of regular expressions, with patterns that take linear time for each match. */
final class RegexFunctions {

    private RegexFunctions() {}

    static List<Definition> standard() {
        return List.of(
                Definition.global("regex.replace", RegexFunctions::replace),
                Definition.global("regex.extract", RegexFunctions::extract),
                Definition.global("regex.extractAll", RegexFunctions::extractAll));
    }

    private static LinearPattern pattern(Arguments arguments) {
        var text = arguments.text(1);
        try {
            return LinearPattern.of(text);
        } catch (RefusedPatternException e) {
            throw arguments.failure("`" + text + "` is not a valid pattern: " + e.reason() + ".");
        }
    }

    /** The next match, which may take as long as the rest of the text is. */
    private static Optional<LinearPattern.Match> next(
            Arguments arguments, LinearPattern pattern, String text, int from) {
        if (from > text.length()) {
            return Optional.empty();
        }
        arguments.budget().step((long) (text.length() - from + 1) * pattern.size() / Budget.TRIED_PER_STEP);
        return pattern.find(text, from);
    }

    private static Object extract(Arguments arguments) {
        var text = arguments.text(0);
        var pattern = pattern(arguments);
        return next(arguments, pattern, text, 0)
                .flatMap(match -> found(arguments, match))
                .map(arguments::made);
    }

    private static Optional<String> found(Arguments arguments, LinearPattern.Match match) {
        if (match.groups().size() > 2) {
            throw arguments.failure("`" + arguments.function() + "` needs a pattern with one group at most.");
        }
        return match.groups().getLast();
    }

    private static Object extractAll(Arguments arguments) {
        var text = arguments.text(0);
        var pattern = pattern(arguments);
        var all = new ArrayList<Part>();
        var match = next(arguments, pattern, text, 0);
        while (match.isPresent()) {
            found(arguments, match.get()).ifPresent(part -> all.add(new Part.Computed(arguments.made(part))));
            match = next(arguments, pattern, text, after(match.get()));
        }
        return arguments.list(all);
    }

    /** An empty match is followed by the next character. */
    private static int after(LinearPattern.Match match) {
        return match.end() == match.start() ? match.end() + 1 : match.end();
    }

    private static Object replace(Arguments arguments) {
        var text = arguments.text(0);
        var pattern = pattern(arguments);
        var by = arguments.text(2);
        var limit = arguments.size() > 3 && arguments.number(3) >= 0 ? arguments.number(3) : Long.MAX_VALUE;
        var result = new StringBuilder();
        var copied = 0;
        var at = 0;
        for (var count = 0L; count < limit; count++) {
            var match = next(arguments, pattern, text, at);
            if (match.isEmpty()) {
                break;
            }
            result.append(text, copied, match.get().start());
            replacement(arguments, match.get(), by, result);
            if (result.length() > Arguments.LONGEST) {
                arguments.made(result.toString());
            }
            copied = match.get().end();
            at = after(match.get());
        }
        return arguments.made(result.append(text, copied, text.length()).toString());
    }

    /** A group is written as a backslash and its number. */
    private static void replacement(Arguments arguments, LinearPattern.Match match, String by, StringBuilder result) {
        arguments.budget().look(by.length());
        var at = 0;
        while (at < by.length()) {
            var c = by.charAt(at++);
            if (c != '\\') {
                result.append(c);
                continue;
            }
            var escaped = at < by.length() ? by.charAt(at++) : ' ';
            if (escaped == '\\') {
                result.append('\\');
            } else if (escaped >= '0'
                    && escaped <= '9'
                    && escaped - '0' < match.groups().size()) {
                result.append(match.groups().get(escaped - '0').orElse(""));
            } else {
                throw arguments.failure("a backslash in the replacement must be followed by a backslash or by the"
                        + " number of a group of the pattern.");
            }
        }
    }
}
