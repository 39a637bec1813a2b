package dev.setpoint.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Assertions about calls that the cloud refuses. */
public final class Refusals {

    private Refusals() {}

    /** Asserts that the call fails with this error code. */
    public static AbstractThrowableAssert<?, ? extends AwsServiceException> assertRefused(
            String code, ThrowingCallable call) {
        return assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(call)
                .matches(e -> code.equals(e.awsErrorDetails().errorCode()), "has the code " + code)
                .extracting(
                        e -> e, org.assertj.core.api.InstanceOfAssertFactories.throwable(AwsServiceException.class));
    }
}
