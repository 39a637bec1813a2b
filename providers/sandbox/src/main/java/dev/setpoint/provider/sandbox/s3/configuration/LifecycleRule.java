package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks of one lifecycle rule. See behaviour.md#s3-lifecycle-limits. */
final class LifecycleRule {

    private static final Set<String> INFREQUENT = Set.of("STANDARD_IA", "ONEZONE_IA");
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");
    private static final Map<String, Set<String>> ONWARD = Map.of(
            "STANDARD_IA", Set.of("INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"),
            "INTELLIGENT_TIERING", Set.of("ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"),
            "ONEZONE_IA", ARCHIVES,
            "GLACIER_IR", ARCHIVES,
            "GLACIER", Set.of("DEEP_ARCHIVE"),
            "DEEP_ARCHIVE", Set.of());
    private static final int LEAST_DAYS = 30;

    private static final List<Check> CHECKS = List.of(
            Check.length(
                    "id",
                    0,
                    255,
                    new Refusal(
                            Service.S3, "InvalidArgument", 400, "ID length should not exceed allowed limit of 255")),
            Check.oneOf("status", Set.of("Enabled", "Disabled"), S3Refusals.MALFORMED_XML));

    private LifecycleRule() {}

    static void check(Value.Map rule) {
        Check.all(CHECKS, rule);
        checkFilter(rule);
        checkActions(rule);
        checkExpiration(rule);
        checkTransitions(Members.maps(rule, "transitions"), "days", "Days");
        checkTransitions(Members.maps(rule, "noncurrentVersionTransitions"), "noncurrentDays", "NoncurrentDays");
        checkOrder(rule);
        checkNoncurrent(rule);
    }

    private static void checkFilter(Value.Map rule) {
        if (rule.has("filter") == rule.has("prefix")) {
            throw S3Refusals.malformedXml();
        }
        var filter = rule.map("filter");
        if (filter.entries().size() > 1) {
            throw S3Refusals.malformedXml();
        }
        var and = filter.map("and");
        var tags = Members.maps(and, "tags");
        var conditions = and.without("tags").entries().size() + tags.size();
        if (filter.has("and") && conditions < 2) {
            throw S3Refusals.malformedXml();
        }
        var keys = new HashSet<String>();
        if (!tags.stream().allMatch(tag -> keys.add(tag.string("key").orElse("")))) {
            throw S3Refusals.invalidRequest("Duplicate Tag Keys are not allowed.");
        }
        var tagged = filter.has("tag") || !tags.isEmpty();
        if (tagged && rule.has("abortIncompleteMultipartUpload")) {
            throw S3Refusals.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
        }
        if (tagged && rule.map("expiration").has("expiredObjectDeleteMarker")) {
            throw S3Refusals.invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
        }
    }

    private static void checkActions(Value.Map rule) {
        var some = List.of(
                        "expiration",
                        "transitions",
                        "noncurrentVersionTransitions",
                        "noncurrentVersionExpiration",
                        "abortIncompleteMultipartUpload")
                .stream()
                .anyMatch(rule::has);
        if (!some) {
            throw S3Refusals.invalidRequest("At least one action needs to be specified in a rule.");
        }
    }

    private static void checkExpiration(Value.Map rule) {
        if (!rule.has("expiration")) {
            return;
        }
        var expiration = rule.map("expiration");
        if (expiration.entries().size() != 1) {
            throw S3Refusals.malformedXml();
        }
        if (expiration.integer("days").filter(days -> days < 1).isPresent()) {
            throw S3Refusals.invalidArgument("'Days' for Expiration action must be a positive integer");
        }
        checkMidnight(expiration);
    }

    private static void checkMidnight(Value.Map action) {
        if (action.string("date").filter(date -> !date.endsWith("T00:00:00Z")).isPresent()) {
            throw S3Refusals.invalidArgument("'Date' must be at midnight GMT");
        }
    }

