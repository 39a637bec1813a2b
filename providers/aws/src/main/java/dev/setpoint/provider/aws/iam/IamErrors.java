package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;

import dev.setpoint.engine.spi.ProviderException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The errors of IAM that mean something to more than one type.
 * See behaviour.md#iam-role-retries, behaviour.md#iam-role-errors.
 */
public final class IamErrors {

    /** Longest time that IAM takes to show a change everywhere. */
    static final Duration PROPAGATION = Duration.ofMinutes(2);

    public static final Predicate<ProviderException> NO_SUCH_ENTITY = code("NoSuchEntity");

    /** A principal so new that IAM does not know it everywhere. */
    static final Predicate<ProviderException> NEW_PRINCIPAL =
            code("MalformedPolicyDocument").and(saying("Invalid principal in policy"));

    static final Predicate<ProviderException> STILL_REFERENCED = code("DeleteConflict");

    private IamErrors() {}
}
