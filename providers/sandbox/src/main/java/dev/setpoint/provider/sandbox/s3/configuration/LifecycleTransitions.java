package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Members;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks of the transitions of one lifecycle rule: each continues the one before, and expiration comes last. See
 * behaviour.md#s3-lifecycle-limits.
 */
final class LifecycleTransitions {

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

    private LifecycleTransitions() {}

    static void check(Value.Map rule) {
        var transitions = Members.maps(rule, "transitions");
        checkEach(transitions, "days", "Days");
        checkOrder(transitions, rule.map("expiration"), "Transition", "Expiration");
        var noncurrent = Members.maps(rule, "noncurrentVersionTransitions");
        checkEach(noncurrent, "noncurrentDays", "NoncurrentDays");
        checkOrder(
                noncurrent,
                rule.map("noncurrentVersionExpiration"),
                "NoncurrentVersionTransition",
                "NoncurrentVersionExpiration");
    }

    private static void checkEach(List<Value.Map> transitions, String days, String name) {
        var classes = new HashSet<String>();
        for (var transition : transitions) {
            var storage = transition.string("storageClass").orElse("");
            if (!ONWARD.containsKey(storage) || (transition.has("days") && transition.has("date"))) {
                throw S3Refusals.malformedXml();
            }
            if (!classes.add(storage)) {
                throw S3Refusals.invalidRequest("'StorageClass' must be different for each Transition action");
            }
            LifecycleRule.checkMidnight(transition);
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

    private static void checkOrder(List<Value.Map> written, Value.Map expiration, String action, String end) {
        var transitions = new ArrayList<>(written);
        transitions.sort(Comparator.comparing(transition -> time(transition).orElse(0L)));
        for (var i = 1; i < transitions.size(); i++) {
            checkStep(transitions.get(i - 1), transitions.get(i), action);
        }
        var last = transitions.stream().flatMap(t -> time(t).stream()).reduce(Math::max);
        if (last.isPresent()
                && time(expiration).filter(time -> time <= last.get()).isPresent()) {
            throw S3Refusals.invalidArgument("'" + name(expiration) + "' in the " + end
                    + " action for filter '(prefix=)' must be greater than '" + name(expiration) + "' in the " + action
                    + " action");
        }
    }

    /** Days since an object was made, or the day of a date. */
    private static Optional<Long> time(Value.Map action) {
        return action.integer("days")
                .or(() -> action.integer("noncurrentDays"))
                .map(Integer::longValue)
                .or(() ->
                        action.string("date").map(date -> ChronoUnit.DAYS.between(Instant.EPOCH, Instant.parse(date))));
    }

    private static String name(Value.Map action) {
        if (action.has("noncurrentDays")) {
            return "NoncurrentDays";
        }
        return action.has("date") ? "Date" : "Days";
    }

    private static void checkStep(Value.Map before, Value.Map after, String action) {
        var from = before.string("storageClass").orElse("");
        var to = after.string("storageClass").orElse("");
        var gap = time(after).orElse(0L) - time(before).orElse(0L);
        if (gap == 0 || !ONWARD.getOrDefault(from, Set.of()).contains(to)) {
            // S3 wants the classes in their order, and says so of the one that comes too early.
            throw S3Refusals.invalidArgument("'" + name(before) + "' in the " + action + " action for StorageClass '"
                    + from + "' for filter '(prefix=)' must be greater than '" + name(after) + "' in the " + action
                    + " action for StorageClass '" + to + "'");
        }
        if (INFREQUENT.contains(from) && ARCHIVES.contains(to) && gap < LEAST_DAYS) {
            throw S3Refusals.invalidArgument("'" + name(after) + "' in the " + action + " action for StorageClass '"
                    + to + "' for filter '(prefix=)' must be 30 days more than '" + name(before) + "' in the " + action
                    + " action for StorageClass '" + from + "'");
        }
    }
}
