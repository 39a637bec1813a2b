package dev.setpoint.engine.validation;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.PropertyPath;
import java.util.Optional;

/**
 * One way in which a value breaks its schema.
 *
 * @param path where, from the value that was validated
 * @param onName whether the name at the end of the path is wrong, rather than what it holds
 * @param missing the member that what lies at the path lacks
 * @param worded whether the sentence is the schema's own ({@code x-message})
 */
public record Violation(
        String code,
        PropertyPath path,
        boolean onName,
        String message,
        Optional<String> hint,
        Optional<String> missing,
        boolean worded) {

    public static Violation of(String code, PropertyPath path, String message) {
        return new Violation(code, path, false, message, Optional.empty(), Optional.empty(), false);
    }

    Violation hint(Optional<String> text) {
        return new Violation(code, path, onName, message, text, missing, worded);
    }

    /** This problem with another sentence in its hint. */
    Violation adding(String sentence) {
        return hint(Optional.of(hint.map(text -> text + " " + sentence).orElse(sentence)));
    }

    Violation atName() {
        return new Violation(code, path, true, message, hint, missing, worded);
    }

    Violation missing(String member) {
        return new Violation(code, path, onName, message, hint, Optional.of(member), worded);
    }

    /** This problem in the schema's own words, which say all there is to say. */
    Violation worded(String sentence) {
        return worded ? this : new Violation("SP0207", path, onName, sentence, Optional.empty(), missing, true);
    }

    /** This problem as the spec shows it: what is missing may be written there, and be null. */
    public Violation in(Term written) {
        return missing.filter(name -> written.at(path.name(name)).isPresent())
                .map(name -> of("SP0333", path.name(name), "`" + path.name(name) + "` is required, and is null here."))
                .orElse(this);
    }

    public Diagnostic at(Span span) {
        return Diagnostic.error(code, span, message).hint(hint);
    }
}
