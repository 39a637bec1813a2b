package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.ByteRange;
import dev.setpoint.provider.sandbox.s3.content.PartNumbers;
import dev.setpoint.provider.sandbox.table.Members;
import java.util.List;
import java.util.Optional;

/**
 * Bytes of a version that a read gets: all, a range, or a part.
 *
 * @param range empty: all, without a range in the answer
 * @param parts number of parts that the answer tells of
 */
record ReadExtent(int size, Optional<ByteRange> range, Optional<Integer> parts) {

    private static final String PARTS = "parts";

    /** @param request by its members' names */
    static ReadExtent of(Value.Map request, Value.Map version) {
        var size = version.integer("size").orElse(0);
        var part = request.integer("partNumber");
        var range = request.string("range");
        if (part.isEmpty()) {
            return new ReadExtent(size, range.flatMap(header -> ByteRange.of(header, size)), Optional.empty());
        }
        if (range.isPresent()) {
            throw S3Refusals.invalidRequest("Cannot specify both Range header and partNumber query parameter");
        }
        return part(part.get(), size, version);
    }

    private static ReadExtent part(int number, int size, Value.Map version) {
        PartNumbers.check(number);
        var parts = Members.maps(version, PARTS);
        if (parts.isEmpty()) {
            if (number != 1) {
                throw notThere();
            }
            return new ReadExtent(
                    size,
                    size == 0 ? Optional.empty() : Optional.of(new ByteRange(0, size - 1, size)),
                    Optional.empty());
        }
        return new ReadExtent(size, Optional.of(bytes(number, size, parts)), Optional.of(parts.size()));
    }

    private static ByteRange bytes(int number, int size, List<Value.Map> parts) {
        var first = 0;
        for (var part : parts) {
            var length = part.integer("size").orElse(0);
            if (part.integer("partNumber").orElse(0) == number) {
                return new ByteRange(first, first + length - 1, size);
            }
            first += length;
        }
        throw notThere();
    }

    private static RuntimeException notThere() {
        return S3Refusals.refusal("InvalidPartNumber", 416, "The requested partnumber is not satisfiable");
    }

    int first() {
        return range.map(ByteRange::first).orElse(0);
    }

    int length() {
        return range.map(ByteRange::length).orElse(size);
    }

    boolean isWhole() {
        return length() == size;
    }

    int status() {
        return range.isPresent() ? Http.PARTIAL : Http.OK;
    }

    /** Returns the members of the answer. */
    Value.Map headers() {
        var headers = Value.Map.EMPTY.with("contentLength", Value.of(length()));
        if (range.isPresent()) {
            headers = headers.with("contentRange", Value.of(range.get().header()));
        }
        return parts.isPresent() ? headers.with("partsCount", Value.of(parts.get())) : headers;
    }
}
