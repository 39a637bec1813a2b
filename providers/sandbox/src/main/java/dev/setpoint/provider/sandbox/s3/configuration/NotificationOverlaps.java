package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;

/** Check that no object's event is sent to two targets. See behaviour.md#s3-notification. */
final class NotificationOverlaps {

    private NotificationOverlaps() {}

    /** @param lists members of the configuration that hold its entries */
    static void check(Value.Map configuration, Collection<String> lists) {
        var entries = new ArrayList<Value.Map>();
        lists.forEach(list -> entries.addAll(Members.maps(configuration, list)));
        for (var i = 0; i < entries.size(); i++) {
            for (var j = i + 1; j < entries.size(); j++) {
                if (haveCommonEvent(entries.get(i), entries.get(j)) && overlap(entries.get(i), entries.get(j))) {
                    throw S3Refusals.invalidArgument("Configuration is ambiguously defined. Cannot have overlapping "
                            + "suffixes in two rules if the prefixes are overlapping for the same event type.");
                }
            }
        }
    }

    private static boolean haveCommonEvent(Value.Map one, Value.Map other) {
        return Members.texts(one, "events").stream()
                .anyMatch(event -> Members.texts(other, "events").stream()
                        .anyMatch(its -> includes(event, its) || includes(its, event)));
    }

    /** {@code s3:ObjectCreated:*} includes {@code s3:ObjectCreated:Put}. */
    private static boolean includes(String wide, String narrow) {
        return wide.equals(narrow) || (wide.endsWith(":*") && narrow.startsWith(wide.substring(0, wide.length() - 1)));
    }

    private static boolean overlap(Value.Map one, Value.Map other) {
        var prefix = rule(one, "prefix");
        var otherPrefix = rule(other, "prefix");
        var suffix = rule(one, "suffix");
        var otherSuffix = rule(other, "suffix");
        return (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix))
                && (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix));
    }

    private static String rule(Value.Map entry, String name) {
        return Members.maps(entry.map("filter").map("key"), "filterRules").stream()
                .filter(rule ->
                        rule.string("name").orElse("").toLowerCase(Locale.ROOT).equals(name))
                .flatMap(rule -> rule.string("value").stream())
                .findFirst()
                .orElse("");
    }
}
