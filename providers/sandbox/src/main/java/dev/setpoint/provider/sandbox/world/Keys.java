package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** Look-up of KMS keys, for KMS and for the services that use keys. */
public final class Keys {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):(\\d{12}):(key/|)(.+)");

    /** Alias of the key that AWS manages for S3. */
    public static final String MANAGED_BY_S3 = "alias/aws/s3";

    private final World world;

    Keys(World world) {
        this.world = world;
    }

    public static String key(String region, String keyId) {
        return "kms:" + region + ":key:" + keyId;
    }

    /** @param name with its prefix {@code alias/} */
    public static String aliasKey(String region, String name) {
        return "kms:" + region + ":alias:" + name;
    }

    /** Finds the key in this region; empty when it never existed or its waiting period is over. */
    public Optional<Key> byId(String region, String keyId) {
        return world.known(key(region, keyId))
                .map(document -> new Key(document, world))
                .filter(Key::exists)
                .or(() -> ManagedKey.byId(world, region, keyId));
    }

    /** Finds the key of an id, key ARN, alias name or alias ARN for a caller in {@code region}. */
    public Optional<Key> resolve(String region, String reference) {
        var arn = ARN.matcher(reference);
        if (arn.matches()) {
            return arn.group(1).equals(region)
                            && arn.group(2).equals(world.account().id())
                    ? resolve(region, arn.group(4))
                    : Optional.empty();
        }
        if (reference.equals(MANAGED_BY_S3)) {
            return Optional.of(ManagedKey.of(world, region));
        }
        return reference.startsWith("alias/")
                ? world.known(aliasKey(region, reference))
                        .flatMap(alias -> alias.string("targetKeyId"))
                        .flatMap(id -> byId(region, id))
                : byId(region, reference);
    }

    /** Returns the region of the ARN of a key or alias. */
    public static Optional<String> regionOf(String reference) {
        var arn = ARN.matcher(reference);
        return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
    }

    /** Returns the account of the ARN of a key or alias. */
    public static Optional<String> accountOf(String reference) {
        var arn = ARN.matcher(reference);
        return arn.matches() ? Optional.of(arn.group(2)) : Optional.empty();
    }

    /** Returns the key of a document. Its state follows from the document and the time. */
    public Key of(Value.Map document) {
        return new Key(document, world);
    }
}
