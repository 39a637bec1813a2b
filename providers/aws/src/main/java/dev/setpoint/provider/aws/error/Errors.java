package dev.setpoint.provider.aws.error;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Errors of AWS as sentences, and the tests by which callers tell them apart. Codes are compared, never
 * exception classes: many have no class of their own. See behaviour.md#error-codes.
 */
public final class Errors {

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "Forbidden",
            "NotAuthorized",
            "UnauthorizedAccess",
            "UnauthorizedOperation");
    private static final Set<String> TAKEN = Set.of(
            "AlreadyExistsException",
            "BucketAlreadyExists",
            "BucketAlreadyOwnedByYou",
            "EntityAlreadyExists",
            "ResourceAlreadyExistsException",
            "TrailAlreadyExistsException");
    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile("not authorized to perform:? (?<action>[a-z0-9-]+:[A-Za-z0-9*]+)(?: on resource:"
                    + " \"?(?<resource>[^\\s\"]*[^\\s.,\"]))?");

    private Errors() {}

    /** The error has one of these codes. */
    public static Predicate<ProviderException> code(String... codes) {
        var set = Set.of(codes);
        return e -> set.contains(e.code());
    }

    /** AWS's own message contains this text. */
    public static Predicate<ProviderException> saying(String text) {
        return e -> e.answer().orElse(e.text()).contains(text);
    }

    /** The request may have been carried out although it failed: its answer was lost, or AWS failed inside. */
    public static boolean isAmbiguous(ProviderException e) {
        return Optional.ofNullable(e.getCause())
                .filter(cause -> RequestFailure.of(cause).leavesOpen())
                .isPresent();
    }

    /** The HTTP status of the answer; 0 when there was none. */
    public static int status(ProviderException e) {
        return e.getCause() instanceof SdkServiceException service ? service.statusCode() : 0;
    }

    /** Runs the read; empty when it fails with one of these codes. */
    public static <T> Optional<T> unless(Predicate<ProviderException> absent, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (ProviderException e) {
            if (absent.test(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Looks for something; empty when there is nothing, or the look fails with one of these errors. */
    public static <T> Optional<T> found(Predicate<ProviderException> absent, Supplier<Optional<T>> look) {
        return unless(absent, look).flatMap(found -> found);
    }

    /** Runs the removal; an error that says it was gone already is success. */
    public static void ignoring(Predicate<ProviderException> gone, Runnable removal) {
        try {
            removal.run();
        } catch (ProviderException e) {
            if (!gone.test(e)) {
                throw e;
            }
        }
    }

    /** AWS's code; answers to HEAD requests have none, so the status gives it a name. */
    static String code(AwsServiceException e) {
        return details(e)
                .flatMap(details -> Optional.ofNullable(details.errorCode()))
                .filter(code -> !code.isBlank() && !code.chars().allMatch(Character::isDigit))
                .orElseGet(() -> switch (e.statusCode()) {
                    case 301, 307 -> "PermanentRedirect";
                    case 400 -> "BadRequest";
                    case 403 -> "Forbidden";
                    case 404 -> "NotFound";
                    case 409 -> "Conflict";
                    default -> "HTTP" + e.statusCode();
                });
    }

    /**
     * @param service as IAM actions spell it: {@code kms}
     * @param where the requests go, for a person
     */
    public static ProviderException translate(Throwable e, String service, String operation, String where) {
        var called = service + ":" + operation;
        var problem = switch (e) {
            case ProviderException already -> already;
            case AwsServiceException refused -> refused(refused, service, operation);
            default -> ConnectionErrors.translate(e, called, where);
        };
        return problem.during(called).causedBy(e);
    }

    private static ProviderException refused(AwsServiceException e, String service, String operation) {
        var code = code(e);
        var says = message(e);
        var called = service + ":" + operation;
        if (DENIED.contains(code)) {
            return denied(code, says, IamActions.of(service, operation));
        }
        var clue = CredentialErrors.hint(code);
        if (clue.isPresent()) {
            return ProviderException.of(Kind.CREDENTIALS, code, "AWS does not accept them.")
                    .answered(says)
                    .hint(clue.get());
        }
        var kind = TAKEN.contains(code) ? Kind.NAME_TAKEN : isInvalid(code, e.statusCode()) ? Kind.INVALID : Kind.OTHER;
        var problem = ProviderException.of(kind, code, "AWS refused " + called + " (" + code + ").")
                .needing(IamActions.of(service, operation))
                .answered(says);
        var advised = DenialCause.ofAcls(code).map(problem::hint).orElse(problem);
        return code.startsWith("MalformedPolicy") ? advised.about("policy") : advised;
    }

    private static ProviderException denied(String code, String says, String action) {
        var match = NOT_AUTHORIZED.matcher(says);
        var found = match.find();
        var needed = found ? match.group("action") : action;
        var resource = found ? Optional.ofNullable(match.group("resource")) : Optional.<String>empty();
        var problem = ProviderException.of(
                        Kind.ACCESS_DENIED,
                        code,
                        "Not allowed to use " + needed
                                + resource.map(r -> " on " + r).orElse("") + ".")
                .answered(says);
        var cause = DenialCause.in(says);
        if (cause.isPresent()) {
            return problem.hint(cause.get().hint(needed, says));
        }
        return found || !needed.startsWith("s3:")
                ? problem.needing(needed)
                : problem.needing(needed).hint(DenialCause.untold(needed));
    }

    private static boolean isInvalid(String code, int status) {
        return code.startsWith("Invalid")
                || code.startsWith("Malformed")
                || code.contains("Validation")
                || (status == 400 && !code.contains("NotFound") && !code.contains("LimitExceeded"));
    }

    private static String message(AwsServiceException e) {
        var text = details(e)
                .flatMap(details -> Optional.ofNullable(details.errorMessage()))
                .filter(message -> !message.isBlank())
                .orElse("no reason given, HTTP status " + e.statusCode());
        return text.endsWith(".") ? text : text + ".";
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails());
    }
}
