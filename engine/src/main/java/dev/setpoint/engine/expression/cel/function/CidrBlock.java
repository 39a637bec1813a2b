package dev.setpoint.engine.expression.cel.function;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses.
 *
 * @param first address of the block, as a number
 * @param prefix bits that all addresses share
 * @param width bits of an address: 32 or 128
 */
record CidrBlock(BigInteger first, int prefix, int width) {

    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]{2,45})/(0|[1-9][0-9]{0,2})");

    /** Reads a block; bits after the prefix are ignored. Empty when the text is none. */
    static Optional<CidrBlock> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches() || !InetAddresses.isInetAddress(form.group(1))) {
            return Optional.empty();
        }
        var address = InetAddresses.forString(form.group(1));
        var width = address instanceof Inet4Address ? Integer.SIZE : 4 * Integer.SIZE;
        var prefix = Integer.parseInt(form.group(2));
        var free = width - prefix;
        return free < 0
                ? Optional.empty()
                : Optional.of(new CidrBlock(
                        new BigInteger(1, address.getAddress()).shiftRight(free).shiftLeft(free), prefix, width));
    }

    CidrBlock subnet(int bits, BigInteger number) {
        return new CidrBlock(first.add(number.shiftLeft(width - prefix - bits)), prefix + bits, width);
    }

    String address(BigInteger index) {
        var number = first.add(index).toByteArray();
        var bytes = new byte[width / Byte.SIZE];
        for (var i = 0; i < Math.min(number.length, bytes.length); i++) {
            bytes[bytes.length - 1 - i] = number[number.length - 1 - i];
        }
        try {
            return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", e);
        }
    }

    @Override
    public String toString() {
        return address(BigInteger.ZERO) + "/" + prefix;
    }
}
