package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs. Each is created with a main route table. */
final class Vpcs extends Ec2Part {

    private static final List<Check> CHECKS = List.of(Check.matches(
            "cidrBlock",
            Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}/(1[6-9]|2[0-8])"),
            new Refusal(Service.EC2, "InvalidVpc.Range", 400, "The CIDR '%s' is invalid.")));

    Vpcs(World world) {
        super(world);
    }

    @Override
    public CreateVpcResponse createVpc(CreateVpcRequest request) {
        Check.all(CHECKS, request);
        var vpc = Value.Map.EMPTY
                .with("id", Value.of(newId("vpc")))
                .with("cidrBlock", Value.of(request.cidrBlock()))
                .with("tags", tags(request.tagSpecifications(), "vpc"));
        save(vpc);
        save(Value.Map.EMPTY
                .with("id", Value.of(newId("rtb")))
                .with("vpcId", Value.of(text(vpc, "id")))
                .with("main", Value.of(true)));
        return CreateVpcResponse.builder().vpc(described(vpc)).build();
    }

    /** Keeps the one attribute that endpoints depend on; DNS support is always on. */
    @Override
    public ModifyVpcAttributeResponse modifyVpcAttribute(ModifyVpcAttributeRequest request) {
        var vpc = networks().vpc(request.vpcId());
        if (request.enableDnsHostnames() == null || isDefault(vpc)) {
            throw Service.EC2.refusal(
                    "NotImplemented", 501, "The sandbox changes only EnableDnsHostnames of VPCs that were created.");
        }
        save(vpc.with(
                "dnsHostnames",
                Value.of(Boolean.TRUE.equals(request.enableDnsHostnames().value()))));
        return ModifyVpcAttributeResponse.builder().build();
    }

    @Override
    public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
        var asked = request.hasVpcIds()
                ? request.vpcIds().stream().map(networks()::vpc).toList()
                : networks().vpcs();
        var found = asked.stream()
                .filter(vpc -> Filters.match(
                        request.filters(),
                        vpc,
                        Map.of(
                                "vpc-id", text(vpc, "id"),
                                "cidr", text(vpc, "cidrBlock"),
                                "owner-id", world.account().id(),
                                "state", "available",
                                "is-default", Boolean.toString(isDefault(vpc)))))
                .sorted(Comparator.comparing(vpc -> text(vpc, "id")))
                .toList();
        var page = PAGES.page(request, found, vpc -> text(vpc, "id"));
        return DescribeVpcsResponse.builder()
                .vpcs(page.items().stream().map(this::described).toList())
                .nextToken(page.nextMarker())
                .build();
    }

    private static boolean isDefault(Value.Map vpc) {
        return vpc.bool("isDefault").orElse(false);
    }

    private Vpc described(Value.Map vpc) {
        return Vpc.builder()
                .vpcId(text(vpc, "id"))
                .cidrBlock(text(vpc, "cidrBlock"))
                .isDefault(isDefault(vpc))
                .ownerId(world.account().id())
                .state(VpcState.AVAILABLE)
                .tags(tags(vpc))
                .build();
    }
}
