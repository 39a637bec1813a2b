package dev.setpoint.engine.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One problem, described for a person.
 *
 * @param code stable, {@code SP} and four digits; the hundreds name the stage (see CONTRIBUTING)
 * @param message one sentence, without a final line break
 * @param related other places that explain it, each with what it is
 * @param answer what the cloud said, where it is the cloud that refused
 */
public record Diagnostic(
        Severity severity,
        String code,
        String message,
        Optional<Span> span,
        Optional<String> hint,
        List<Related> related,
        Optional<Answer> answer) {

    public enum Severity {
        ERROR,
        WARNING
    }

    /** Another place that a diagnostic refers to. */
    public record Related(String label, Span span) {}

    /**
     * The cloud's own words.
     *
     * @param from the provider configuration that was asked: {@code aws.replica}
     * @param code as the cloud spells it
     * @param call what was asked of it: {@code s3:PutBucketPolicy}
     * @param permission what must be allowed for it to agree
     */
    public record Answer(
            String from, String code, String message, Optional<String> call, Optional<String> permission) {}

    public Diagnostic {
        related = List.copyOf(related);
    }

    public static Diagnostic error(String code, String message) {
        return new Diagnostic(
                Severity.ERROR, code, message, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    public static Diagnostic error(String code, Span span, String message) {
        return new Diagnostic(
                Severity.ERROR, code, message, Optional.of(span), Optional.empty(), List.of(), Optional.empty());
    }

    public static Diagnostic warning(String code, String message) {
        return new Diagnostic(
                Severity.WARNING, code, message, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    public Diagnostic at(Optional<Span> place) {
        return new Diagnostic(severity, code, message, place, hint, related, answer);
    }

    /** Returns this problem as a warning. */
    public Diagnostic asWarning() {
        return new Diagnostic(Severity.WARNING, code, message, span, hint, related, answer);
    }

    public Diagnostic hint(String text) {
        return new Diagnostic(severity, code, message, span, Optional.of(text), related, answer);
    }

    public Diagnostic hint(Optional<String> text) {
        return new Diagnostic(severity, code, message, span, text, related, answer);
    }

    /** This diagnostic without its other places. */
    public Diagnostic alone() {
        return new Diagnostic(severity, code, message, span, hint, List.of(), answer);
    }

    /** This diagnostic, whose first other place stands for more like it. */
    public Diagnostic andMore(int others) {
        var all = new ArrayList<>(related);
        all.set(
                0,
                new Related(
                        all.getFirst().label() + " (and " + others + " more)",
                        all.getFirst().span()));
        return new Diagnostic(severity, code, message, span, hint, all, answer);
    }

    public Diagnostic related(String label, Span place) {
        var more = new ArrayList<>(related);
        more.add(new Related(label, place));
        return new Diagnostic(severity, code, message, span, hint, more, answer);
    }

    public Diagnostic answered(Optional<Answer> words) {
        return new Diagnostic(severity, code, message, span, hint, related, words);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
