package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Checks of endpoints, and their states. */
record EndpointRules(World world) {

    static final String PREFIX = "vpce-";

    private static final int LONGEST_POLICY = 20_480;
    private static final Set<String> SERVICES = Set.of("s3", "dynamodb");

    /** Some of the services that have interface endpoints. */
    private static final Set<String> INTERFACE_SERVICES = Set.of(
            "s3",
            "dynamodb",
            "access-analyzer",
            "cloudtrail",
            "config",
            "ec2",
            "ecr.api",
            "ecr.dkr",
            "events",
            "execute-api",
            "kms",
            "lambda",
            "logs",
            "macie2",
            "monitoring",
            "secretsmanager",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "sts");

    List<Value.Map> all() {
        return world.documents().under("ec2:" + world.region() + ":" + PREFIX).values().stream()
                .filter(endpoint -> !state(endpoint).equals("deleted"))
                .toList();
    }

    /** Returns the services of this region that have gateway endpoints. */
    List<String> services() {
        return SERVICES.stream().sorted().map(this::service).toList();
    }

    List<String> interfaceServices() {
        return INTERFACE_SERVICES.stream().sorted().map(this::service).toList();
    }

    private String service(String name) {
        return "com.amazonaws." + world.region() + "." + name;
    }

    void checkService(String service, List<String> services) {
        if (!services.contains(service)) {
            throw Ec2Part.refusal("InvalidServiceName", "The Vpc Endpoint Service '" + service + "' does not exist");
        }
    }

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException when a table cannot get a route to the service */
    void checkTables(List<String> tables, String vpc, String service) {
        for (var id : tables) {
            var table = new Networks(world).table(id);
            if (!Ec2Part.text(table, "vpcId").equals(vpc)) {
                throw Ec2Part.refusal(
                        "InvalidParameter",
                        "route table " + id + " and network " + vpc + " belong to different networks");
            }
            if (all().stream().anyMatch(endpoint -> isUsedBy(id, endpoint, service))) {
                throw Ec2Part.refusal(
                        "RouteAlreadyExists",
                        "route table " + id + " already has a route with destination-prefix-list-id "
                                + prefixList(service));
            }
        }
    }

    private boolean isUsedBy(String table, Value.Map endpoint, String service) {
        return Ec2Part.text(endpoint, "serviceName").equals(service)
                && !state(endpoint).equals("deleting")
                && Members.texts(endpoint, "routeTableIds").contains(table);
    }

    static void checkPolicy(String policy) {
        try {
            PolicyDocument.parse(policy, Use.RESOURCE);
        } catch (PolicyProblem e) {
            throw Ec2Part.refusal("InvalidPolicyDocument", "The policy document is invalid: " + e.getMessage());
        }
        if (policy.length() > LONGEST_POLICY) {
            throw Ec2Part.refusal("InvalidPolicyDocument", "The policy document is too long");
        }
    }

    /** Returns the state of an endpoint: creation and deletion take a moment. */
    String state(Value.Map endpoint) {
        var leaving = endpoint.string("goneAt").map(Instant::parse);
        if (leaving.isPresent()) {
            return world.now().isBefore(leaving.get()) ? "deleting" : "deleted";
        }
        return world.now().isBefore(Instant.parse(Ec2Part.text(endpoint, "readyAt"))) ? "pending" : "available";
    }

    /** Returns the id of a service's prefix list. */
    String prefixList(String service) {
        return "pl-" + HexFormat.of().toHexDigits(service.hashCode());
    }
}
