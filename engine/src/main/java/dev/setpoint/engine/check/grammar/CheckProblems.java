package dev.setpoint.engine.check.grammar;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Complaint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The problems of one check, gathered from everywhere. Confined to the check that made it. */
public final class CheckProblems {

    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparingInt(
                    (Diagnostic problem) -> problem.span().isPresent() ? 1 : 0)
            .thenComparing(problem -> problem.span().map(Span::source), CheckProblems::byFile)
            .thenComparingInt(problem -> problem.span().map(Span::line).orElse(0))
            .thenComparingInt(problem -> problem.span().map(Span::column).orElse(0));

    /** Orders files by their names. */
    private static int byFile(Optional<Source> one, Optional<Source> other) {
        return one.map(Source::name)
                .orElse("")
                .compareTo(other.map(Source::name).orElse(""));
    }

    private final List<Diagnostic> list = new ArrayList<>();
    private final List<Diagnostic> unlessOthers = new ArrayList<>();
    private final SpecPositions places;

    public CheckProblems(SpecPositions places) {
        this.places = places;
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

    /** How many problems there are so far. */
    public int count() {
        return list.size() + unlessOthers.size();
    }

    boolean isEmpty() {
        return list.isEmpty() && unlessOthers.isEmpty();
    }

    /** The problems in the order of the file, those without a place first; each once. */
    public List<Diagnostic> sorted() {
        var places = list.stream().flatMap(problem -> problem.span().stream()).collect(Collectors.toSet());
        var others = unlessOthers.stream()
                .filter(problem -> problem.span().filter(places::contains).isEmpty());
        return Stream.concat(list.stream(), others).distinct().sorted(BY_PLACE).toList();
    }
}
