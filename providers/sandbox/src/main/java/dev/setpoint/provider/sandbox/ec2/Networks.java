package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The VPCs of a region and their route tables. The default VPC and its main route table always exist, without a
 * document.
 */
record Networks(World world) {

    private static final String VPC = "vpc-";
    private static final String TABLE = "rtb-";
    private static final String SUBNET = "subnet-";
    private static final String GROUP = "sg-";

    private String suffix() {
        return "0"
                + HexFormat.of().toHexDigits(0x5e7901L * 31 + (world.account().id() + world.region()).hashCode());
    }

    private Value.Map standardVpc() {
        return Value.Map.EMPTY
                .with("id", Value.of(VPC + suffix()))
                .with("cidrBlock", Value.of("172.31.0.0/16"))
                .with("isDefault", Value.of(true));
    }

    private Value.Map standardTable() {
        return Value.Map.EMPTY
                .with("id", Value.of(TABLE + suffix()))
                .with("vpcId", Value.of(VPC + suffix()))
                .with("main", Value.of(true));
    }

    private String key(String id) {
        return "ec2:" + world.region() + ":" + id;
    }

    List<Value.Map> vpcs() {
        return all(standardVpc(), VPC);
    }

    List<Value.Map> tables() {
        return all(standardTable(), TABLE);
    }

    private List<Value.Map> all(Value.Map standard, String prefix) {
        return Stream.concat(Stream.of(standard), world.documents().under(key(prefix)).values().stream())
                .toList();
    }

    Value.Map vpc(String id) {
        return known(standardVpc(), id)
                .orElseThrow(() -> Ec2Part.refusal("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist"));
    }

    Value.Map table(String id) {
        return known(standardTable(), id)
                .orElseThrow(() -> Ec2Part.refusal(
                        "InvalidRouteTableId.NotFound", "The routeTable ID '" + id + "' does not exist"));
    }

    private Optional<Value.Map> known(Value.Map standard, String id) {
        return standard.string("id").equals(Optional.of(id)) ? Optional.of(standard) : world.known(key(id));
    }

    /** Returns the default VPC's subnets, one for each zone, and those that were created. */
    List<Value.Map> subnets() {
        return Stream.concat(
                        Stream.of("a", "b", "c").map(this::standardSubnet),
                        world.documents().under(key(SUBNET)).values().stream())
                .toList();
    }

    private Value.Map standardSubnet(String zone) {
        return Value.Map.EMPTY
                .with("id", Value.of(SUBNET + suffix() + zone))
                .with("vpcId", Value.of(VPC + suffix()))
                .with("zone", Value.of(world.region() + zone));
    }

    Value.Map subnet(String id) {
        return subnets().stream()
                .filter(subnet -> Ec2Part.text(subnet, "id").equals(id))
                .findFirst()
                .orElseThrow(
                        () -> Ec2Part.refusal("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist"));
    }

    /** Returns the default security group of every VPC, and those that were created. */
    List<Value.Map> groups() {
        return Stream.concat(
                        vpcs().stream().map(vpc -> standardGroup(Ec2Part.text(vpc, "id"))),
                        world.documents().under(key(GROUP)).values().stream())
                .toList();
    }

    Value.Map standardGroup(String vpc) {
        return Value.Map.EMPTY
                .with("id", Value.of(GROUP + vpc.substring(VPC.length())))
                .with("vpcId", Value.of(vpc))
                .with("name", Value.of("default"));
    }

    Value.Map group(String id) {
        return groups().stream()
                .filter(group -> Ec2Part.text(group, "id").equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Ec2Part.refusal("InvalidGroup.NotFound", "The security group '" + id + "' does not exist"));
    }
}
