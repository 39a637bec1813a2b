package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Subnets and security groups, as far as endpoints need them: addresses and rules are not simulated. */
final class Subnets extends Ec2Part {

    Subnets(World world) {
        super(world);
    }

    @Override
    public CreateSubnetResponse createSubnet(CreateSubnetRequest request) {
        networks().vpc(request.vpcId());
        var subnet = Value.Map.EMPTY
                .with("id", Value.of(newId("subnet")))
                .with("vpcId", Value.of(request.vpcId()))
                .with(
                        "zone",
                        Value.of(Optional.ofNullable(request.availabilityZone()).orElse(world.region() + "a")))
                .with("tags", tags(request.tagSpecifications(), "subnet"));
        save(subnet);
        return CreateSubnetResponse.builder().subnet(described(subnet)).build();
    }

    private static Subnet described(Value.Map subnet) {
        return Subnet.builder()
                .subnetId(text(subnet, "id"))
                .vpcId(text(subnet, "vpcId"))
                .availabilityZone(text(subnet, "zone"))
                .tags(tags(subnet))
                .build();
    }

    @Override
    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        var asked = request.hasSubnetIds()
                ? request.subnetIds().stream().map(networks()::subnet).toList()
                : networks().subnets();
        return DescribeSubnetsResponse.builder()
                .subnets(asked.stream()
                        .filter(subnet -> Filters.match(
                                request.filters(),
                                subnet,
                                Map.of("vpc-id", text(subnet, "vpcId"), "availability-zone", text(subnet, "zone"))))
                        .map(Subnets::described)
                        .toList())
                .build();
    }

    @Override
    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
        if (request.vpcId() == null) {
            throw refusal("VPCIdNotSpecified", "No default VPC for this user");
        }
        var vpc = networks().vpc(request.vpcId());
        var taken = networks().groups().stream()
                .anyMatch(group -> text(group, "vpcId").equals(request.vpcId())
                        && text(group, "name").equals(request.groupName()));
        if (taken) {
            throw refusal(
                    "InvalidGroup.Duplicate",
                    "The security group '" + request.groupName() + "' already exists for VPC '" + request.vpcId()
                            + "'");
        }
        var group = Value.Map.EMPTY
                .with("id", Value.of(newId("sg")))
                .with("vpcId", Value.of(text(vpc, "id")))
                .with("name", Value.of(request.groupName()))
                .with("tags", tags(request.tagSpecifications(), "security-group"));
        save(group);
        return CreateSecurityGroupResponse.builder().groupId(text(group, "id")).build();
    }

    @Override
    public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request) {
        var asked = request.hasGroupIds()
                ? request.groupIds().stream().map(networks()::group).toList()
                : networks().groups();
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(asked.stream()
                        .filter(group -> Filters.match(
                                request.filters(),
                                group,
                                Map.of("vpc-id", text(group, "vpcId"), "group-name", text(group, "name"))))
                        .map(group -> SecurityGroup.builder()
                                .groupId(text(group, "id"))
                                .groupName(text(group, "name"))
                                .vpcId(text(group, "vpcId"))
                                .tags(tags(group))
                                .build())
                        .toList())
                .build();
    }
}
