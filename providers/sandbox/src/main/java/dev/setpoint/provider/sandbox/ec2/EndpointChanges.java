package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/** Creation, update and deletion of endpoints. */
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
        var type = Optional.ofNullable(request.vpcEndpointTypeAsString()).orElse("Gateway");
        if (!Set.of("Gateway", "Interface").contains(type)) {
            throw notSimulated(type);
        }
        if (request.dnsOptions() != null || request.hasSubnetConfigurations()) {
            throw notSimulated("DnsOptions or SubnetConfigurations");
        }
        networks().vpc(request.vpcId());
        var endpoint = type.equals("Interface") ? madeInterface(request, token) : madeGateway(request, token);
        var complete = Optional.ofNullable(request.policyDocument())
                .map(policy -> withPolicy(endpoint, policy))
                .orElse(endpoint);
        save(complete);
        return complete;
    }

    private static AwsServiceException notSimulated(String what) {
        return Service.EC2.refusal(
                "NotImplemented", 501, "The sandbox has no endpoints with " + what + ": use a real account for it.");
    }

    private Value.Map madeInterface(CreateVpcEndpointRequest request, Optional<String> token) {
        rules.checkService(request.serviceName(), rules.interfaceServices());
        return new InterfaceRules(rules)
                .created(described(request, token).with("type", Value.of("Interface")), request);
    }

    private Value.Map madeGateway(CreateVpcEndpointRequest request, Optional<String> token) {
        InterfaceRules.refuseForGateway(
                !request.subnetIds().isEmpty(),
                !request.securityGroupIds().isEmpty(),
                Boolean.TRUE.equals(request.privateDnsEnabled()),
                request.ipAddressType() != null);
        rules.checkService(request.serviceName(), rules.services());
        rules.checkTables(request.routeTableIds(), request.vpcId(), request.serviceName());
        return described(request, token).with("routeTableIds", Value.strings(request.routeTableIds()));
    }

    private Value.Map described(CreateVpcEndpointRequest request, Optional<String> token) {
        return Value.Map.EMPTY
                .with("id", Value.of(newId("vpce")))
                .with("vpcId", Value.of(request.vpcId()))
                .with("serviceName", Value.of(request.serviceName()))
                .with("createdAt", Value.of(world.now().toString()))
                .with("readyAt", Value.of(world.now().plus(MOMENT).toString()))
                .with("clientToken", Value.of(token.orElse("")))
                .with("tags", tags(request.tagSpecifications(), "vpc-endpoint"));
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
        var changed = InterfaceRules.isInterface(endpoint)
                ? new InterfaceRules(rules).modified(endpoint, request)
                : modifiedGateway(endpoint, request);
        if (Boolean.TRUE.equals(request.resetPolicy())) {
            changed = changed.without("policy");
        }
        var policy = Optional.ofNullable(request.policyDocument());
        save(policy.isPresent() ? withPolicy(changed, policy.get()) : changed);
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    private Value.Map modifiedGateway(Value.Map endpoint, ModifyVpcEndpointRequest request) {
        InterfaceRules.refuseForGateway(
                !request.addSubnetIds().isEmpty() || !request.removeSubnetIds().isEmpty(),
                !request.addSecurityGroupIds().isEmpty()
                        || !request.removeSecurityGroupIds().isEmpty(),
                Boolean.TRUE.equals(request.privateDnsEnabled()),
                request.ipAddressType() != null);
        rules.checkTables(request.addRouteTableIds(), text(endpoint, "vpcId"), text(endpoint, "serviceName"));
        var tables = new ArrayList<>(Members.texts(endpoint, "routeTableIds"));
        tables.addAll(request.addRouteTableIds());
        tables.removeAll(request.removeRouteTableIds());
        return endpoint.with("routeTableIds", Value.strings(tables));
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
