package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.policy.Wildcard;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.net.SocketException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of one process to one sandbox: counts and logs them, and makes them fail as {@link Faults} say. */
public final class Traffic {

    /** The exit status of a process that the sandbox halted: that of a SIGKILL. */
    public static final int HALTED = 137;

    private static final List<String> SUBJECTS = List.of(
            "Bucket",
            "KeyId",
            "AliasName",
            "RoleName",
            "UserName",
            "GroupName",
            "PolicyName",
            "PolicyArn",
            "Name",
            "TrailName",
            "logGroupName",
            "TopicArn",
            "AlarmName",
            "DashboardName",
            "analyzerName",
            "ConfigurationRecorderName",
            "DeliveryChannelName",
            "ConfigRuleName",
            "VpcEndpointId",
            "VpcId");

    private final SimulatedClock clock;
    private final CallLog log = new CallLog();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final Map<Faults.Failure, AtomicLong> seen = new ConcurrentHashMap<>();
    private volatile Settings settings;

    public Traffic(SimulatedClock clock, Settings settings) {
        this.clock = clock;
        this.settings = settings;
        settings.log().ifPresent(log::writeTo);
    }

    public SimulatedClock clock() {
        return clock;
    }

    public CallLog log() {
        return log;
    }

    public Settings settings() {
        return settings;
    }

    /** Replaces the faults; failures count from the next call on. */
    public void faults(Faults faults) {
        settings = settings.with(faults);
        seen.clear();
    }

    /** Begins one call, which a fault may end at once. */
    Passage enter(Service service, String action, SdkRequest request, String region, boolean reading) {
        var faults = settings.faults();
        var number = begun.incrementAndGet();
        var counted = faults.countChangesOnly() ? (reading ? 0 : changes.incrementAndGet()) : number;
        haltAt(faults.haltBefore(), counted);
        var passage = new Passage(service, number, counted, action, region, subject(request), clock.call());
        settings.watch().before(passage.name());
        wait(faults);
        try {
            obstruct(faults, service, action, request, region, passage);
        } catch (SdkException e) {
            passage.failed(e);
            passage.close();
            throw e;
        }
        return passage;
    }

    private void obstruct(
            Faults faults, Service service, String action, SdkRequest request, String region, Passage passage) {
        if (faults.throttleRate() > 0
                && new SplittableRandom(faults.seed() * 31 + passage.number).nextDouble() < faults.throttleRate()) {
            throw service.throttling();
        }
        for (var failure : faults.failures()) {
            if (Wildcard.matchesIgnoringCase(failure.action(), action)
                    && seen.computeIfAbsent(failure, _ -> new AtomicLong()).incrementAndGet() == failure.nth()) {
                passage.fail(failure);
            }
        }
        // Nobody can be denied to ask who they are. See behaviour.md#sts-caller.
        if (service != Service.STS) {
            for (var needed : Actions.needed(action, request)) {
                if (!faults.permits(needed)) {
                    throw service.denial(settings.account().callerArn(World.partition(region)), needed);
                }
            }
        }
    }

    private void wait(Faults faults) {
        if (faults.latency().isZero()) {
            return;
        }
        if (faults.reallySleeping()) {
            LockSupport.parkNanos(faults.latency().toNanos());
        } else {
            clock.pause(faults.latency());
        }
    }

    private static void haltAt(OptionalLong limit, long number) {
        if (limit.isPresent() && limit.getAsLong() == number) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    private static SdkException failure(Service service, String code) {
        return code.equals(Faults.Failure.CONNECTION_RESET)
                ? SdkClientException.create("Unable to execute HTTP request", new SocketException("Connection reset"))
                : service.refusal(code, status(code), "The sandbox was told to fail this call.");
    }

    private static int status(String code) {
        return switch (code) {
            case "InternalError",
                    "InternalFailure",
                    "KMSInternalException",
                    "ServiceFailure",
                    "DependencyTimeoutException" -> 500;
            case "SlowDown", "ServiceUnavailable" -> 503;
            case "OperationAborted", "ConcurrentModification", "ConflictException" -> 409;
            case "AccessDenied" -> 403;
            case "NoSuchBucket", "NoSuchEntity" -> 404;
            default -> 400;
        };
    }

    private static String subject(SdkRequest request) {
        for (var member : SUBJECTS) {
            var value = request.getValueForField(member, String.class);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return "";
    }

    /** One call in progress. Closing it writes the log and halts the process if the faults say so. */
    final class Passage implements AutoCloseable {
        private final Service service;
        private final long number;
        private final long counted;
        private final String action;
        private final String region;
        private final String subject;
        private final Instant began;
        private String outcome = "failed";
        private Optional<Faults.Failure> lost = Optional.empty();

        private Passage(
                Service service,
                long number,
                long counted,
                String action,
                String region,
                String subject,
                Instant began) {
            this.service = service;
            this.number = number;
            this.counted = counted;
            this.action = action;
            this.region = region;
            this.subject = subject;
            this.began = began;
        }

        private String name() {
            return String.join(" ", action, region, subject).strip();
        }

        private void fail(Faults.Failure failure) {
            if (!failure.done()) {
                throw failure(service, failure.code());
            }
            lost = Optional.of(failure);
        }

        /** Records that the call had its effect; a fault may lose its answer. */
        void done() {
            outcome = "ok";
            lost.ifPresent(failure -> {
                throw failure(service, failure.code());
            });
        }

        void failed(SdkException e) {
            outcome = e instanceof AwsServiceException refusal
                    ? Optional.ofNullable(refusal.awsErrorDetails().errorCode()).orElse("HTTP " + refusal.statusCode())
                    : Faults.Failure.CONNECTION_RESET;
        }

        @Override
        public void close() {
            if (log.wanted()) {
                log.add(new CallLog.Entry(number, action, region, subject, began, clock.world(), outcome));
            }
            haltAt(settings.faults().haltAfter(), counted);
            settings.watch().after(name());
        }
    }
}
