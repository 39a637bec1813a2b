package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;

import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.wait.Eventually;
import java.util.Optional;
import java.util.function.Consumer;

/** The permissions boundary of a role or a user. See behaviour.md#iam-role-retries. */
final class PermissionsBoundary {

    private PermissionsBoundary() {}

    /** Sets it, as soon as IAM has seen a policy that may be new, or takes it away. */
    static void change(Eventually eventually, Optional<String> policyArn, Consumer<String> put, Runnable delete) {
        if (policyArn.isEmpty()) {
            Errors.ignoring(NO_SUCH_ENTITY, delete);
            return;
        }
        eventually.retry(
                NO_SUCH_ENTITY, PROPAGATION, "the boundary's policy to be seen", () -> put.accept(policyArn.get()));
    }
}
