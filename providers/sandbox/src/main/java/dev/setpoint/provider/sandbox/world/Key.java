package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One KMS key at one moment. Its state follows from its document and the time: a replica ends being
 * created, a scheduled deletion comes true, a primary's waiting period starts when its last replica is gone.
 */
public final class Key {

    static final String AWS = "AWS";

    private final Value.Map document;
    private final World world;

    Key(Value.Map document, World world) {
        this.document = document;
        this.world = world;
    }

    public Value.Map document() {
        return document;
    }

    public String id() {
        return text("keyId");
    }

    public String arn() {
        return text("arn");
    }

    public String region() {
        return text("region");
    }

    public String accountId() {
        return world.account().id();
    }

    public String policy() {
        return text("policy");
    }

    /** Returns the key state as AWS spells it. */
    public String state() {
        var stored = text("state");
        if (stored.equals("PendingReplicaDeletion") && deletionDate().isPresent()) {
            return "PendingDeletion";
        }
        if (stored.equals("Creating")
                && !world.now().isBefore(instant("readyAt").orElse(Instant.EPOCH))) {
            return "Enabled";
        }
        return stored;
    }

    public boolean enabled() {
        return state().equals("Enabled");
    }

    public boolean exists() {
        return deletionDate().filter(date -> !world.now().isBefore(date)).isEmpty();
    }

    /** Returns true for a key that AWS manages: nobody else can change it. */
    public boolean managedByAws() {
        return text("manager").equals(AWS);
    }

    public boolean multiRegion() {
        return document.bool("multiRegion").orElse(false);
    }

    public boolean replica() {
        return document.has("primaryRegion");
    }

    public boolean symmetricEncryption() {
        return text("keySpec").equals("SYMMETRIC_DEFAULT");
    }

    /** Returns the primary of a replica, or the key itself. */
    public Key primary() {
        return document.string("primaryRegion")
                .flatMap(region -> world.documents().get(Keys.key(region, id())))
                .map(primary -> new Key(primary, world))
                .orElse(this);
    }

    /** Returns the time of the deletion; empty while it is not scheduled, or waits for replicas. */
    public Optional<Instant> deletionDate() {
        if (!text("state").equals("PendingReplicaDeletion")) {
            return instant("deletionDate");
        }
        var latest = instant("deletionAsked").orElse(Instant.EPOCH);
        for (var region : document.list("replicaRegions")) {
            var replica = replicaIn(region);
            if (replica.isPresent()) {
                var gone =
                        replica.get().deletionDate().filter(date -> !world.now().isBefore(date));
                if (gone.isEmpty()) {
                    return Optional.empty();
                }
                latest = gone.get().isAfter(latest) ? gone.get() : latest;
            }
        }
        return Optional.of(
                latest.plus(Duration.ofDays(document.integer("deletionWindow").orElse(30))));
    }

    /** Returns the replicas that are not yet deleted. */
    public java.util.List<Key> replicas() {
        return document.list("replicaRegions").stream()
                .flatMap(region -> replicaIn(region).stream())
                .filter(Key::exists)
                .toList();
    }

    private Optional<Key> replicaIn(Value region) {
        return region instanceof Value.Str(var name)
                ? world.documents().get(Keys.key(name, id())).map(found -> new Key(found, world))
                : Optional.empty();
    }

    public String text(String member) {
        return document.string(member).orElse("");
    }

    public Optional<Instant> instant(String member) {
        return document.string(member).map(Instant::parse);
    }
}
