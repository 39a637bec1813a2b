package dev.setpoint.provider.sandbox.faults.preflight;

import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.doing;
import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.fault;

import dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.Fault;
import java.util.List;

/** Existing resources of types of which AWS allows only one. */
final class SingletonFaults {

    private static final String ROLE = "arn:aws:iam::123456789012:role/records";

    private SingletonFaults() {}

    static List<Fault> all() {
        return List.of(
                fault(
                        "a second recorder",
                        doing(c -> c.recorder("theirs")),
                        "it: {type: aws.config.recorder, properties: {name: it, role: \"" + ROLE + "\"}}",
                        "there would be 2 configuration recorders in this region, and AWS allows 1: there is 1"),
                fault(
                        "a recorder whose role is another service's",
                        doing(c -> c.role("records", "s3.amazonaws.com")),
                        "it: {type: aws.config.recorder, properties: {role: \"" + ROLE + "\"}}",
                        "does not let config.amazonaws.com assume it"),
                fault(
                        "a second analyzer of the account",
                        doing(c -> c.analyzer("theirs")),
                        "it: {type: aws.accessAnalyzer.analyzer, properties: {name: it, type: ACCOUNT}}",
                        "there would be 2 analyzers of the account in this region, and AWS allows 1: there is 1"),
                fault(
                        "a route table that has an endpoint",
                        c -> {
                            c.endpoint();
                            return "$";
                        },
                        "it: {type: aws.ec2.vpcEndpoint, properties: {vpcId: \"${data.vpc.vpcId}\", routeTableIds:"
                                + " \"${data.vpc.routeTableIds}\"}}",
                        "has the endpoint vpce-"));
    }
}
