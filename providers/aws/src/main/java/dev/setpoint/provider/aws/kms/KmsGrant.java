package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.shape.Properties;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** A grant: found again by its key and name, since AWS chooses its id. See behaviour.md#kms-grant. */
public final class KmsGrant implements ResourceType {

    private static final Duration SPREAD = Duration.ofMinutes(3);
    private static final Settled GONE = new Settled(3, Duration.ofSeconds(1), SPREAD);

    /** A key or role so new that KMS has not heard of it, or a moment of weakness inside. */
    private static final Predicate<ProviderException> NOT_YET =
            code("DependencyTimeoutException", "KMSInternalException", "InvalidArnException", "NotFoundException");

    private static final SdkShapes GRANT = SdkShapes.renaming(Map.of("key", "KeyId"));

    private final Aws aws;

    public KmsGrant(Aws aws) {
        this.aws = aws;
    }

    /** {@code KEYID:GRANTID}. */
    private record Id(String key, String grant) {

        static Id of(Identity identity) {
            var colon = identity.value().lastIndexOf(':');
            if (colon < 0) {
                throw ProviderException.of(
                        Kind.INVALID, "GrantId", "`" + identity + "` is not the id of a grant: write KEYID:GRANTID.");
            }
            return new Id(identity.value().substring(0, colon), identity.value().substring(colon + 1));
        }

        Identity identity() {
            return new Identity(key + ":" + grant);
        }
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        refuseExisting(desired, call);
        var request = CreateGrantRequest.builder()
                .keyId(key(desired))
                .name(text(desired, "name"))
                .granteePrincipal(text(desired, "granteePrincipal"))
                .operationsWithStrings(Properties.texts(desired, "operations"));
        desired.string("retiringPrincipal").ifPresent(request::retiringPrincipal);
        if (desired.has("constraints")) {
            request.constraints(SdkShapes.PLAIN.build(GrantConstraints.builder(), desired.map("constraints")));
        }
        var grant = aws.eventually(call)
                .retry(
                        NOT_YET,
                        SPREAD,
                        "the key and the principals of the grant to be known to KMS",
                        () -> aws.kms(call).createGrant(request.build()).grantId());
        var id = new Id(key(desired), grant);
        call.identified(id.identity());
        var wanted = PropertySet.of(desired);
        return aws.eventually(call).appears(SPREAD, "the grant to be seen", () -> read(id.identity(), wanted, call));
    }

    /** KMS answers a second creation of the same with the first, which is not ours to take over. */
    private void refuseExisting(Value.Map desired, Call call) {
        find(desired, call).ifPresent(id -> {
            throw ExistingObject.refusal(
                            "GrantExists",
                            "The key has a grant `" + text(desired, "name")
                                    + "` already, and this stack did not create it.")
                    .about("name")
                    .hint("To manage it here, write `import: " + id + "` in its block; otherwise choose another name.");
        });
    }

    private static String key(Value.Map desired) {
        return KeyProperties.id(text(desired, "key"));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var grant = Id.of(id);
        return Errors.found(
                LiveKey.NOT_FOUND,
                () ->
                        aws
                                .kms(call)
                                .listGrantsPaginator(r -> r.keyId(grant.key()).grantId(grant.grant()))
                                .grants()
                                .stream()
                                .filter(entry -> entry.grantId().equals(grant.grant()))
                                .findFirst()
                                .map(entry -> properties(entry)));
    }

    private static Value.Map properties(GrantListEntry grant) {
        var live = GRANT.toValue(grant);
        return live.map("constraints").entries().isEmpty() ? live.without("constraints") : live;
    }

    /** Reads the grant back: every property forces replacement. */
    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return read(id, PropertySet.of(update.desired()), call).orElse(Value.Map.EMPTY);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var grant = Id.of(id);
        aws.eventually(call)
                .removed(
                        LiveKey.NOT_FOUND,
                        GONE,
                        "the grant",
                        () -> aws.kms(call)
                                .revokeGrant(r -> r.keyId(grant.key()).grantId(grant.grant())),
                        () -> read(id, PropertySet.of(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var key = key(desired);
        return Errors.found(
                LiveKey.NOT_FOUND,
                () -> aws.kms(call).listGrantsPaginator(r -> r.keyId(key)).grants().stream()
                        .filter(grant -> text(desired, "name").equals(grant.name()))
                        .findFirst()
                        .map(grant -> new Id(key, grant.grantId()).identity()));
    }
}
