package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.List;
import java.util.regex.Pattern;

/** Limits of texts and numbers in requests to KMS. See behaviour.md#kms-key-limits. */
final class KmsChecks {

    private static final int LONGEST_DESCRIPTION = 8192;
    private static final int SHORTEST_WINDOW = 7;
    static final int LONGEST_WINDOW = 30;
    private static final int SHORTEST_PERIOD = 90;
    private static final int LONGEST_PERIOD = 2560;

    static final List<Check> DESCRIPTION = List.of(Check.length(
            "description",
            0,
            LONGEST_DESCRIPTION,
            invalid("1 validation error detected: Value at 'description' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + LONGEST_DESCRIPTION)));

    static final List<Check> SCHEDULE_DELETION = List.of(Check.range(
                    "pendingWindowInDays",
                    SHORTEST_WINDOW,
                    LONGEST_WINDOW,
                    invalid("PendingWindowInDays must be between 7 and 30, inclusive."))
            .whenPresent());

    static final List<Check> ENABLE_ROTATION = List.of(Check.range(
                    "rotationPeriodInDays",
                    SHORTEST_PERIOD,
                    LONGEST_PERIOD,
                    invalid("1 validation error detected: Value '%s' at 'rotationPeriodInDays' failed to "
                            + "satisfy constraint: Member must have value between " + SHORTEST_PERIOD + " and "
                            + LONGEST_PERIOD))
            .whenPresent());

    static final List<Check> CREATE_GRANT = List.of(
            Check.matches("name", Pattern.compile("[A-Za-z0-9:/_-]{1,256}"), invalid("The grant name %s is not valid"))
                    .whenPresent(),
            Check.size("operations", 1, Integer.MAX_VALUE, invalid("A grant needs at least one operation")));

    private KmsChecks() {}

    private static Refusal invalid(String message) {
        return new Refusal(Service.KMS, "ValidationException", 400, message);
    }
}
