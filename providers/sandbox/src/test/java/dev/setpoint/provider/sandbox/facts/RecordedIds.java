package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.content.Checksum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ids of the endpoint for those of a recording. Requests of a recording hold made-up ids, and answers have
 * placeholders: {@code <version-id:1>}. A request and its answer, or two answers, that hold both tell which is which;
 * otherwise ids stand for the endpoint's in the order in which it gave them.
 */
final class RecordedIds {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>:]+:\\d+>");

    /** Members that are ids which the service gave, and those that name such an id again. */
    private static final Map<String, String> GIVEN = Map.of(
            "UploadId", "UploadId",
            "VersionId", "VersionId",
            "VersionIdMarker", "VersionId",
            "ContinuationToken", "ContinuationToken");

    /** Errors about an id that AWS did not know. */
    private static final List<String> UNKNOWN = List.of(
            "InvalidArgument",
            "NoSuchVersion",
            "NoSuchUpload",
            "NotFound",
            "NotFoundException",
            "KMS.NotFoundException",
            "InvalidParameter");

    private final Recording recording;

    /** Recorded text → the endpoint's. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** Placeholder of recorded answers → the endpoint's text. */
    private final Map<String, String> placeholders = new HashMap<>();

    /** Ids that the endpoint has given and that no recorded one stands for yet, by kind. */
    private final Map<String, List<String>> unused = new HashMap<>();

    /** Answers to uploads of parts, by upload and number. */
    private final Map<String, Value.Map> parts = new HashMap<>();

    /** Uploads with checksums, which requests to complete them repeat. */
    private final Set<String> checked = new HashSet<>();

    RecordedIds(Recording recording) {
        this.recording = recording;
    }

    String translated(String text) {
        var result = text;
        for (var id : ids.entrySet()) {
            result = result.replace(id.getKey(), id.getValue());
        }
        return result;
    }

    /** Finds out which of the endpoint's ids the recorded ones of a call stand for. */
    void meet(Recording.Step step, int place) {
        var call = step.call();
        call.parameters().forEach((name, value) -> {
            var text = String.valueOf(value);
            var told = step.answer().flatMap(answer -> answer.fields().string(name));
            var uuid = UUID.matcher(text);
            if (GIVEN.containsKey(name)) {
                stand(kind(call, GIVEN.get(name)), text, told, step, place);
            } else if (uuid.find()
                    && (name.equals("SSEKMSKeyId") || List.of("kms", "sns").contains(call.service()))) {
                stand(name.equals("SSEKMSKeyId") ? "kms" : call.service(), uuid.group(), told, step, place);
            }
        });
        deleted(call).forEach(object -> {
            if (object.get("VersionId") instanceof String version) {
                stand(
                        "VersionId " + object.get("Key"),
                        version,
                        told(step, String.valueOf(object.get("Key"))),
                        step,
                        place);
            }
        });
    }

    /** Returns the placeholder of the version of a key that a request deleted. */
    private static Optional<String> told(Recording.Step step, String key) {
        return step.answer().stream()
                .flatMap(answer -> answer.fields().list("Deleted").stream())
                .flatMap(item -> item instanceof Value.Map object
                                && object.string("Key").filter(key::equals).isPresent()
                        ? object.string("VersionId").stream()
                        : Stream.empty())
                .findFirst();
    }

    private static List<Map<?, ?>> deleted(Call call) {
        var objects = new ArrayList<Map<?, ?>>();
        if (call.parameters().get("Delete") instanceof Map<?, ?> delete
                && delete.get("Objects") instanceof List<?> list) {
            list.forEach(object -> objects.add((Map<?, ?>) object));
        }
        return objects;
    }

    private static String kind(Call call, String name) {
        return name.equals("VersionId")
                ? "VersionId "
                        + call.parameters()
                                .getOrDefault("Key", call.parameters().get("KeyMarker"))
                : name;
    }

    /**
     * An id that AWS did not know stands for none, and one that is deleted for none that a later answer still has.
     *
     * @param told its placeholder in the answer
     */
    private void stand(String kind, String recorded, Optional<String> told, Recording.Step step, int place) {
        if (ids.containsKey(recorded)
                || step.answer().filter(RecordedIds::isUnknown).isPresent()) {
            return;
        }
        var known = told.flatMap(placeholder -> Optional.ofNullable(placeholders.get(placeholder)));
        var given = unused.getOrDefault(kind, new ArrayList<>());
        if (known.isPresent()) {
            ids.put(recorded, known.get());
            given.remove(known.get());
            return;
        }
        var deleting = step.call().operation().startsWith("Delete");
        given.stream()
                .filter(id -> told.isEmpty() || !placeholders.containsValue(id))
                .filter(id -> !deleting || !isSeenAfter(id, place))
                .findFirst()
                .ifPresent(id -> {
                    ids.put(recorded, id);
                    given.remove(id);
                });
    }

    private static boolean isUnknown(Answer answer) {
        return answer.code().filter(UNKNOWN::contains).isPresent()
                || (!answer.fields().list("Errors").isEmpty()
                        && answer.fields().list("Deleted").isEmpty());
    }

    private boolean isSeenAfter(String given, int place) {
        var names = placeholders.entrySet().stream()
                .filter(entry -> entry.getValue().equals(given))
                .map(Map.Entry::getKey)
                .toList();
        return recording.steps().subList(place + 1, recording.steps().size()).stream()
                .flatMap(step -> step.answer().stream())
                .map(answer -> answer.fields().toString())
                .anyMatch(text -> names.stream().anyMatch(text::contains));
    }

    void learn(Recording.Step step, Call call, Answer answer) {
        give("UploadId", answer.fields().string("uploadId"));
        give("ContinuationToken", answer.fields().string("nextContinuationToken"));
        if (!step.call().operation().startsWith("Get")
                && !step.call().operation().startsWith("Head")) {
            give("VersionId " + call.parameters().get("Key"), answer.fields().string("versionId"));
        }
        for (var deleted : answer.fields().list("deleted")) {
            if (deleted instanceof Value.Map object) {
                give("VersionId " + object.string("key").orElse(""), object.string("deleteMarkerVersionId"));
            }
        }
        give("kms", answer.fields().map("keyMetadata").string("keyId"));
        give("sns", answer.fields().string("subscriptionArn").map(arn -> arn.substring(arn.lastIndexOf(':') + 1)));
        if (call.operation().equals("UploadPart")) {
            parts.put(
                    call.parameters().get("UploadId") + " " + call.parameters().get("PartNumber"), answer.fields());
        }
        if (call.parameters().containsKey("ChecksumAlgorithm")) {
            answer.fields().string("uploadId").ifPresent(checked::add);
        }
        var recorded = step.answer().flatMap(known -> known.fields().string("ETag"));
        var actual = answer.fields().string("eTag");
        if (recorded.isPresent() && actual.isPresent()) {
            ids.put(recorded.get().replace("\"", ""), actual.get().replace("\"", ""));
        }
        step.answer().ifPresent(known -> compare(known.fields(), answer.fields()));
    }

    private void give(String kind, Optional<String> id) {
        id.filter(text -> !ids.containsValue(text)).ifPresent(text -> {
            var given = unused.computeIfAbsent(kind, _ -> new ArrayList<>());
            if (!given.contains(text)) {
                given.add(text);
            }
        });
    }

    /** Learns the placeholders of an answer. */
    private void compare(Value recorded, Value actual) {
        switch (recorded) {
            case Value.Map(var entries)
            when actual instanceof Value.Map(var others) ->
                entries.forEach((name, value) -> Optional.ofNullable(others.get(name))
                        .or(() -> Optional.ofNullable(others.get(SdkShapes.propertyName(name))))
                        .ifPresent(other -> compare(value, other)));
            case Value.List(var items)
            when actual instanceof Value.List(var others) -> {
                for (var i = 0; i < Math.min(items.size(), others.size()); i++) {
                    compare(items.get(i), others.get(i));
                }
            }
            case Value.Str(var text)
            when actual instanceof Value.Str(var other) -> {
                if (PLACEHOLDER.matcher(text).matches()) {
                    placeholders.putIfAbsent(text, other);
                }
            }
            default -> {}
        }
    }

    /** Returns a request to complete an upload, with the parts as the endpoint answered to them. */
    Map<String, Object> completed(Map<String, Object> parameters) {
        if (!(parameters.get("MultipartUpload") instanceof Map<?, ?> upload)
                || !(upload.get("Parts") instanceof List<?> list)) {
            return parameters;
        }
        var changed = new LinkedHashMap<>(parameters);
        changed.put(
                "MultipartUpload",
                Map.of(
                        "Parts",
                        list.stream()
                                .map(part -> completed((Map<?, ?>) part, String.valueOf(parameters.get("UploadId"))))
                                .toList()));
        return changed;
    }

    private Map<Object, Object> completed(Map<?, ?> recorded, String upload) {
        var part = new LinkedHashMap<Object, Object>(recorded);
        var answer = parts.getOrDefault(upload + " " + part.get("PartNumber"), Value.Map.EMPTY);
        answer.string("eTag").ifPresent(tag -> part.put("ETag", tag));
        for (var checksum : Checksum.values()) {
            answer.string(checksum.member())
                    .filter(_ -> checked.contains(upload))
                    .ifPresent(value -> part.put("Checksum" + checksum.name(), value));
        }
        return part;
    }
}
