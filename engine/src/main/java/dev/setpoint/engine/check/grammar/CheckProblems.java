package dev.setpoint.engine.check.grammar;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Complaint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The problems of one check, gathered from everywhere. Confined to the check that made it. */
public final class CheckProblems {

    private static final Comparator<Diagnostic> IN_FILE = Comparator.comparing((Diagnostic problem) ->
                    problem.span().map(Span::source).map(Source::name).orElse(""))
            .thenComparingInt(problem -> problem.span().map(Span::line).orElse(0))
            .thenComparingInt(problem -> problem.span().map(Span::column).orElse(0));

    private final List<Diagnostic> list = new ArrayList<>();
    private final List<Diagnostic> unlessOthers = new ArrayList<>();
    private final SpecPositions places = new SpecPositions();
    private final Source first;

    /** @param first the file whose problems come first: that of the stack */
    public CheckProblems(Source first) {
        this.first = first;
    }

    public void add(Diagnostic problem) {
        list.add(problem);
    }

    /**
     * Adds a problem that is reported only if no other one is reported at the same place, so that one cause gives one
     * diagnostic.
     */
    public void addUnlessOthers(Diagnostic problem) {
        unlessOthers.add(problem);
    }

    public void error(String code, Span span, String message) {
        list.add(Diagnostic.error(code, span, message));
    }

    /** @param text the scalar that the complaints are about */
    public void addAll(List<Complaint> complaints, Span scalar, String text) {
        for (var complaint : complaints) {
            var span = places.within(scalar, text, complaint.offset(), complaint.length());
            list.add(Diagnostic.error(complaint.code(), span, complaint.message())
                    .hint(complaint.hint()));
        }
    }

    /**
     * Warns of a part of a scalar, or of all of it where the part is written otherwise.
     *
     * @param text of the scalar
     */
    public void warn(String code, String message, Span scalar, String text, String part) {
        var offset = text.indexOf(part);
        var span = offset < 0 ? scalar : places.within(scalar, text, offset, part.length());
        add(Diagnostic.warning(code, message).at(Optional.of(span)));
    }

    /** The number of errors so far. */
    public int count() {
        return (int) Stream.concat(list.stream(), unlessOthers.stream())
                .filter(Diagnostic::isError)
                .count();
    }

    boolean isEmpty() {
        return list.isEmpty() && unlessOthers.isEmpty();
    }

    /** The problems in the order of the file, those without a place first; each once. */
    public List<Diagnostic> sorted() {
        var places = list.stream().flatMap(problem -> problem.span().stream()).collect(Collectors.toSet());
        var others = unlessOthers.stream()
                .filter(problem -> problem.span().filter(places::contains).isEmpty());
        var alike = new LinkedHashMap<Diagnostic, List<Diagnostic>>();
        Stream.concat(list.stream(), others)
                .distinct()
                .forEach(problem -> alike.computeIfAbsent(problem.alone(), _ -> new ArrayList<>())
                        .add(problem));
        return alike.values().stream()
                .map(CheckProblems::once)
                .sorted(Comparator.comparingInt(this::rank).thenComparing(IN_FILE))
                .toList();
    }

    /** One problem for what is wrong in the same way in several calls of a module. */
    private static Diagnostic once(List<Diagnostic> alike) {
        var first = alike.getFirst();
        return alike.size() == 1 || first.related().isEmpty() ? first : first.andMore(alike.size() - 1);
    }

    private int rank(Diagnostic problem) {
        return problem.span().map(span -> span.source().equals(first) ? 1 : 2).orElse(0);
    }
}
