package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Grants. See behaviour.md#kms-grant. */
final class Grants extends KmsPart {

    Grants(World world) {
        super(world);
    }

    /** @param grant may be the beginning of an id */
    private static String key(Key key, String grant) {
        return "kms:" + key.region() + ":grant:" + key.id() + ":" + grant;
    }

    /** Member of a grant's document: ARN of a principal → unique id. */
    private static final String IDS = "principalIds";

    /** Creates a grant; a request that repeats an earlier one with its name returns the existing grant. */
    @Override
    public CreateGrantResponse createGrant(CreateGrantRequest request) {
        var key = enabled(request.keyId());
        requireValid(request, key);
        var wanted = document(request);
        var existing = world.documents().under(key(key, "")).values().stream()
                .filter(grant -> grant.has("name")
                        && grant.without("grantId")
                                .without("createdAt")
                                .without(IDS)
                                .equals(wanted))
                .findFirst();
        var id = existing.flatMap(grant -> grant.string("grantId")).orElseGet(() -> Ids.hex32() + Ids.hex32());
        if (existing.isEmpty()) {
            world.documents()
                    .put(
                            key(key, id),
                            wanted.with("grantId", Value.of(id))
                                    .with("createdAt", Value.of(world.now().toString()))
                                    .with(IDS, ids(request)));
        }
        return CreateGrantResponse.builder()
                .grantId(id)
                .grantToken("token-" + id)
                .build();
    }

    /** Returns the unique ids of the principals of the account, which a grant keeps as a policy does. */
    private Value.Map ids(CreateGrantRequest request) {
        var ids = Value.Map.EMPTY;
        for (var arn : Stream.of(request.granteePrincipal(), request.retiringPrincipal())
                .filter(Objects::nonNull)
                .toList()) {
            var id = world.principals().uniqueId(arn);
            ids = id.isPresent() ? ids.with(arn, Value.of(id.get())) : ids;
        }
        return ids;
    }

    private String present(Value.Map grant, String arn) {
        return world.principals().present(arn, grant.map(IDS).string(arn));
    }

    private void requireValid(CreateGrantRequest request, Key key) {
        if (request.operations().isEmpty()) {
            throw invalid("A grant needs at least one operation");
        }
        var constraints = request.constraints();
        if (constraints != null) {
            if (constraints.hasEncryptionContextEquals() && constraints.hasEncryptionContextSubset()) {
                throw invalid("EncryptionContextEquals and EncryptionContextSubset exclude each other");
            }
            if (!key.symmetricEncryption()) {
                throw invalid("Encryption context constraints are for symmetric encryption keys only");
            }
        }
        requirePrincipal(request.granteePrincipal());
        Optional.ofNullable(request.retiringPrincipal()).ifPresent(this::requirePrincipal);
    }

    private void requirePrincipal(String arn) {
        if (!arn.startsWith("arn:") || !world.principals().acceptable("AWS", arn)) {
            throw refusal("InvalidArnException", "ARN does not refer to a valid principal: " + arn);
        }
    }

    private static Value.Map document(CreateGrantRequest request) {
        var document = Value.Map.EMPTY
                .with("granteePrincipal", Value.of(request.granteePrincipal()))
                .with(
                        "operations",
                        Value.of(request.operationsAsStrings().stream()
                                .sorted()
                                .<Value>map(Value::of)
                                .toList()));
        document = request.name() == null ? document : document.with("name", Value.of(request.name()));
        document = request.retiringPrincipal() == null
                ? document
                : document.with("retiringPrincipal", Value.of(request.retiringPrincipal()));
        return request.constraints() == null
                ? document
                : document.with("constraints", SdkShapes.PLAIN.toValue(request.constraints()));
    }

    @Override
    public ListGrantsResponse listGrants(ListGrantsRequest request) {
        var key = key(request.keyId());
        var grants = world.documents().under(key(key, "")).values().stream()
                .filter(grant -> is(grant, "grantId", request.grantId())
                        && is(grant, "granteePrincipal", request.granteePrincipal()))
                .map(grant -> entry(key, grant))
                .toList();
        var page = PAGES.page(request, grants, GrantListEntry::grantId);
        return ListGrantsResponse.builder()
                .grants(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    private static boolean is(Value.Map grant, String member, @Nullable String wanted) {
        return wanted == null || grant.string(member).equals(Optional.of(wanted));
    }

    private GrantListEntry entry(Key key, Value.Map grant) {
        var entry = GrantListEntry.builder()
                .keyId(key.arn())
                .grantId(grant.string("grantId").orElse(""))
                .creationDate(grant.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .issuingAccount("arn:" + world.partition() + ":iam::" + key.accountId() + ":root")
                .granteePrincipal(
                        present(grant, grant.string("granteePrincipal").orElse("")))
                .operationsWithStrings(grant.list("operations").stream()
                        .map(operation -> operation instanceof Value.Str(var name) ? name : "")
                        .toList());
        grant.string("name").ifPresent(entry::name);
        grant.string("retiringPrincipal").map(arn -> present(grant, arn)).ifPresent(entry::retiringPrincipal);
        if (grant.has("constraints")) {
            entry.constraints(SdkShapes.PLAIN.build(GrantConstraints.builder(), grant.map("constraints")));
        }
        return entry.build();
    }

    /** Revokes a grant, whatever the state of the key. */
    @Override
    public RevokeGrantResponse revokeGrant(RevokeGrantRequest request) {
        var key = key(request.keyId());
        var name = key(key, request.grantId());
        if (world.known(name).isEmpty()) {
            throw notFound("Grant ID " + request.grantId() + " not found");
        }
        world.documents().remove(name);
        return RevokeGrantResponse.builder().build();
    }
}
