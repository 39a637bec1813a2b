package dev.setpoint.engine.stack;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An environment of a stack: one of the files below {@code envs/}. Each has a state of its own.
 *
 * @param source its file
 * @param place of its name
 * @param accounts expected accounts by provider configuration; that of all others under the empty name
 * @param region expected region of the provider {@code aws}
 * @param backend the entry that replaces the stack's
 * @param protect names of resources and modules whose objects may not be deleted or replaced
 * @param everywhere members of {@code stack} that every environment gives
 */
public record Environment(
        String name,
        Source source,
        Span place,
        Map<String, Located> accounts,
        Optional<Located> region,
        Optional<Node.Entry> backend,
        List<Located> protect,
        Set<String> everywhere) {

    /** The provider configuration whose account and region are those of the stack. */
    public static final String MAIN = "aws";

    /** The name under which {@link #accounts} has the account of all provider configurations. */
    public static final String ALL = "";

    private static final char SEPARATOR = '@';

    /** A text with its place. */
    public record Located(String text, Span span) {}

    /** The name of a stack in this environment: {@code shop@prod}. */
    public String of(String stack) {
        return of(stack, name);
    }

    /** The name of a stack in an environment: {@code shop@prod}. */
    public static String of(String stack, String environment) {
        return stack + SEPARATOR + environment;
    }

    /** The environment in the name of a stack; empty when there is none. */
    public static Optional<String> in(String stack) {
        var at = stack.indexOf(SEPARATOR);
        return at < 0 ? Optional.empty() : Optional.of(stack.substring(at + 1));
    }

    /** The name of a stack without its environment. */
    public static String stack(String name) {
        var at = name.indexOf(SEPARATOR);
        return at < 0 ? name : name.substring(0, at);
    }

    /** The account that a provider configuration must work in: {@code aws.audit} has that of {@code aws} unless it has its own. */
    public Optional<Located> account(String configuration) {
        var dot = configuration.indexOf('.');
        return Optional.ofNullable(accounts.get(configuration))
                .or(() -> Optional.ofNullable(accounts.get(dot < 0 ? configuration : configuration.substring(0, dot))))
                .or(() -> Optional.ofNullable(accounts.get(ALL)));
    }

    /** The region that a provider configuration must work in. */
    public Optional<Located> region(String configuration) {
        return configuration.equals(MAIN) ? region : Optional.empty();
    }
}
