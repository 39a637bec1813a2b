package dev.setpoint.provider.sandbox.s3.upload;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.Checksum;
import dev.setpoint.provider.sandbox.s3.content.Md5;
import dev.setpoint.provider.sandbox.s3.content.UploadChecksum;
import dev.setpoint.provider.sandbox.table.Members;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Parts that a request to complete an upload lists: there, in order, and as they were uploaded.
 *
 * @param parts stored parts in the order of the request
 */
record PartList(Upload upload, Value.Map request, List<Value.Map> parts) {

    private static final int LEAST_SIZE = 5 << 20;

    static PartList of(Upload upload, Value.Map request) {
        checkType(upload, request);
        var wanted = Members.maps(request.map("multipartUpload"), "parts");
        checkOrder(wanted);
        var stored = upload.parts();
        var parts = new ArrayList<Value.Map>();
        for (var i = 0; i < wanted.size(); i++) {
            var part = found(wanted.get(i), stored);
            checkChecksums(upload, wanted.get(i), part);
            if (i < wanted.size() - 1 && part.integer("size").orElse(0) < LEAST_SIZE) {
                throw S3Refusals.refusal(
                        "EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size");
            }
            parts.add(part);
        }
        checkSize(request, parts);
        return new PartList(upload, request, parts);
    }

    private static void checkType(Upload upload, Value.Map request) {
        var type = upload.document().string("checksumType");
        if (request.has("checksumType") && !request.string("checksumType").equals(type)) {
            throw S3Refusals.invalidRequest("The upload was created using the " + type.orElse("null")
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
    }

    private static void checkOrder(List<Value.Map> wanted) {
        var last = Integer.MIN_VALUE;
        for (var part : wanted) {
            if (!part.has("partNumber") || !part.has("eTag")) {
                throw S3Refusals.malformedXml();
            }
            var number = part.integer("partNumber").orElse(0);
            if (number <= last) {
                throw S3Refusals.refusal(
                        "InvalidPartOrder",
                        400,
                        "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }
            last = number;
        }
    }

    private static Value.Map found(Value.Map wanted, List<Value.Map> stored) {
        return stored.stream()
                .filter(part -> part.get("partNumber").equals(wanted.get("partNumber"))
                        && bare(part).equals(bare(wanted)))
                .findFirst()
                .orElseThrow(PartList::invalidPart);
    }

    private static String bare(Value.Map part) {
        return part.string("eTag").orElse("").replace("\"", "");
    }

    private static RuntimeException invalidPart() {
        return S3Refusals.refusal(
                "InvalidPart",
                400,
                "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                        + " specified entity tag may not match the part's entity tag.");
    }

    private static void checkChecksums(Upload upload, Value.Map wanted, Value.Map part) {
        var given = UploadChecksum.given(wanted);
        var algorithm = upload.checksum();
        if (algorithm.isEmpty()) {
            if (given.isPresent()) {
                throw invalidPart();
            }
            return;
        }
        var member = algorithm.get().member();
        if (wanted.has(member)) {
            if (!wanted.string(member).equals(part.string(member))) {
                throw invalidPart();
            }
        } else if (upload.isComposite()) {
            throw missing(algorithm.get(), given, wanted.integer("partNumber").orElse(0));
        }
    }

    private static RuntimeException missing(Checksum algorithm, Optional<Checksum> given, int number) {
        return given.isPresent()
                ? S3Refusals.refusal(
                        "BadDigest",
                        400,
                        "The " + given.get().word() + " you specified for part " + number
                                + " did not match what we received.")
                : S3Refusals.invalidRequest("The upload was created using a " + algorithm.word()
                        + " checksum. The complete request must include the checksum for each part. It was missing for"
                        + " part " + number + " in the request.");
    }

    private static void checkSize(Value.Map request, List<Value.Map> parts) {
        var size =
                parts.stream().mapToInt(part -> part.integer("size").orElse(0)).sum();
        request.get("mpuObjectSize")
                .filter(asked -> !asked.equals(Value.of(size)))
                .ifPresent(asked -> {
                    throw S3Refusals.invalidRequest("The provided 'x-amz-mp-object-size' header value "
                            + (asked instanceof Value.Num(var number) ? number.toPlainString() : "")
                            + " does not match what was computed: " + size);
                });
    }

    byte[] content() {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(Base64.getDecoder().decode(part.string("body").orElse("")));
        }
        return content.toByteArray();
    }

    /** Returns the ETag: the MD5 of the parts' ETags, and the number of parts. */
    String etag() {
        var tags = new ByteArrayOutputStream();
        parts.forEach(part -> tags.writeBytes(HexFormat.of().parseHex(bare(part))));
        return '"' + Md5.hex(tags.toByteArray()) + "-" + parts.size() + '"';
    }

    /** Returns the numbers and sizes of the parts, which reads by part need. */
    Value sizes() {
        return Value.of(parts.stream()
                .map(part -> Value.Map.EMPTY
                        .with("partNumber", part.get("partNumber").orElseThrow())
                        .with("size", part.get("size").orElseThrow()))
                .toList());
    }

    /** Returns the members that describe the object's checksum; refuses a request that gives another one. */
    Value.Map checksum(byte[] content) {
        var algorithm = upload.checksum().orElse(Checksum.CRC64NVME);
        var value = upload.isComposite() ? composite(algorithm) : algorithm.of(content);
        UploadChecksum.given(request).ifPresent(given -> {
            if (!request.string(given.member()).equals(Optional.of(given == algorithm ? value : given.of(content)))) {
                throw UploadChecksum.mismatch(given);
            }
        });
        return Value.Map.EMPTY
                .with(algorithm.member(), Value.of(value))
                .with("checksumType", Value.of(upload.isComposite() ? Upload.COMPOSITE : Upload.FULL_OBJECT));
    }

    private String composite(Checksum algorithm) {
        var sums = new ByteArrayOutputStream();
        for (var part : parts) {
            sums.writeBytes(
                    Base64.getDecoder().decode(part.string(algorithm.member()).orElse("")));
        }
        return algorithm.of(sums.toByteArray()) + "-" + parts.size();
    }
}
