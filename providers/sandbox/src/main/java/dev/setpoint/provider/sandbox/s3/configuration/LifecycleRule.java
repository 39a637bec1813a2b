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
import java.util.Set;

/** Checks of one lifecycle rule. See behaviour.md#s3-lifecycle-limits. */
final class LifecycleRule {

    private static final String GREATER = "objectSizeGreaterThan";
    private static final String LESS = "objectSizeLessThan";

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
        checkMixed(rule);
        checkNoncurrent(rule);
        LifecycleTransitions.check(rule);
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
        checkSizes(filter.plus(and));
        if (filter.has("tag") || !tags.isEmpty()) {
            checkWithout(rule, "Tags");
        }
        if (filter.plus(and).has(GREATER) || filter.plus(and).has(LESS)) {
            checkWithout(rule, "Object Size");
        }
    }

    private static void checkSizes(Value.Map conditions) {
        var above = conditions.get(GREATER);
        var below = conditions.get(LESS);
        if (above.isPresent()
                && below.isPresent()
                && above.get() instanceof Value.Num(var least)
                && below.get() instanceof Value.Num(var most)
                && most.compareTo(least) <= 0) {
            throw S3Refusals.invalidRequest("'ObjectSizeLessThan' must be greater than 'ObjectSizeGreaterThan'");
        }
    }

    /** Refuses actions on what has no such property: unfinished uploads and delete markers. */
    private static void checkWithout(Value.Map rule, String property) {
        if (rule.has("abortIncompleteMultipartUpload")) {
            throw S3Refusals.invalidRequest(
                    "AbortIncompleteMultipartUpload cannot be specified with " + property + ".");
        }
        if (rule.map("expiration").has("expiredObjectDeleteMarker")) {
            throw S3Refusals.invalidRequest("ExpiredObjectDeleteMarker cannot be specified with " + property + ".");
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

    static void checkMidnight(Value.Map action) {
        if (action.string("date").filter(date -> !date.endsWith("T00:00:00Z")).isPresent()) {
            throw S3Refusals.invalidArgument("'Date' must be at midnight GMT");
        }
    }

    private static void checkMixed(Value.Map rule) {
        var actions = new ArrayList<>(Members.maps(rule, "transitions"));
        actions.add(rule.map("expiration"));
        if (actions.stream().anyMatch(action -> action.has("date"))
                && actions.stream().anyMatch(action -> action.has("days"))) {
            throw S3Refusals.invalidRequest("Found mixed 'Date' and 'Days' based Expiration and Transition actions");
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
