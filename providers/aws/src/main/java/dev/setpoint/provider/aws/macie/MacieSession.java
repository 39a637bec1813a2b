package dev.setpoint.provider.aws.macie;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.macie2.model.GetMacieSessionResponse;

/** Macie, switched on in one region of an account. See behaviour.md#macie-session. */
public final class MacieSession implements ResourceType {

    private static final Predicate<ProviderException> OFF =
            code("ResourceNotFoundException").or(code("AccessDeniedException").and(saying("Macie is not enabled")));

    /** Macie is not ready for the account yet. */
    private static final Predicate<ProviderException> NOT_READY = code("ClientError");

    /** An administrator account that lets this one go is not done with it yet. */
    private static final Predicate<ProviderException> ADMINISTERED =
            code("ConflictException").and(saying("administrator account"));

    private static final String STATUS = "status";
    private static final String FREQUENCY = "findingPublishingFrequency";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), Duration.ofMinutes(2));

    private final Aws aws;

    public MacieSession(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        refuseExisting(call);
        // A repeated request is taken for the first one, and not for a second session.
        var token = UUID.randomUUID().toString();
        aws.eventually(call)
                .retry(
                        NOT_READY,
                        PATIENCE,
                        "Macie to accept the account",
                        () -> aws.macie(call)
                                .enableMacie(r -> r.clientToken(token)
                                        .status(text(desired, STATUS))
                                        .findingPublishingFrequency(text(desired, FREQUENCY))));
        call.identified(identity(call));
        return current(desired, call);
    }

    /** AWS answers with the code that elsewhere says that something is busy, and that is waited for. */
    private void refuseExisting(Call call) {
        if (session(call).isPresent()) {
            var region = aws.region();
            throw ExistingObject.refusal(
                            "MacieEnabled", "Macie is enabled already in " + region + ", and this stack did not do it.")
                    .hint("To manage it here, write `import: " + identity(call) + "` in its block.");
        }
    }

    /** A region has one session, so the account names it. */
    private Identity identity(Call call) {
        return new Identity(aws.caller(call).accountId());
    }

    private Optional<GetMacieSessionResponse> session(Call call) {
        return Errors.unless(OFF, () -> aws.macie(call).getMacieSession(r -> {}));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return session(call).map(SdkShapes.PLAIN::toValue);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        aws.macie(call)
                .updateMacieSession(r -> r.status(text(update.desired(), STATUS))
                        .findingPublishingFrequency(text(update.desired(), FREQUENCY)));
        return current(update.desired(), call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .retry(
                        ADMINISTERED,
                        PATIENCE,
                        "the administrator account to let Macie go",
                        () -> aws.eventually(call)
                                .removed(OFF, () -> aws.macie(call).disableMacie(r -> {})));
        aws.eventually(call).until(SEEN, "Macie to be off", () -> session(call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return session(call).map(_ -> identity(call));
    }

    private Value.Map current(Value.Map desired, Call call) {
        var wanted = PropertySet.of(desired);
        var id = identity(call);
        aws.eventually(call).appears(PATIENCE, "Macie to be on", () -> session(call));
        return ReadBack.settled(
                aws.eventually(call),
                SEEN,
                "Macie",
                live -> ReadBack.covers(live, desired),
                () -> read(id, wanted, call));
    }
}
