package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.Keys;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/** Replica keys. See behaviour.md#kms-replica-key. */
final class KeyReplication extends KmsPart {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Duration CREATING = Duration.ofSeconds(2);

    KeyReplication(World world) {
        super(world);
    }

    @Override
    public ReplicateKeyResponse replicateKey(ReplicateKeyRequest request) {
        var primary = key(request.keyId());
        if (!primary.multiRegion() || primary.replica()) {
            throw refusal("UnsupportedOperationException", primary.arn() + " is not a multi-region primary key.");
        }
        enabled(request.keyId());
        var region = request.replicaRegion();
        checkRegion(region);
        if (world.keys().byId(region, primary.id()).isPresent()) {
            throw refusal("AlreadyExistsException", primary.id() + " already exists in " + region + ".");
        }
        var document = replica(primary, request);
        world.documents().put(Keys.key(region, primary.id()), document);
        var regions = new ArrayList<>(primary.document().list("replicaRegions"));
        if (!regions.contains(Value.of(region))) {
            regions.add(Value.of(region));
        }
        save(primary, primary.document().with("replicaRegions", Value.of(regions)));
        return ReplicateKeyResponse.builder()
                .replicaKeyMetadata(KeyMetadataShape.of(world.keys().of(document)))
                .replicaPolicy(document.string("policy").orElse(""))
                .replicaTags(KeyTags.RULES.shapes(document.map("tags"), Tag::builder))
                .build();
    }

    private void checkRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw invalid("Invalid region: " + region);
        }
        if (region.equals(world.region())) {
            throw invalid("A multi-Region key cannot be replicated into its own Region.");
        }
        if (!World.partition(region).equals(world.partition())) {
            throw invalid("Region " + region + " is in another partition.");
        }
    }

    private Value.Map replica(Key primary, ReplicateKeyRequest request) {
        var region = request.replicaRegion();
        var description = Optional.ofNullable(request.description()).orElse("");
        var document = primary.document()
                .without("replicaRegions")
                .without("rotation")
                .with("arn", Value.of(primary.arn().replace(":" + world.region() + ":", ":" + region + ":")))
                .with("region", Value.of(region))
                .with("primaryRegion", Value.of(world.region()))
                .with("description", Value.of(description))
                .with("state", Value.of("Creating"))
                .with("readyAt", Value.of(world.now().plus(CREATING).toString()))
                .with("createdAt", Value.of(world.now().toString()))
                .with("tags", KeyTags.RULES.created(request));
        var policy = Optional.ofNullable(request.policy()).orElseGet(() -> KeyPolicy.standard(world));
        return KeyPolicy.set(document, policy, Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck()), world);
    }
}
