package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.Keys;
import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Descriptions and lists of keys. */
final class KeyDescription extends KmsPart {

    KeyDescription(World world) {
        super(world);
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        var reference = request.keyId();
        var key = reference.startsWith("alias/") || reference.contains(":alias/") ? byAlias(reference) : key(reference);
        return DescribeKeyResponse.builder()
                .keyMetadata(KeyMetadataShape.of(key))
                .build();
    }

    private Key byAlias(String reference) {
        var region = Keys.regionOf(reference).orElse(world.region());
        if (!region.equals(world.region())) {
            throw notFound("Invalid arn " + region);
        }
        var name = reference.substring(reference.indexOf("alias/"));
        return world.keys()
                .resolve(world.region(), name)
                .orElseThrow(() -> notFound("Alias " + world.arn("kms", name) + " is not found."));
    }

    @Override
    public ListKeysResponse listKeys(ListKeysRequest request) {
        var keys = world.documents().under("kms:" + world.region() + ":key:").values().stream()
                .map(world.keys()::of)
                .filter(Key::exists)
                .map(key ->
                        KeyListEntry.builder().keyId(key.id()).keyArn(key.arn()).build())
                .toList();
        var page = PAGES.by(100).page(request, keys, KeyListEntry::keyId);
        return ListKeysResponse.builder()
                .keys(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    @Override
    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request) {
        var key = usable(request.keyId());
        save(key, key.document().with("description", Value.of(request.description())));
        return UpdateKeyDescriptionResponse.builder().build();
    }
}
