package dev.setpoint.provider.sandbox.faults.preflight;

import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.NOTHING;
import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.TRUST;
import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.doing;
import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.fault;

import dev.setpoint.provider.sandbox.faults.Seeds;
import dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.Fault;
import java.util.List;

/** Obstacles to roles and policies. */
final class RoleFaults {

    private RoleFaults() {}

    static List<Fault> all() {
        var role = "it: {type: aws.iam.role, properties: {name: it, assumeRolePolicy: " + TRUST + "%s}}";
        return List.of(
                fault(
                        "a role with no such policy",
                        NOTHING,
                        role.formatted(", managedPolicies: [\"arn:aws:iam::123456789012:policy/nobody\"]"),
                        "there is no policy"),
                fault(
                        "a role with no such boundary",
                        NOTHING,
                        role.formatted(", permissionsBoundary: \"arn:aws:iam::123456789012:policy/nobody\""),
                        "there is no policy"),
                new Fault(
                        "a role to which somebody has attached a policy",
                        role.formatted(""),
                        doing(c -> c.attach("it")),
                        "other: {type: aws.sns.topic, properties: {name: other}}",
                        "something outside this stack is attached to it: policy more"),
                new Fault(
                        "a role to which somebody has given an inline policy",
                        role.formatted(""),
                        doing(c -> c.inline("it")),
                        "other: {type: aws.sns.topic, properties: {name: other}}",
                        "inline policy more"),
                new Fault(
                        "a policy that others use",
                        "it: {type: aws.iam.policy, properties: {name: it, policy: " + Seeds.YAML_POLICY + "}}",
                        doing(c -> c.attachTo("user-of-it", "arn:aws:iam::123456789012:policy/it")),
                        "other: {type: aws.sns.topic, properties: {name: other}}",
                        "is attached outside this stack, too"));
    }
}
