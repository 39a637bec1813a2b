package dev.setpoint.provider.aws.error;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Kinds of failed requests, by whether and how long they are repeated. */
public enum RequestFailure {
    /** AWS wants fewer requests. Nothing was done; repeated until the deadline. */
    THROTTLED,
    /** Another change of the same object is running. Nothing was done; this passes. */
    BUSY,
    /** AWS failed inside, or found our clock wrong and has told the SDK the time. */
    SERVER,
    /** No connection came about, so nothing was done. */
    UNCONNECTED,
    /** The connection broke, or what came back is no answer: the request may have been carried out. */
    BROKEN,
    /** Repeating changes nothing. */
    FINAL;

    private static final String EXISTS_OR_BUSY = "ConflictException";

    private static final Set<String> THROTTLING = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded",
            "PriorRequestNotComplete",
            "SlowDown");
    /**
     * The services' words for "something else is changing this object": behaviour.md#s3-bucket-retries,
     * behaviour.md#iam-role-errors, behaviour.md#cloudtrail-trail-retries, behaviour.md#logs-log-group-retries,
     * behaviour.md#sns-topic-retries.
     */
    private static final Set<String> CONFLICT = Set.of(
            "OperationAborted",
            "OperationAbortedException",
            "ConditionalRequestConflict",
            "ConcurrentModification",
            "ConcurrentAccess",
            EXISTS_OR_BUSY);

    /** AWS's side of the connection waited too long; the status is one of those that mean a refusal. */
    private static final Set<String> GAVE_UP = Set.of("RequestTimeout", "RequestTimeoutException");

    /** The operation whose objects have no name in the spec, so that AWS would create a second one: its type looks first. */
    private static final String NAMELESS = "CreateKey";

    private static final int ATTEMPTS_TO_CONNECT = 3;
    private static final int ATTEMPTS_AT_A_FAULT = 6;

    public static RequestFailure of(Throwable e) {
        return switch (e) {
            case AwsServiceException service -> of(service);
            case SdkClientException client -> of(client);
            default -> FINAL;
        };
    }

    private static RequestFailure of(AwsServiceException e) {
        var code = Errors.code(e);
        if (THROTTLING.contains(code) || e.statusCode() == 429) {
            return THROTTLED;
        }
        if (CONFLICT.contains(code)) {
            return BUSY;
        }
        // 501 says that the feature is absent; it stays so.
        var failedInside = e.statusCode() >= 500 && e.statusCode() != 501;
        return failedInside || GAVE_UP.contains(code) || e.isClockSkewException() ? SERVER : FINAL;
    }

    private static RequestFailure of(SdkClientException e) {
        var causes = causes(e).toList();
        if (causes.stream().anyMatch(RequestFailure::isUnconnected)) {
            return UNCONNECTED;
        }
        return causes.stream().anyMatch(RequestFailure::isWithoutAnswer) ? BROKEN : FINAL;
    }

    static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(
                        Optional.of(e), Optional::isPresent, o -> o.flatMap(t -> Optional.ofNullable(t.getCause())))
                .flatMap(Optional::stream)
                .limit(20);
    }

    private static boolean isUnconnected(Throwable e) {
        return e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException
                || e instanceof SSLPeerUnverifiedException
                || (e instanceof SocketTimeoutException timeout && isAboutConnecting(timeout));
    }

    /** The answer did not come, did not come in time, or came in pieces that make no sense. */
    private static boolean isWithoutAnswer(Throwable e) {
        return e instanceof IOException
                || e instanceof ApiCallTimeoutException
                || e instanceof ApiCallAttemptTimeoutException
                || Optional.ofNullable(e.getMessage())
                        .filter(message -> message.startsWith("Unable to unmarshall response"))
                        .isPresent();
    }

    /** The JDK has one exception for a connection that did not come about in time and for an answer that did not. */
    private static boolean isAboutConnecting(SocketTimeoutException e) {
        return Optional.ofNullable(e.getMessage())
                .filter(message -> message.toLowerCase(Locale.ROOT).startsWith("connect"))
                .isPresent();
    }

    /** Longest time to repeat the request; empty for as long as the call may last. */
    public Optional<Duration> limit() {
        return switch (this) {
            case THROTTLED -> Optional.empty();
            case BUSY -> Optional.of(Duration.ofMinutes(3));
            case SERVER, UNCONNECTED, BROKEN, FINAL -> Optional.of(Duration.ofMinutes(1));
        };
    }

    /** Tells whether the request should be sent again after this many attempts. */
    public boolean mayRepeat(String operation, int attempts) {
        return switch (this) {
            case THROTTLED, BUSY -> true;
            case SERVER -> attempts < ATTEMPTS_AT_A_FAULT && !operation.equals(NAMELESS);
            case UNCONNECTED -> attempts < ATTEMPTS_TO_CONNECT;
            case BROKEN -> attempts < ATTEMPTS_TO_CONNECT && !operation.equals(NAMELESS);
            case FINAL -> false;
        };
    }

    /** Tells whether the failure does not tell if the request was carried out. */
    public boolean leavesOpen() {
        return this == SERVER || this == BROKEN;
    }

    /** Services that have one code for an object that exists and for one that is just being changed. */
    public static boolean saysExists(Throwable e) {
        return e instanceof AwsServiceException service && Errors.code(service).equals(EXISTS_OR_BUSY);
    }

    /** Completes "waiting for …". */
    public String waitingFor(String operation) {
        return switch (this) {
            case THROTTLED -> "AWS to accept more requests (" + operation + ")";
            case BUSY -> "another change of the same object to end (" + operation + ")";
            case SERVER -> "AWS to recover (" + operation + ")";
            case UNCONNECTED, BROKEN, FINAL -> "a connection (" + operation + ")";
        };
    }
}
