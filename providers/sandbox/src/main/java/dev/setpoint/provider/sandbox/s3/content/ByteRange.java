package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Range of bytes that a read wants.
 *
 * @param last inclusive
 * @param size of the whole object
 */
public record ByteRange(int first, int last, int size) {

    private static final Pattern HEADER = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** Returns the range of a header; empty for a header that S3 ignores, which gets the whole object. */
    public static Optional<ByteRange> of(String header, int size) {
        var range = HEADER.matcher(header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            var length = number(range.group(2)).min(BigInteger.valueOf(size)).intValue();
            return Optional.of(satisfiable(size - length, size - 1, size));
        }
        var first = number(range.group(1));
        var last = range.group(2).isEmpty() ? first.max(BigInteger.valueOf(size)) : number(range.group(2));
        if (last.compareTo(first) < 0) {
            return Optional.empty();
        }
        return Optional.of(satisfiable(
                first.min(BigInteger.valueOf(size)).intValue(),
                last.min(BigInteger.valueOf(size - 1L)).intValue(),
                size));
    }

    private static BigInteger number(String digits) {
        return new BigInteger(digits);
    }

    private static ByteRange satisfiable(int first, int last, int size) {
        if (first >= size || last < first) {
            throw S3Refusals.refusal("InvalidRange", 416, "The requested range is not satisfiable");
        }
        return new ByteRange(first, last, size);
    }

    public int length() {
        return last - first + 1;
    }

    public boolean isWhole() {
        return length() == size;
    }

    /** Returns the header {@code Content-Range} of the answer. */
    public String header() {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
