package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Limits of names, paths and texts in requests to IAM. See behaviour.md#iam-role-limits,
 * behaviour.md#iam-policy-limits.
 */
final class IamChecks {

    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int SHORTEST_SESSION = 3600;
    private static final int LONGEST_SESSION = 43200;

    private static final Check DESCRIPTION = Check.length(
            "description",
            0,
            LONGEST_DESCRIPTION,
            invalid("1 validation error detected: Value at 'description' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + LONGEST_DESCRIPTION));
    private static final Check SESSION = Check.range(
                    "maxSessionDuration",
                    SHORTEST_SESSION,
                    LONGEST_SESSION,
                    invalid("1 validation error detected: Value '%s' at 'maxSessionDuration' failed to satisfy "
                            + "constraint: Member must have value between 3600 and 43200"))
            .whenPresent();

    static final List<Check> CREATE_ROLE = List.of(name("roleName", 64), path("path"), DESCRIPTION, SESSION);
    static final List<Check> UPDATE_ROLE = List.of(DESCRIPTION, SESSION);
    static final List<Check> CREATE_USER = List.of(name("userName", 64), path("path"));
    static final List<Check> UPDATE_USER = List.of(name("newUserName", 64).whenPresent(), path("newPath"));
    static final List<Check> CREATE_POLICY = List.of(name("policyName", 128), path("path"), DESCRIPTION);
    static final List<Check> PUT_INLINE_POLICY = List.of(name("policyName", 128));

    private IamChecks() {}

    private static Check name(String member, int longest) {
        return Check.matches(
                member,
                Pattern.compile("[\\w+=,.@-]{1," + longest + "}"),
                invalid("The specified value for " + member + " is invalid. It must contain only alphanumeric "
                        + "characters and/or the following: +=,.@_- and have 1 to " + longest + " characters"));
    }

    private static Check path(String member) {
        return Check.matches(
                        member,
                        Pattern.compile("(?=.{1," + LONGEST_PATH + "}$)(/|/[!-~]+/)"),
                        invalid("The specified value for path is invalid. It must begin and end with / and contain "
                                + "only alphanumeric characters and/or / characters."))
                .whenPresent();
    }

    private static Refusal invalid(String message) {
        return new Refusal(Service.IAM, "ValidationError", 400, message);
    }
}
