package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Mark;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * The replica of a multi-region key in the provider's region. The primary's region is asked to make it;
 * everything afterwards goes to the replica's. See behaviour.md#kms-replica-key.
 */
public final class KmsReplicaKey implements ResourceType {

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final Aws aws;

    public KmsReplicaKey(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var primary = primary(desired);
        var id = KeyProperties.id(primary.toString());
        try {
            aws.eventually(call)
                    .retry(
                            code("MalformedPolicyDocumentException", "KMSInvalidStateException")
                                    .or(LiveKey.NOT_FOUND),
                            TWO_MINUTES,
                            "the primary key and the principals in the key policy to be known to KMS",
                            () -> aws.kms(call, region(primary)).replicateKey(request(id, desired, call)));
        } catch (ProviderException e) {
            if (e.kind() != Kind.NAME_TAKEN) {
                throw e;
            }
            return revived(id, desired, call, e);
        }
        call.identified(new Identity(id));
        var key = live(id, call);
        key.ready();
        if (!KeyProperties.enabled(desired)) {
            key.enabled(false);
        }
        return current(id, desired, call);
    }

    /**
     * Takes over the replica whose deletion is scheduled: it occupies the region, and is the same key. It is recorded
     * before its deletion is cancelled, because a replica that is no longer scheduled for deletion and does not have
     * the run's tag yet would be taken for somebody else's after a crash.
     *
     * @param cause the answer that the region is taken
     */
    private Value.Map revived(String id, Value.Map desired, Call call, ProviderException cause) {
        if (!live(id, call).isScheduledForDeletion()) {
            throw taken(id, cause);
        }
        call.identified(new Identity(id));
        var kms = aws.kms(call);
        try {
            kms.cancelKeyDeletion(r -> r.keyId(id));
        } catch (ProviderException e) {
            // The caller may not cancel, or it is in use since.
            throw taken(id, cause);
        }
        call.progress("the deletion of the replica " + id + " is cancelled, and it is taken over");
        var key = live(id, call);
        key.enabled(true);
        kms.tagResource(r -> r.keyId(id).tags(Tags.toSdk(Tags.owned(desired, call), Tag::builder)));
        var all = desired.entries().keySet();
        KeyProperties.update(key, new Update(desired, Value.Map.EMPTY, all, Set.of()), () -> {});
        return current(id, desired, call);
    }

    private ReplicateKeyRequest request(String id, Value.Map desired, Call call) {
        var request = ReplicateKeyRequest.builder()
                .keyId(id)
                .replicaRegion(aws.region())
                .description(KeyProperties.description(desired))
                .tags(Tags.toSdk(Tags.owned(desired, call), Tag::builder));
        desired.get("policy")
                .ifPresent(policy -> request.policy(PolicyDocuments.text(policy))
                        .bypassPolicyLockoutSafetyCheck(KeyProperties.bypass(desired)));
        return request.build();
    }

    private ProviderException taken(String id, ProviderException cause) {
        return ProviderException.of(
                        Kind.NAME_TAKEN,
                        cause.code(),
                        "The key " + id + " has a replica in " + aws.region() + " already.")
                .about("primaryKey")
                .hint("Import it, or, if its deletion is scheduled, cancel that with `aws kms cancel-key-deletion"
                        + " --region "
                        + aws.region() + " --key-id " + id + "` and import it then.")
                .causedBy(cause);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var key = live(id.value(), call);
        return Errors.found(
                LiveKey.NOT_FOUND,
                () -> key.metadata().map(metadata -> {
                    var live = KeyProperties.read(key, metadata, wanted);
                    return wanted.contains("primaryKey")
                            ? primaryOf(metadata)
                                    .map(arn -> live.with("primaryKey", Value.of(arn)))
                                    .orElse(live)
                            : live;
                }));
    }

    private static Optional<String> primaryOf(KeyMetadata metadata) {
        return Optional.ofNullable(metadata.multiRegionConfiguration())
                .flatMap(configuration -> Optional.ofNullable(configuration.primaryKey()))
                .map(MultiRegionKey::arn);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var key = live(id.value(), call);
        // A creation that was cut short may have left it in the state Creating.
        key.ready();
        KeyProperties.update(key, update, () -> {});
        return current(id.value(), update.desired(), call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        call.progress(live(id.value(), call).scheduleDeletion(KeyProperties.window(last)));
    }

    /** A replica has its primary's id, so it can be looked for without a tag. */
    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var id = KeyProperties.id(primary(desired).toString());
        return live(id, call)
                .metadata()
                .filter(metadata -> Optional.ofNullable(metadata.multiRegionConfiguration())
                        .map(MultiRegionConfiguration::multiRegionKeyType)
                        .filter(MultiRegionKeyType.PRIMARY::equals)
                        .isEmpty())
                .map(metadata -> new Identity(metadata.keyId()));
    }

    @Override
    public Mark mark(Identity id, Call call) {
        return live(id.value(), call).isMarked(call) ? Mark.OURS : Mark.ANOTHERS;
    }

    private static Arn primary(Value.Map desired) {
        return Arn.fromString(text(desired, "primaryKey"));
    }

    private static String region(Arn primary) {
        return primary.region()
                .orElseThrow(() -> ProviderException.of(
                                Kind.INVALID, "InvalidArn", "The ARN of the primary key has no region.")
                        .about("primaryKey"));
    }

    private Value.Map current(String id, Value.Map desired, Call call) {
        return aws.eventually(call)
                .appears(
                        TWO_MINUTES,
                        "the replica " + id + " to be seen",
                        () -> read(new Identity(id), PropertySet.of(desired), call));
    }

    private LiveKey live(String identity, Call call) {
        return new LiveKey(aws.kms(call), aws.region(), KeyProperties.id(identity), aws.eventually(call));
    }
}
