package dev.setpoint.provider.sandbox.macie;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.macie2.model.DisableMacieRequest;
import software.amazon.awssdk.services.macie2.model.DisableMacieResponse;
import software.amazon.awssdk.services.macie2.model.EnableMacieRequest;
import software.amazon.awssdk.services.macie2.model.EnableMacieResponse;
import software.amazon.awssdk.services.macie2.model.GetMacieSessionRequest;
import software.amazon.awssdk.services.macie2.model.GetMacieSessionResponse;
import software.amazon.awssdk.services.macie2.model.UpdateMacieSessionRequest;
import software.amazon.awssdk.services.macie2.model.UpdateMacieSessionResponse;

/** Macie session of a region. It finds nothing. */
public final class Sessions implements Macie2Client {

    public static final Part<Macie2Client> PART = new Part<>(Sessions.class, Sessions::new);

    private static final String STATUS = "status";
    private static final String FREQUENCY = "findingPublishingFrequency";
    private static final List<Check> CHECKS = List.of(
            oneOf(STATUS, Set.of("ENABLED", "PAUSED")),
            oneOf(FREQUENCY, Set.of("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS")));

    private final World world;

    private Sessions(World world) {
        this.world = world;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private String key() {
        return "macie2:" + world.region() + ":session";
    }

    private static AwsServiceException refusal(String code, int status, String message) {
        return Service.MACIE.refusal(code, status, message);
    }

    private Value.Map session() {
        return world.known(key()).orElseThrow(() -> refusal("AccessDeniedException", 403, "Macie is not enabled."));
    }

    @Override
    public EnableMacieResponse enableMacie(EnableMacieRequest request) {
        var token = Optional.ofNullable(request.clientToken());
        var present = world.documents().get(key());
        if (present.isPresent()) {
            if (token.isEmpty() || !present.get().string("clientToken").equals(token)) {
                throw refusal("ConflictException", 409, "Macie has already been enabled");
            }
            return EnableMacieResponse.builder().build();
        }
        var now = Value.of(world.now().toString());
        var session = Value.Map.EMPTY
                .with(STATUS, Value.of("ENABLED"))
                .with(FREQUENCY, Value.of("SIX_HOURS"))
                .with("clientToken", Value.of(token.orElse("")))
                .with("createdAt", now);
        save(session, request);
        return EnableMacieResponse.builder().build();
    }

    /** Refuses a member whose text is none of those allowed. */
    private static Check oneOf(String member, Set<String> allowed) {
        return Check.oneOf(
                        member,
                        allowed,
                        new Refusal(
                                Service.MACIE,
                                "ValidationException",
                                400,
                                "The value %s for " + member + " is not valid"))
                .whenPresent();
    }

    /** Saves what a request sets; what it leaves out stays as it is. */
    private void save(Value.Map session, SdkPojo request) {
        Check.all(CHECKS, request);
        var written = SdkShapes.PLAIN.toValue(request);
        var changed = session;
        for (var member : List.of(STATUS, FREQUENCY)) {
            changed = written.has(member)
                    ? changed.with(member, Value.of(written.string(member).orElse("")))
                    : changed;
        }
        world.documents()
                .put(key(), changed.with("updatedAt", Value.of(world.now().toString())));
    }

    @Override
    public GetMacieSessionResponse getMacieSession(GetMacieSessionRequest request) {
        var session = session();
        return GetMacieSessionResponse.builder()
                .status(session.string(STATUS).orElse(""))
                .findingPublishingFrequency(session.string(FREQUENCY).orElse(""))
                .createdAt(instant(session, "createdAt"))
                .updatedAt(instant(session, "updatedAt"))
                .serviceRole(
                        "arn:" + world.partition() + ":iam::" + world.account().id()
                                + ":role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie")
                .build();
    }

    private static Instant instant(Value.Map session, String member) {
        return session.string(member).map(Instant::parse).orElse(Instant.EPOCH);
    }

    @Override
    public UpdateMacieSessionResponse updateMacieSession(UpdateMacieSessionRequest request) {
        save(session(), request);
        return UpdateMacieSessionResponse.builder().build();
    }

    @Override
    public DisableMacieResponse disableMacie(DisableMacieRequest request) {
        session();
        world.documents().remove(key());
        return DisableMacieResponse.builder().build();
    }
}
