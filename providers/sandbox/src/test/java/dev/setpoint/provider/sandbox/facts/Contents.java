package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.content.Checksum;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Contents of objects that a recording does not hold. */
final class Contents {

    private static final String EMPTY = "d41d8cd98f00b204e9800998ecf8427e";
    private static final String UNKNOWN = "contents";

    private Contents() {}

    /** Returns the contents of the upload at a place: a text that is read later, or one of the same length. */
    static String of(Recording recording, int place) {
        var upload = recording.steps().get(place);
        var tag = upload.answer()
                .flatMap(answer -> answer.fields().string("ETag"))
                .orElse("");
        if (tag.contains(EMPTY)) {
            return "";
        }
        var key = String.valueOf(upload.call().parameters().get("Key"));
        var reads = recording.steps().subList(place + 1, recording.steps().size()).stream()
                .filter(step -> key.equals(step.call().parameters().get("Key")))
                .flatMap(step -> step.answer().stream())
                .filter(answer -> tag.isEmpty()
                        || answer.fields().string("ETag").filter(tag::equals).isPresent())
                .map(Answer::fields)
                .toList();
        if (upload.call().operation().equals("UploadPart")) {
            var part = part(recording, key, partNumber(upload.call()));
            if (part.isPresent()) {
                return part.get();
            }
        }
        return text(reads.stream())
                .or(() -> length(reads.stream().flatMap(read -> number(read, "ContentLength").stream())))
                .or(() -> length(listed(recording, place, key, tag)))
                .orElse(UNKNOWN);
    }

    private static int partNumber(Call call) {
        return new BigDecimal(String.valueOf(call.parameters().get("PartNumber"))).intValue();
    }

    /** Returns the contents of a part that is read by its number, or of one before a part that is. */
    private static Optional<String> part(Recording recording, String key, int number) {
        var reads = recording.steps().stream()
                .filter(step -> key.equals(step.call().parameters().get("Key"))
                        && step.call().parameters().containsKey("PartNumber")
                        && step.answer()
                                .filter(answer -> answer.fields().has("ContentRange"))
                                .isPresent())
                .toList();
        var own = reads.stream()
                .filter(step -> partNumber(step.call()) == number)
                .flatMap(step -> step.answer().orElseThrow().fields().string("Body").stream())
                .findFirst();
        return own.or(() -> length(reads.stream()
                .filter(step -> number == 1 && partNumber(step.call()) == 2)
                .flatMap(step -> step.answer().orElseThrow().fields().string("ContentRange").stream())
                .map(range -> Integer.parseInt(range.replaceAll("bytes (\\d+)-.*", "$1")))));
    }

    /** Replaces the checksums of a request by those of its contents. */
    static void check(Map<String, Object> parameters) {
        for (var checksum : Checksum.values()) {
            var name = "Checksum" + checksum.name();
            parameters.computeIfPresent(
                    name,
                    (_, _) -> checksum.of(String.valueOf(parameters.get("Body")).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Optional<String> text(Stream<Value.Map> reads) {
        return reads.filter(read -> !read.entries().containsKey("ContentRange"))
                .flatMap(read -> read.string("Body").stream())
                .filter(text -> !text.isEmpty() && !text.contains("<"))
                .findFirst();
    }

    private static Stream<Integer> listed(Recording recording, int place, String key, String tag) {
        return recording.steps().subList(place + 1, recording.steps().size()).stream()
                .flatMap(step -> step.answer().stream())
                .flatMap(answer ->
                        Stream.of("Contents", "Versions").flatMap(list -> answer.fields().list(list).stream()))
                .filter(Value.Map.class::isInstance)
                .map(Value.Map.class::cast)
                .filter(object -> object.string("Key").filter(key::equals).isPresent()
                        && (tag.isEmpty()
                                || object.string("ETag").filter(tag::equals).isPresent()))
                .flatMap(object -> number(object, "Size").stream());
    }

    private static Optional<Integer> number(Value.Map map, String name) {
        return map.get(name)
                .filter(Value.Num.class::isInstance)
                .map(value -> ((Value.Num) value).value().intValue());
    }

    private static Optional<String> length(Stream<Integer> lengths) {
        return lengths.findFirst().map("x"::repeat);
    }
}
