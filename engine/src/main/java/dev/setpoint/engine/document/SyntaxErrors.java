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

/** SnakeYAML's complaints as sentences for people, each with what to write instead. */
final class SyntaxErrors {

    /** Limit of problems, because more would only repeat the first. */
    private static final int MOST_TABS = 20;

    private SyntaxErrors() {}

    static List<Diagnostic> of(Source source, MarkedYAMLException e) {
        var problem = Optional.ofNullable(e.getProblem()).orElse("");
        var context = Optional.ofNullable(e.getContext()).orElse("");
        var begins = Optional.ofNullable(e.getContextMark());
        var place = Optional.ofNullable(e.getProblemMark()).or(() -> begins);
        if (place.isEmpty()) {
            return List.of(plain(new Span(source, 1, 1, 1, 1), problem));
        }
        var at = place.get();
        if (problem.contains("(TAB)")) {
            var tabs = tabs(source, at.getLine() + 1);
            if (!tabs.isEmpty()) {
                return tabs;
            }
        }
        return List.of(ScannerErrors.of(source, problem, context, at, begins.orElse(at))
                .or(() -> CollectionErrors.of(source, problem, context, at, begins))
                .orElseGet(() -> plain(Marks.at(source, at), problem)));
    }

    /** A problem without a place of its own; {@code here} is how far reading had come. */
    static Diagnostic unmarked(Span here, YAMLException e, int deepest) {
        var problem = Optional.ofNullable(e.getMessage()).orElse("");
        if (problem.contains("Nesting Depth")) {
            return Diagnostic.error("SP0108", here, "This is nested more than " + deepest + " levels deep.");
        }
        return plain(here, problem);
    }

    /** The library's own words, on one line. */
    private static Diagnostic plain(Span place, String problem) {
        var line = problem.strip().lines().findFirst().orElse("it cannot be read");
        var sentence = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return Diagnostic.error("SP0105", place, "This is not valid YAML: " + sentence + ".");
    }

    /** The lines from this one on that begin with a tab, without a gap. */
    private static List<Diagnostic> tabs(Source source, int first) {
        var lines = source.text().lines().skip(first - 1L).limit(MOST_TABS).toList();
        var found = new ArrayList<Diagnostic>();
        for (var i = 0; i < lines.size(); i++) {
            var tab = lines.get(i).indexOf('\t');
            if (tab < 0 || !lines.get(i).substring(0, tab).isBlank()) {
                break;
            }
            found.add(Diagnostic.error(
                            "SP0103",
                            new Span(source, first + i, tab + 1, first + i, tab + 2),
                            "A tab cannot be used to indent.")
                    .hint("Indent with spaces."));
        }
        return found;
    }

    /** From here to the end of the same line, or to the index. */
    static Span line(Source source, Mark from, int toIndex) {
        var start = Marks.at(source, from);
        var end = start.column() + Math.max(1, toIndex - from.getIndex());
        return new Span(source, start.line(), start.column(), start.line(), end);
    }
}
