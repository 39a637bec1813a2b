package dev.setpoint.engine.schema.annotation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A subject that a reviewer of a plan looks for, or may skip ({@code x-concerns}). */
public enum Concern {
    /** Decides who may do what: policies, grants, public access blocks. */
    ACCESS,
    /** Tags alone. */
    TAGS;

    /** Returns the word of schemas and plan files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Concern> of(String word) {
        return Stream.of(values())
                .filter(concern -> concern.word().equals(word))
                .findFirst();
    }
}
