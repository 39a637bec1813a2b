package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.policy.Wildcard;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Faults on the way to the simulated services. Immutable; a running sandbox can be given others.
 *
 * @param latency of each call
 * @param reallySleeping whether latency costs real time, not only simulated
 * @param throttleRate share of calls refused for coming too fast, 0 to 1
 * @param seed decides which calls are throttled
 * @param denied IAM actions that the caller lacks, with {@code *} and {@code ?}: {@code s3:Put*}
 * @param allowed the only IAM actions that the caller has, written likewise; empty: all
 * @param failures calls that fail with a code
 * @param haltBefore number of the call before which the process halts
 * @param haltAfter number of the call after which the process halts: done, and its answer lost
 * @param countChangesOnly whether the numbers of the last two count only calls that may change something
 */
public record Faults(
        Duration latency,
        boolean reallySleeping,
        double throttleRate,
        long seed,
        List<String> denied,
        List<String> allowed,
        List<Failure> failures,
        OptionalLong haltBefore,
        OptionalLong haltAfter,
        boolean countChangesOnly) {

    /** No faults and no latency. */
    public static final Faults NONE = new Faults(
            Duration.ZERO,
            false,
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            false);

    public Faults {
        denied = List.copyOf(denied);
        allowed = List.copyOf(allowed);
        failures = List.copyOf(failures);
    }

    /**
     * One call that fails.
     *
     * @param action which calls are counted: an IAM action with {@code *} and {@code ?}
     * @param nth the first is 1
     * @param code the error code; the status follows from it; {@link #CONNECTION_RESET} for no answer at all
     * @param done whether only its answer is lost: otherwise nothing happens
     */
    public record Failure(String action, long nth, String code, boolean done) {

        /** Code of a connection that breaks. */
        public static final String CONNECTION_RESET = "ConnectionReset";

        public Failure(String action, long nth, String code) {
            this(action, nth, code, false);
        }
    }

    public Faults latency(Duration duration, boolean real) {
        return new Faults(
                duration, real, throttleRate, seed, denied, allowed, failures, haltBefore, haltAfter, countChangesOnly);
    }

    public Faults throttling(double rate, long randomSeed) {
        return new Faults(
                latency,
                reallySleeping,
                rate,
                randomSeed,
                denied,
                allowed,
                failures,
                haltBefore,
                haltAfter,
                countChangesOnly);
    }

    public Faults denying(String... actions) {
        return new Faults(
                latency,
                reallySleeping,
                throttleRate,
                seed,
                List.of(actions),
                allowed,
                failures,
                haltBefore,
                haltAfter,
                countChangesOnly);
    }

    /** Returns true if the caller is allowed to use the action. */
    boolean permits(String action) {
        return denied.stream().noneMatch(pattern -> Wildcard.matchesIgnoringCase(pattern, action))
                && (allowed.isEmpty()
                        || allowed.stream().anyMatch(pattern -> Wildcard.matchesIgnoringCase(pattern, action)));
    }

    public Faults failing(Failure... calls) {
        return new Faults(
                latency,
                reallySleeping,
                throttleRate,
                seed,
                denied,
                allowed,
                List.of(calls),
                haltBefore,
                haltAfter,
                countChangesOnly);
    }

    public Faults halting(OptionalLong before, OptionalLong after, boolean changesOnly) {
        return new Faults(
                latency, reallySleeping, throttleRate, seed, denied, allowed, failures, before, after, changesOnly);
    }
}
