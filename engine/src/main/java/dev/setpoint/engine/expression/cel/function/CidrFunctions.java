package dev.setpoint.engine.expression.cel.function;

import dev.cel.common.types.SimpleType;
import java.math.BigInteger;
import java.util.List;

/** Functions of blocks of IP addresses. */
final class CidrFunctions {

    private static final String CODE = "SP0344";

    private CidrFunctions() {}

    static List<Definition> own() {
        return List.of(
                Definition.global("cidr.subnet", CidrFunctions::subnet)
                        .taking(SimpleType.STRING, SimpleType.STRING, SimpleType.INT, SimpleType.INT),
                Definition.global("cidr.host", CidrFunctions::host)
                        .taking(SimpleType.STRING, SimpleType.STRING, SimpleType.INT));
    }

    private static CidrBlock block(Arguments arguments) {
        var text = arguments.text(0);
        return CidrBlock.parse(text)
                .orElseThrow(() -> arguments.failure(
                        CODE, "`" + text + "` is not a CIDR block, like `10.0.0.0/16` or `2001:db8::/56`."));
    }

    private static Object subnet(Arguments arguments) {
        var block = block(arguments);
        var bits = arguments.number(1);
        var number = arguments.number(2);
        var free = block.width() - block.prefix();
        if (bits < 0 || bits > free) {
            throw arguments.failure(
                    CODE, "`" + block + "` can be divided by 0 to " + free + " further bits, and not by " + bits + ".");
        }
        var most = BigInteger.ONE.shiftLeft((int) bits);
        if (number < 0 || BigInteger.valueOf(number).compareTo(most) >= 0) {
            throw arguments.failure(
                    CODE,
                    "`" + block + "` has " + most + " subnets with " + bits + " further bits, numbered from 0, and no "
                            + number + ".");
        }
        return block.subnet((int) bits, BigInteger.valueOf(number)).toString();
    }

    private static Object host(Arguments arguments) {
        var block = block(arguments);
        var number = BigInteger.valueOf(arguments.number(1));
        var size = BigInteger.ONE.shiftLeft(block.width() - block.prefix());
        var index = number.signum() < 0 ? size.add(number) : number;
        if (index.signum() < 0 || index.compareTo(size) >= 0) {
            throw arguments.failure(
                    CODE, "`" + block + "` has " + size + " addresses, numbered from 0, and no " + number + ".");
        }
        return block.address(index);
    }
}
