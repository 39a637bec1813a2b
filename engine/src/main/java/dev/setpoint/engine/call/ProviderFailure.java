package dev.setpoint.engine.call;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.value.PropertyPath;
import java.util.List;
import java.util.Optional;

/**
 * Builds the diagnostic for a failed call to the cloud: what was tried, on which resource, the cloud's answer and
 * what to do. Planning and applying share it.
 *
 * @param schema schema of its type, when known
 * @param provider provider configuration, such as {@code aws.replica}
 * @param block place of the resource in the spec; empty when the spec no longer has it
 * @param spec its properties there
 * @param places finds where the values of expressions are written; empty to point at the expression
 * @param confidential true when the request may contain a secret; then the cloud's answer is not quoted, because it
 *     may repeat the secret
 */
public record ProviderFailure(
        Address address,
        TypeName type,
        Optional<TypeSchema> schema,
        String provider,
        Optional<Span> block,
        Optional<Term> spec,
        Optional<SpecPlaces> places,
        boolean confidential) {

    private static final String UNTOLD = "The error is not shown, because it may contain a secret.";

    private static final String HIDDEN = "(sensitive)";

    public ProviderFailure(
            Address address,
            TypeName type,
            Optional<TypeSchema> schema,
            String provider,
            Optional<Span> block,
            Optional<Term> spec) {
        this(address, type, schema, provider, block, spec, Optional.empty(), false);
    }

    public ProviderFailure confidential(boolean secret) {
        return new ProviderFailure(address, type, schema, provider, block, spec, places, secret);
    }

    /** @param doing the action, as the beginning of the sentence: {@code Reading} */
    public Diagnostic diagnose(String doing, ProviderException problem) {
        var message = switch (problem.kind()) {
            // These problems do not depend on the resource. All have the same text, so that only one is shown.
            case CREDENTIALS -> "The credentials of provider `" + provider + "` cannot be used: " + text(problem);
            case UNREACHABLE -> "Provider `" + provider + "` cannot be reached: " + text(problem);
            case ACCESS_DENIED, NAME_TAKEN, INVALID, TIMEOUT, CANCELLED, OTHER ->
                confidential
                        ? doing + " " + subject() + " failed" + at(problem) + ", with " + problem.code() + ". " + UNTOLD
                        : doing + " " + subject() + " failed" + during(problem) + ": " + text(problem);
        };
        return Diagnostic.error(code(problem.kind()), message)
                .at(general(problem.kind()) ? Optional.empty() : place(problem))
                .hint(problem.hint().filter(_ -> !confidential).or(() -> hint(problem)))
                .answered(problem.answer()
                        .map(words -> new Diagnostic.Answer(
                                provider,
                                problem.code(),
                                confidential ? HIDDEN : words,
                                problem.operation(),
                                missing(problem))));
    }

    /** Returns the diagnostic for an exception that no provider should throw. */
    public Diagnostic unexpected(String doing, RuntimeException problem) {
        var reason = confidential
                ? UNTOLD
                : Optional.ofNullable(problem.getMessage()).orElse("no reason was given.");
        return Diagnostic.error("SP0518", doing + " " + subject() + " failed inside the provider: " + reason)
                .at(block)
                .hint("This is a bug in the provider. Running the command again may help.");
    }

    private String subject() {
        return "`" + address + "` (" + type + ")";
    }

    private static String during(ProviderException problem) {
        return problem.operation().filter(problem.text()::contains).isPresent() ? "" : at(problem);
    }

    private static String at(ProviderException problem) {
        return problem.operation().map(name -> " at " + name).orElse("");
    }

    /** Returns the cloud's message with its error code. */
    private static String text(ProviderException problem) {
        var text = problem.text();
        var bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return text.contains(problem.code()) ? text : bare + " (" + problem.code() + ").";
    }

    private static boolean general(ProviderException.Kind kind) {
        return kind == ProviderException.Kind.CREDENTIALS || kind == ProviderException.Kind.UNREACHABLE;
    }

    private static String code(ProviderException.Kind kind) {
        return switch (kind) {
            case ACCESS_DENIED -> "SP0510";
            case CREDENTIALS -> "SP0511";
            case UNREACHABLE -> "SP0512";
            case NAME_TAKEN -> "SP0513";
            case INVALID -> "SP0514";
            case TIMEOUT -> "SP0515";
            case CANCELLED -> "SP0516";
            case OTHER -> "SP0517";
        };
    }

    private static Optional<String> missing(ProviderException problem) {
        return problem.permission().filter(_ -> problem.kind() == ProviderException.Kind.ACCESS_DENIED);
    }

    private Optional<Span> place(ProviderException problem) {
        return problem.property()
                .filter(this::has)
                .or(() -> problem.permission().or(problem::operation).flatMap(this::property))
                .flatMap(property -> spec.map(term -> spanAt(term, path(property))))
                .or(() -> block);
    }

    private Span spanAt(Term properties, PropertyPath path) {
        return places.map(known -> known.of(properties, path)).orElseGet(() -> properties.spanAt(path));
    }

    private boolean has(String property) {
        var name = path(property).property();
        return schema.isEmpty()
                || name.flatMap(n -> schema.get().properties().attribute(n)).isPresent();
    }

    /** Returns the property of the spec that the action sets. */
    private Optional<String> property(String action) {
        return schema.map(type -> type.actions().propertiesNeeding(action)).orElse(List.of()).stream()
                .filter(name -> spec.filter(
                                term -> term instanceof Term.MapTerm(var entries, var _) && entries.containsKey(name))
                        .isPresent())
                .findFirst();
    }

    private static PropertyPath path(String property) {
        try {
            return PropertyPath.parse(property);
        } catch (IllegalArgumentException unusual) {
            return PropertyPath.of(property);
        }
    }

    private Optional<String> hint(ProviderException problem) {
        return switch (problem.kind()) {
            case ACCESS_DENIED ->
                problem.permission()
                        .or(problem::operation)
                        .map(action -> "Allow `" + action + "` to the identity that provider `" + provider + "` uses.");
            case CREDENTIALS ->
                Optional.of("Sign in again, or name other credentials: `profile` or `assumeRole` in the spec's"
                        + " providers, or the environment.");
            case UNREACHABLE -> Optional.of("Check the network, the region and the endpoint.");
            case NAME_TAKEN -> Optional.of("Choose another name.");
            case TIMEOUT -> Optional.of("Run the command again to continue.");
            case INVALID, CANCELLED, OTHER -> Optional.empty();
        };
    }
}
