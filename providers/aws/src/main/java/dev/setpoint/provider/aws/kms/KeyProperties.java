package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** The properties that a key and a replica have in common: description, enabled, policy, tags. */
final class KeyProperties {

    private static final int LONGEST_WINDOW = 30;

    private KeyProperties() {}

    static String description(Value.Map properties) {
        return text(properties, "description");
    }

    static boolean enabled(Value.Map properties) {
        return properties.bool("enabled").orElse(true);
    }

    static boolean bypass(Value.Map properties) {
        return properties.bool("bypassPolicyLockoutSafetyCheck").orElse(false);
    }

    static int window(Value.Map properties) {
        return properties.integer("deletionWindowInDays").orElse(LONGEST_WINDOW);
    }

    /** @param identity an id or an ARN */
    static String id(String identity) {
        return identity.substring(identity.lastIndexOf('/') + 1);
    }

    /** Reads the properties in {@code wanted} and the outputs. */
    static Value.Map read(LiveKey key, KeyMetadata metadata, PropertySet wanted) {
        var live = new LinkedHashMap<String, Value>();
        if (wanted.contains("description")) {
            live.put(
                    "description",
                    Value.of(Optional.ofNullable(metadata.description()).orElse("")));
        }
        if (wanted.contains("enabled")) {
            live.put("enabled", Value.of(metadata.enabled()));
        }
        if (wanted.contains("policy")) {
            live.put("policy", key.policy());
        }
        if (wanted.contains("tags")) {
            live.put("tags", Tags.toValue(key.tags()));
        }
        live.put("keyId", Value.of(metadata.keyId()));
        live.put("arn", Value.of(metadata.arn()));
        return new Value.Map(live);
    }

    /**
     * Enables first, because a disabled key refuses other changes, and disables last.
     *
     * @param between what only one kind of key has
     */
    static void update(LiveKey key, Update update, Runnable between) {
        var desired = update.desired();
        var enabled = enabled(desired);
        if (update.touches("enabled") && enabled) {
            key.enabled(true);
        }
        between.run();
        if (update.touches("description")) {
            key.description(description(desired));
        }
        if (update.touches("policy") && desired.has("policy")) {
            key.policy(desired.get("policy").orElseThrow(), bypass(desired));
        }
        if (update.touches("tags")) {
            key.tags(Tags.wanted(desired));
        }
        if (update.touches("enabled") && !enabled) {
            key.enabled(false);
        }
    }
}
