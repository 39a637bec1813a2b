package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Mark;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/** A KMS key. A key whose deletion is scheduled counts as gone. See behaviour.md#kms-key. */
public final class KmsKey implements ResourceType {

    private static final Duration PRINCIPALS = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private final Aws aws;

    public KmsKey(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var made = make(desired, call);
        call.identified(new Identity(made.keyId()));
        var key = live(made.keyId(), call);
        key.ready();
        if (desired.map("rotation").bool("enabled").orElse(false)) {
            key.rotation(desired.map("rotation"));
        }
        if (!KeyProperties.enabled(desired)) {
            key.enabled(false);
        }
        return current(made.keyId(), desired, call);
    }

    /**
     * Makes the key once. AWS gives keys their ids, so a request whose answer was lost is not simply
     * repeated: that would make a second key. The mark tells it from the key that it replaces, which another run made.
     */
    private KeyMetadata make(Value.Map desired, Call call) {
        for (var attempt = 1; ; attempt++) {
            try {
                return aws.eventually(call)
                        .retry(
                                code("MalformedPolicyDocumentException"),
                                PRINCIPALS,
                                "the principals in the key policy to be known to KMS",
                                () -> aws.kms(call)
                                        .createKey(request(desired, call))
                                        .keyMetadata());
            } catch (ProviderException e) {
                if (!Errors.isAmbiguous(e)) {
                    throw e;
                }
                var made = aws.eventually(call)
                        .believed("certainty that no key was made", Optional::isEmpty, () -> marked(call));
                if (made.isPresent()) {
                    return made.get();
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static CreateKeyRequest request(Value.Map desired, Call call) {
        var request = CreateKeyRequest.builder()
                .keySpec(desired.string("keySpec").orElse("SYMMETRIC_DEFAULT"))
                .keyUsage(desired.string("keyUsage").orElse("ENCRYPT_DECRYPT"))
                .multiRegion(desired.bool("multiRegion").orElse(false))
                .description(KeyProperties.description(desired))
                .tags(Tags.toSdk(Tags.owned(desired, call), Tag::builder));
        desired.get("policy")
                .ifPresent(policy -> request.policy(PolicyDocuments.text(policy))
                        .bypassPolicyLockoutSafetyCheck(KeyProperties.bypass(desired)));
        return request.build();
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var key = live(id.value(), call);
        return Errors.found(
                LiveKey.NOT_FOUND,
                () -> key.metadata()
                        .map(metadata ->
                                specific(key, metadata, wanted).plus(KeyProperties.read(key, metadata, wanted))));
    }

    private static Value.Map specific(LiveKey key, KeyMetadata metadata, PropertySet wanted) {
        var live = Value.Map.EMPTY;
        if (wanted.contains("keySpec")) {
            live = live.with("keySpec", Value.of(metadata.keySpecAsString()));
        }
        if (wanted.contains("keyUsage")) {
            live = live.with("keyUsage", Value.of(metadata.keyUsageAsString()));
        }
        if (wanted.contains("multiRegion")) {
            live = live.with("multiRegion", Value.of(Boolean.TRUE.equals(metadata.multiRegion())));
        }
        return wanted.contains("rotation") ? live.with("rotation", key.rotation()) : live;
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var key = live(id.value(), call);
        KeyProperties.update(key, update, () -> {
            if (update.touches("rotation")) {
                // Removed from the spec: an empty map, which is rotation off.
                key.rotation(rotation(update.desired()));
            }
        });
        return current(id.value(), update.desired(), call);
    }

    private static Value.Map rotation(Value.Map desired) {
        var rotation = desired.map("rotation");
        return rotation.has("enabled") ? rotation : rotation.with("enabled", Value.of(false));
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        call.progress(live(id.value(), call).scheduleDeletion(KeyProperties.window(last)));
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return marked(call).map(metadata -> new Identity(metadata.keyId()));
    }

    /** Found by its tag only, so it is ours. */
    @Override
    public Mark mark(Identity id, Call call) {
        return Mark.OURS;
    }

    /**
     * The key with the ownership tag, asked of KMS itself: the tagging service's index lags behind by
     * minutes. Of several the newest: the others are being replaced by it.
     */
    private Optional<KeyMetadata> marked(Call call) {
        var kms = aws.kms(call);
        return kms.listKeysPaginator(r -> {}).stream()
                .flatMap(page -> page.keys().stream())
                .map(KeyListEntry::keyId)
                .filter(keyId -> live(keyId, call).isMarked(call))
                .flatMap(keyId -> live(keyId, call).metadata().stream())
                .max(Comparator.comparing(KeyMetadata::creationDate));
    }

    private Value.Map current(String keyId, Value.Map desired, Call call) {
        return aws.eventually(call)
                .appears(
                        PRINCIPALS,
                        "the key " + keyId + " to be seen",
                        () -> read(new Identity(keyId), PropertySet.of(desired), call));
    }

    private LiveKey live(String identity, Call call) {
        return new LiveKey(aws.kms(call), aws.region(), KeyProperties.id(identity), aws.eventually(call));
    }
}
