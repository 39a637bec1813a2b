package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What SnakeYAML complains of, in sentences for people. */
final class SyntaxErrors {

    /** More would only repeat the first. */
    private static final int MOST_TABS = 20;

    private SyntaxErrors() {}

    static List<Diagnostic> of(Source source, MarkedYAMLException e) {
        var problem = Optional.ofNullable(e.getProblem()).orElse("");
        var context = Optional.ofNullable(e.getContext()).orElse("");
        if (problem.contains("TAB")) {
            var tabs = tabs(source);
            if (!tabs.isEmpty()) {
                return tabs;
            }
        }
        var place = Optional.ofNullable(e.getProblemMark())
                .or(() -> Optional.ofNullable(e.getContextMark()))
                .map(mark -> Marks.at(source, mark))
                .orElse(new Span(source, 1, 1, 1, 1));
        var diagnostic = sentence(place, problem, context);
        return List.of(began(e).map(mark -> Marks.at(source, mark))
                .filter(span -> span.line() != place.line())
                .map(span -> diagnostic.related("what it belongs to begins here", span))
                .orElse(diagnostic));
    }

    /** A problem without a place of its own; {@code here} is how far reading had come. */
    static Diagnostic unmarked(Span here, YAMLException e, int deepest) {
        var problem = Optional.ofNullable(e.getMessage()).orElse("");
        if (problem.contains("Nesting Depth")) {
            return Diagnostic.error("SP0108", here, "This is nested more than " + deepest + " levels deep.");
        }
        return Diagnostic.error("SP0105", here, "This is not valid YAML: " + plain(problem) + ".");
    }

    private static Optional<Mark> began(MarkedYAMLException e) {
        return Optional.ofNullable(e.getContextMark());
    }

    private static Diagnostic sentence(Span place, String problem, String context) {
        if (problem.startsWith("mapping values are not allowed")) {
            return Diagnostic.error("SP0105", place, "A `:` cannot stand here.")
                    .hint("Quote a text that contains `: `, or check the indentation.");
        }
        if (problem.startsWith("expected <block end>")) {
            return Diagnostic.error("SP0105", place, "This does not fit what is above it.")
                    .hint("Check the indentation of this line and of the lines above.");
        }
        if (problem.startsWith("could not find expected ':'")) {
            return Diagnostic.error("SP0105", place, "A name without a `:` and a value ends here.");
        }
        if (problem.startsWith("found undefined alias")) {
            return Diagnostic.error(
                            "SP0105", place, "There is no anchor `&" + problem.replaceAll(".*alias ", "") + "`.")
                    .hint("A text that begins with `*` must be quoted.");
        }
        if (context.contains("quoted scalar") && problem.contains("end of stream")) {
            return Diagnostic.error("SP0105", place, "The file ends inside a quoted text.");
        }
        if (problem.contains("that cannot start any token")) {
            return Diagnostic.error("SP0105", place, "A value cannot begin with this character.")
                    .hint("Quote the text.");
        }
        if (context.contains("flow")) {
            return Diagnostic.error("SP0105", place, "A `,` or a closing bracket is missing here.");
        }
        return Diagnostic.error("SP0105", place, "This is not valid YAML: " + plain(problem) + ".");
    }

    /** One line, without the full stop. */
    private static String plain(String problem) {
        var line = problem.strip().lines().findFirst().orElse("it cannot be read");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static List<Diagnostic> tabs(Source source) {
        var found = new ArrayList<Diagnostic>();
        var number = 0;
        for (var line : (Iterable<String>) source.text().lines()::iterator) {
            number++;
            var tab = line.indexOf('\t');
            if (tab >= 0 && line.substring(0, tab).isBlank() && found.size() < MOST_TABS) {
                found.add(Diagnostic.error(
                                "SP0103",
                                new Span(source, number, tab + 1, number, tab + 2),
                                "A tab cannot be used to indent.")
                        .hint("Indent with spaces."));
            }
        }
        return found;
    }
}
