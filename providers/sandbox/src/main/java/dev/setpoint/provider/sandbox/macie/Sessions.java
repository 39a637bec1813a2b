package dev.setpoint.provider.sandbox.macie;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.macie2.model.DisableMacieRequest;
import software.amazon.awssdk.services.macie2.model.DisableMacieResponse;
import software.amazon.awssdk.services.macie2.model.EnableMacieRequest;
import software.amazon.awssdk.services.macie2.model.EnableMacieResponse;
import software.amazon.awssdk.services.macie2.model.GetMacieSessionRequest;
import software.amazon.awssdk.services.macie2.model.GetMacieSessionResponse;
import software.amazon.awssdk.services.macie2.model.UpdateMacieSessionRequest;
import software.amazon.awssdk.services.macie2.model.UpdateMacieSessionResponse;

/** Macie's session of a region. It finds nothing. */
public final class Sessions implements Macie2Client {

    public static final Part<Macie2Client> PART = new Part<>(Sessions.class, Sessions::new);

    private static final Set<String> STATUSES = Set.of("ENABLED", "PAUSED");
    private static final Set<String> FREQUENCIES = Set.of("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS");

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
                .with("status", Value.of("ENABLED"))
                .with("findingPublishingFrequency", Value.of("SIX_HOURS"))
                .with("clientToken", Value.of(token.orElse("")))
                .with("createdAt", now);
        save(session, request.statusAsString(), request.findingPublishingFrequencyAsString());
        return EnableMacieResponse.builder().build();
    }

    /** What a request leaves out stays as it is. */
    private void save(Value.Map session, @Nullable String status, @Nullable String frequency) {
        var changed = with(session, "status", Optional.ofNullable(status), STATUSES);
        changed = with(changed, "findingPublishingFrequency", Optional.ofNullable(frequency), FREQUENCIES);
        world.documents()
                .put(key(), changed.with("updatedAt", Value.of(world.now().toString())));
    }

    private static Value.Map with(Value.Map session, String member, Optional<String> value, Set<String> allowed) {
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw refusal("ValidationException", 400, "The value " + value.get() + " for " + member + " is not valid");
        }
        return value.map(text -> session.with(member, Value.of(text))).orElse(session);
    }

    @Override
    public GetMacieSessionResponse getMacieSession(GetMacieSessionRequest request) {
        var session = session();
        return GetMacieSessionResponse.builder()
                .status(session.string("status").orElse(""))
                .findingPublishingFrequency(
                        session.string("findingPublishingFrequency").orElse(""))
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
        save(session(), request.statusAsString(), request.findingPublishingFrequencyAsString());
        return UpdateMacieSessionResponse.builder().build();
    }

    @Override
    public DisableMacieResponse disableMacie(DisableMacieRequest request) {
        session();
        world.documents().remove(key());
        return DisableMacieResponse.builder().build();
    }
}
