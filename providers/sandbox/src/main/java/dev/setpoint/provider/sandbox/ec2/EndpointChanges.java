package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/** Creation, update and deletion of gateway endpoints. Interface endpoints are not simulated. */
final class EndpointChanges extends Ec2Part {

    private static final Duration MOMENT = Duration.ofSeconds(4);

    private final EndpointRules rules;

    EndpointChanges(World world) {
        super(world);
        this.rules = new EndpointRules(world);
    }

    @Override
    public CreateVpcEndpointResponse createVpcEndpoint(CreateVpcEndpointRequest request) {
        var token = Optional.ofNullable(request.clientToken());
        var same = rules.all().stream()
                .filter(endpoint ->
                        token.isPresent() && endpoint.string("clientToken").equals(token))
                .findFirst();
        var endpoint = same.orElseGet(() -> made(request, token));
        return CreateVpcEndpointResponse.builder()
                .vpcEndpoint(Endpoints.described(endpoint, rules))
                .build();
    }

    private Value.Map made(CreateVpcEndpointRequest request, Optional<String> token) {
        if (!Optional.ofNullable(request.vpcEndpointTypeAsString())
                .orElse("Gateway")
                .equals("Gateway")) {
            throw refusal("UnsupportedOperation", "The sandbox has gateway endpoints only.");
        }
        networks().vpc(request.vpcId());
        rules.checkService(request.serviceName());
        rules.checkTables(request.routeTableIds(), request.vpcId(), request.serviceName());
        var endpoint = Value.Map.EMPTY
                .with("id", Value.of(newId("vpce")))
                .with("vpcId", Value.of(request.vpcId()))
                .with("serviceName", Value.of(request.serviceName()))
                .with("routeTableIds", Value.strings(request.routeTableIds()))
                .with("createdAt", Value.of(world.now().toString()))
                .with("readyAt", Value.of(world.now().plus(MOMENT).toString()))
                .with("clientToken", Value.of(token.orElse("")))
                .with("tags", tags(request.tagSpecifications(), "vpc-endpoint"));
        var complete = Optional.ofNullable(request.policyDocument())
                .map(policy -> withPolicy(endpoint, policy))
                .orElse(endpoint);
        save(complete);
        return complete;
    }

    private static Value.Map withPolicy(Value.Map endpoint, String policy) {
        EndpointRules.checkPolicy(policy);
        return endpoint.with("policy", Value.of(policy));
    }

    private Optional<Value.Map> known(String id) {
        return world.known(key(id)).filter(endpoint -> !rules.state(endpoint).startsWith("delet"));
    }

    @Override
    public ModifyVpcEndpointResponse modifyVpcEndpoint(ModifyVpcEndpointRequest request) {
        var id = request.vpcEndpointId();
        var endpoint = known(id).orElseThrow(() -> Endpoints.notFound(id));
        rules.checkTables(request.addRouteTableIds(), text(endpoint, "vpcId"), text(endpoint, "serviceName"));
        var tables = new ArrayList<>(Members.texts(endpoint, "routeTableIds"));
        tables.addAll(request.addRouteTableIds());
        tables.removeAll(request.removeRouteTableIds());
        var changed = endpoint.with("routeTableIds", Value.strings(tables));
        if (Boolean.TRUE.equals(request.resetPolicy())) {
            changed = changed.without("policy");
        }
        var policy = Optional.ofNullable(request.policyDocument());
        save(policy.isPresent() ? withPolicy(changed, policy.get()) : changed);
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    /** Deletes endpoints. A successful response lists those that could not be deleted. */
    @Override
    public DeleteVpcEndpointsResponse deleteVpcEndpoints(DeleteVpcEndpointsRequest request) {
        var failed = new ArrayList<UnsuccessfulItem>();
        for (var id : request.vpcEndpointIds()) {
            known(id)
                    .ifPresentOrElse(
                            endpoint -> save(endpoint.with(
                                    "goneAt", Value.of(world.now().plus(MOMENT).toString()))),
                            () -> failed.add(unsuccessful(id)));
        }
        return DeleteVpcEndpointsResponse.builder().unsuccessful(failed).build();
    }

    private static UnsuccessfulItem unsuccessful(String id) {
        return UnsuccessfulItem.builder()
                .resourceId(id)
                .error(e -> e.code(Endpoints.NOT_FOUND).message(Endpoints.missing(id)))
                .build();
    }
}
