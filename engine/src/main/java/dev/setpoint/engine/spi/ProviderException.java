package dev.setpoint.engine.spi;

import java.util.Optional;

/**
 * A call to the cloud that failed for good. The engine turns it into a diagnostic; its message is
 * a sentence for a person and never the only thing shown.
 */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Kind of a failure, by what a user can do about it. */
    public enum Kind {
        /** A permission is missing: {@link #permission()} says which. */
        ACCESS_DENIED,
        /** No credentials, or expired or wrong ones. */
        CREDENTIALS,
        /** Nothing answers at the endpoint. */
        UNREACHABLE,
        /** The object's name is taken by something this stack does not manage. */
        NAME_TAKEN,
        /** The cloud refuses the request as it stands. */
        INVALID,
        /** The deadline passed while waiting. */
        TIMEOUT,
        /** The user asked to stop. */
        CANCELLED,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;
    private final String code;
    private final Optional<String> operation;
    private final Optional<String> property;
    private final Optional<String> permission;
    private final Optional<String> hint;
    private final Optional<String> answer;

    private ProviderException(
            Kind kind,
            String code,
            String message,
            Optional<String> operation,
            Optional<String> property,
            Optional<String> permission,
            Optional<String> hint,
            Optional<String> answer,
            Optional<Throwable> cause) {
        super(message, cause.orElse(null));
        this.kind = kind;
        this.code = code;
        this.operation = operation;
        this.property = property;
        this.permission = permission;
        this.hint = hint;
        this.answer = answer;
    }

    /** @param code the cloud's own error code, as it spells it */
    public static ProviderException of(Kind kind, String code, String message) {
        Optional<String> none = Optional.empty();
        return new ProviderException(kind, code, message, none, none, none, none, none, Optional.empty());
    }

    public ProviderException causedBy(Throwable cause) {
        return new ProviderException(
                kind, code, text(), operation, property, permission, hint, answer, Optional.of(cause));
    }

    /** @param name as IAM spells the action: {@code s3:PutBucketPolicy} */
    public ProviderException during(String name) {
        return new ProviderException(
                kind, code, text(), Optional.of(name), property, permission, hint, answer, cause());
    }

    /** @param path the property of the spec that the cloud complains of */
    public ProviderException about(String path) {
        return new ProviderException(
                kind, code, text(), operation, Optional.of(path), permission, hint, answer, cause());
    }

    public ProviderException needing(String action) {
        return new ProviderException(
                kind, code, text(), operation, property, Optional.of(action), hint, answer, cause());
    }

    public ProviderException hint(String text) {
        return new ProviderException(
                kind, code, text(), operation, property, permission, Optional.of(text), answer, cause());
    }

    /** @param words what the cloud said, word for word, beside its code */
    public ProviderException answered(String words) {
        return new ProviderException(
                kind, code, text(), operation, property, permission, hint, Optional.of(words), cause());
    }

    private Optional<Throwable> cause() {
        return Optional.ofNullable(getCause());
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** Operation that failed: {@code s3:PutBucketPolicy}. */
    public Optional<String> operation() {
        return operation;
    }

    public Optional<String> property() {
        return property;
    }

    /** The IAM action that the call needs; of an ACCESS_DENIED, the one to allow. */
    public Optional<String> permission() {
        return permission;
    }

    public Optional<String> hint() {
        return hint;
    }

    /** Answer of the cloud, word for word: to this call, or to the one whose failure led to this. */
    public Optional<String> answer() {
        return answer.or(() -> getCause() instanceof ProviderException earlier ? earlier.answer() : Optional.empty());
    }

    /** The sentence, never null. */
    public String text() {
        return Optional.ofNullable(getMessage()).orElse(code);
    }
}
