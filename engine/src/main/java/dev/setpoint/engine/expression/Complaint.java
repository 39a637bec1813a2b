package dev.setpoint.engine.expression;

import java.util.Optional;

/**
 * A problem inside a scalar.
 *
 * @param offset where it begins in the scalar's text, in chars
 * @param length how far it reaches
 */
public record Complaint(int offset, int length, String code, String message, Optional<String> hint) {

    public Complaint(int offset, int length, String code, String message) {
        this(offset, length, code, message, Optional.empty());
    }

    public Complaint hint(Optional<String> text) {
        return new Complaint(offset, length, code, message, text);
    }

    public Complaint hint(String text) {
        return hint(Optional.of(text));
    }

    public Complaint moved(int by) {
        return new Complaint(offset + by, length, code, message, hint);
    }
}
