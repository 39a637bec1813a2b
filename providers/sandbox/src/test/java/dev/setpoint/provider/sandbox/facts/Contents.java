package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
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
        return text(reads.stream())
                .or(() -> length(reads.stream().flatMap(read -> number(read, "ContentLength").stream())))
                .or(() -> length(listed(recording, place, key, tag)))
                .orElse(UNKNOWN);
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
