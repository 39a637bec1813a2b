package dev.setpoint.provider.aws.ec2;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** An endpoint as EC2 describes it now. */
record LiveEndpoint(VpcEndpoint described) {

    /** EC2 uses both. */
    static final Predicate<ProviderException> GONE =
            code("InvalidVpcEndpoint.NotFound", "InvalidVpcEndpointId.NotFound");

    /** Empty when there is none, or it is on its way out. */
    static Optional<LiveEndpoint> of(Ec2Client ec2, String id) {
        return described(ec2, id).filter(endpoint -> !endpoint.isLeaving());
    }

    /** True once the endpoint is deleted. EC2 still describes it for a while. */
    static boolean isGone(Ec2Client ec2, String id) {
        return described(ec2, id)
                .filter(endpoint -> !endpoint.state().equals("deleted"))
                .isEmpty();
    }

    private static Optional<LiveEndpoint> described(Ec2Client ec2, String id) {
        return Errors.found(
                        GONE,
                        () -> ec2.describeVpcEndpoints(r -> r.vpcEndpointIds(id)).vpcEndpoints().stream()
                                .findFirst())
                .map(LiveEndpoint::new);
    }

    /** State in lower case: the API has changed its spelling. */
    String state() {
        return described.stateAsString().toLowerCase(Locale.ROOT);
    }

    boolean isLeaving() {
        return state().equals("deleting") || state().equals("deleted");
    }

    Map<String, String> tags() {
        return Tags.fromSdk(described.tags());
    }

    boolean isInterface() {
        return described.vpcEndpointType() == VpcEndpointType.INTERFACE;
    }

    Value.Map properties() {
        var live = Value.Map.EMPTY
                .with("vpcId", Value.of(described.vpcId()))
                .with(InterfaceSettings.TYPE, Value.of(isInterface() ? InterfaceSettings.INTERFACE : "Gateway"))
                .with("serviceName", Value.of(described.serviceName()))
                .with("tags", Tags.toValue(tags()));
        if (described.policyDocument() != null) {
            live = live.with("policy", PolicyDocuments.parse(described.policyDocument()));
        }
        return isInterface()
                ? live.plus(InterfaceSettings.properties(described))
                : live.with("routeTableIds", Value.strings(described.routeTableIds()));
    }
}
