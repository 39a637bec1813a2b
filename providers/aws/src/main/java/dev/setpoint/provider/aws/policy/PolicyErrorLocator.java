package dev.setpoint.provider.aws.policy;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.policy.Statements.Leaf;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The part of a policy that AWS refuses: what its message names, else what a look at the document shows. The
 * messages differ from service to service; few say which statement they mean.
 */
public final class PolicyErrorLocator {

    private static final Pattern INDEX = Pattern.compile("(?i)\\bstatement(?:\\[|/)(\\d{1,4})\\b");
    private static final Set<String> ORDINARY =
            Set.of("*", "Allow", "Deny", "AWS", "Service", "Sid", "Effect", "Principal", "Action", "Resource");

    private final Statements document;
    private final String message;
    private final StatementFaults look;

    private PolicyErrorLocator(Statements document, String message, StatementFaults look) {
        this.document = document;
        this.message = message;
        this.look = look;
    }

    /**
     * Names the place in the properties, where the error is about a policy and the place can be told.
     *
     * @param stranger whether the account has no such role or user
     */
    public static ProviderException located(
            Value.Map properties, ProviderException problem, Predicate<String> stranger) {
        var message = problem.answer().orElse("");
        if (!isAboutPolicy(problem.code(), message)) {
            return problem;
        }
        var service = problem.operation().orElse("").replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        var faults = Statements.in(properties).stream()
                .sorted(Comparator.comparing(
                        document -> !isSentBy(problem.operation().orElse(""), document)))
                .map(document -> new PolicyErrorLocator(
                        document,
                        message,
                        new StatementFaults(document, bucket(properties), service(service, document), stranger)))
                .toList();
        return faults.stream()
                .flatMap(fault -> fault.named().stream())
                .findFirst()
                .or(() ->
                        faults.stream().flatMap(fault -> fault.seen().stream()).findFirst())
                .map(place -> problem.about(place.toString()))
                .orElse(problem);
    }

    private static boolean isAboutPolicy(String code, String message) {
        return ((code.startsWith("Malformed") || code.startsWith("Invalid")) && code.contains("Policy"))
                || (code.startsWith("Invalid")
                        && message.toLowerCase(Locale.ROOT).contains("policy"))
                || message.contains("BlockPublicPolicy");
    }

    private static boolean isSentBy(String operation, Statements document) {
        var trust = isTrust(document);
        return (operation.contains("PutRolePolicy") || operation.contains("PutUserPolicy")) != trust;
    }

    private static boolean isTrust(Statements document) {
        return document.path().property().orElse("").startsWith("assumeRole");
    }

    private static Optional<String> bucket(Value.Map properties) {
        return properties.string("bucket");
    }

    /** The service whose actions alone the policy may have; empty where it may have all. */
    private static Optional<String> service(String caller, Statements document) {
        return switch (caller) {
            case "s3", "kms", "sns" -> Optional.of(caller);
            case "iam" -> isTrust(document) ? Optional.of("sts") : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The part that the message names: a statement by its place, or a text of the document. */
    private Optional<PropertyPath> named() {
        if (message.contains("BlockPublicPolicy")) {
            // What it names is the request, not a part of the policy.
            return Optional.empty();
        }
        var index = INDEX.matcher(message);
        if (index.find()) {
            var place = document.path().name("Statement").index(Integer.parseInt(index.group(1)));
            if (document.around(place).isPresent()) {
                return Optional.of(place);
            }
        }
        if (message.contains("must be unique") || message.contains("two statements")) {
            return look.repeatedSid();
        }
        return document.leaves().stream()
                .filter(leaf -> !ORDINARY.contains(leaf.text()) && isNamed(leaf.text()))
                .max(Comparator.comparingInt(leaf -> leaf.text().length()))
                .map(this::place);
    }

    /** The message has the text as a word of its own. */
    private boolean isNamed(String text) {
        for (var at = message.indexOf(text); at >= 0; at = message.indexOf(text, at + 1)) {
            if (isEdge(at - 1) && isEdge(at + text.length())) {
                return text.length() > 2;
            }
        }
        return false;
    }

    private boolean isEdge(int at) {
        return at < 0 || at >= message.length() || !Character.isLetterOrDigit(message.charAt(at));
    }

    private PropertyPath place(Leaf leaf) {
        return leaf.under().equals("Sid")
                ? document.around(leaf.path()).map(Statements.Statement::path).orElse(leaf.path())
                : leaf.path();
    }

    /** Faults that the document shows, first those in the member that the message speaks of. */
    private Optional<PropertyPath> seen() {
        if (message.contains("BlockPublicPolicy")) {
            return look.open();
        }
        var says = message.toLowerCase(Locale.ROOT);
        for (var member : List.of("Principal", "Resource", "Action", "Condition", "Effect")) {
            if (!says.contains(member.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (says.matches("(?s).*(missing|with no |must contain|must have|not contain).*")) {
                return look.lacking(member);
            }
            if (says.matches("(?s).*(prohibited|should not|must not|cannot specify).*")) {
                return look.having(member);
            }
            if (says.contains("does not apply to any resource")) {
                return look.actionWithoutResource();
            }
            return look.wrong(member).or(() -> look.only(member));
        }
        return look.anything();
    }
}