    private static void checkTransitions(List<Value.Map> transitions, String days, String name) {
        var classes = new HashSet<String>();
        for (var transition : transitions) {
            var storage = transition.string("storageClass").orElse("");
            if (!ONWARD.containsKey(storage) || (transition.has("days") && transition.has("date"))) {
                throw S3Refusals.malformedXml();
            }
            if (!classes.add(storage)) {
                throw S3Refusals.invalidRequest("'StorageClass' must be different for each Transition action");
            }
            checkMidnight(transition);
            var after = transition.integer(days).orElse(INFREQUENT.contains(storage) ? LEAST_DAYS : 0);
            if (after < 0) {
                throw S3Refusals.invalidArgument("'" + name + "' for Transition action must be nonnegative");
            }
            if (INFREQUENT.contains(storage) && after < LEAST_DAYS) {
                throw S3Refusals.invalidArgument(
                        "'" + name + "' in Transition action must be greater than or equal to 30 "
                                + "for storageClass '" + storage + "'");
            }
        }
    }

    /**
     * Checks the order of the actions: days and dates are not mixed, each transition continues the one before, and
     * expiration comes last.
     */
    private static void checkOrder(Value.Map rule) {
        var transitions = new ArrayList<>(Members.maps(rule, "transitions"));
        var expiration = rule.map("expiration");
        var dated = transitions.stream().anyMatch(t -> t.has("date")) || expiration.has("date");
        var counted = transitions.stream().anyMatch(t -> t.has("days")) || expiration.has("days");
        if (dated && counted) {
            throw S3Refusals.invalidRequest("Found mixed 'Date' and 'Days' based Expiration and Transition actions");
        }
        transitions.sort((one, other) -> Integer.compare(
                one.integer("days").orElse(0), other.integer("days").orElse(0)));
        for (var i = 1; i < transitions.size(); i++) {
            checkStep(transitions.get(i - 1), transitions.get(i));
        }
        var last = transitions.stream().flatMap(t -> t.integer("days").stream()).reduce(Math::max);
        if (last.isPresent()
                && expiration.integer("days").filter(days -> days <= last.get()).isPresent()) {
            throw S3Refusals.invalidArgument(
                    "'Days' in the Expiration action for filter '(prefix=)' must be greater than "
                            + "'Days' in the Transition action");
        }
    }

    private static void checkStep(Value.Map before, Value.Map after) {
        var from = before.string("storageClass").orElse("");
        var to = after.string("storageClass").orElse("");
        if (!ONWARD.getOrDefault(from, Set.of()).contains(to)) {
            throw S3Refusals.invalidArgument("A transition from " + from + " to " + to + " is not possible");
        }
        var gap = after.integer("days").orElse(0) - before.integer("days").orElse(0);
        if (INFREQUENT.contains(from) && ARCHIVES.contains(to) && after.has("days") && gap < LEAST_DAYS) {
            throw S3Refusals.invalidArgument("'Days' in the Transition action for StorageClass '" + to
                    + "' must be 30 days more than 'Days' in the Transition action for StorageClass '" + from + "'");
        }
    }

    private static void checkNoncurrent(Value.Map rule) {
        var actions = new ArrayList<>(Members.maps(rule, "noncurrentVersionTransitions"));
        if (rule.has("noncurrentVersionExpiration")) {
            actions.add(rule.map("noncurrentVersionExpiration"));
        }
        for (var action : actions) {
            if (!action.has("noncurrentDays")) {
                throw S3Refusals.malformedXml();
            }
            var newer = action.integer("newerNoncurrentVersions").orElse(1);
            if (newer < 1 || newer > 100) {
                throw S3Refusals.invalidArgument("NewerNoncurrentVersions must be between 1 and 100");
            }
        }
        if (rule.map("noncurrentVersionExpiration")
                .integer("noncurrentDays")
                .filter(days -> days < 1)
                .isPresent()) {
            throw S3Refusals.invalidArgument(
                    "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer");
        }
    }
}
