package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.util.List;

/**
 * Checks of lifecycle rules in their first version, which have a prefix in the place of a filter. See
 * behaviour.md#s3-lifecycle-limits.
 */
final class LegacyPrefixes {

    /** Members of rules that are actions, with the names that S3 gives them. */
    private static final List<String> ACTIONS = List.of(
            "Expiration",
            "Transitions",
            "NoncurrentVersionExpiration",
            "NoncurrentVersionTransitions",
            "AbortIncompleteMultipartUpload");

    private LegacyPrefixes() {}

    static void check(List<Value.Map> rules) {
        if (rules.stream().noneMatch(rule -> rule.has("prefix"))) {
            return;
        }
        if (rules.stream().anyMatch(rule -> rule.has("filter"))) {
            throw S3Refusals.invalidRequest("Filter element can only be used in Lifecycle V2.");
        }
        for (var i = 0; i < rules.size(); i++) {
            for (var j = i + 1; j < rules.size(); j++) {
                checkPair(rules.get(i), rules.get(j));
            }
        }
    }

    private static void checkPair(Value.Map one, Value.Map other) {
        var first = one.string("prefix").orElse("");
        var second = other.string("prefix").orElse("");
        if (!first.startsWith(second) && !second.startsWith(first)) {
            return;
        }
        for (var action : ACTIONS) {
            var member = Character.toLowerCase(action.charAt(0)) + action.substring(1);
            if (one.has(member) && other.has(member)) {
                throw S3Refusals.invalidRequest("Found overlapping prefixes '" + first + "' and '" + second
                        + "' for same action type '" + action.replaceFirst("s$", "") + "'");
            }
        }
    }
}
