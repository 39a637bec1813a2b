package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replay of a recording. The recording holds made-up ids, and no contents of objects: an id stands for the one that the
 * endpoint gave at the same place, and contents are what the recording shows elsewhere, or text of the same length.
 */
final class Replay {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Pattern UNCOMPARED = Pattern.compile("(?i)checksum.*|etag|body|owner");

    /** Members that are ids which the service gave. */
    private static final List<String> GIVEN = List.of("UploadId", "VersionId", "ContinuationToken");

    private final Recording recording;
    private final Caller caller;
    private final String account;

    /** Recorded text → the endpoint's. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    private final Map<String, String> regions = new HashMap<>();

    /** Ids that the endpoint has given and that no recorded one stands for yet, by kind. */
    private final Map<String, List<String>> unused = new HashMap<>();

    Replay(Recording recording, Endpoint endpoint) {
        this.recording = recording;
        this.caller = new Caller(endpoint);
        var identity = caller.answer(new Call("sts", "GetCallerIdentity", "us-east-1", Map.of()));
        this.account = identity.fields().string("account").orElseThrow();
    }

    /**
     * Returns the differences of the endpoint's answers from the recorded ones, by the number of the call from 0; with
     * each, the calls before it without a recorded answer that the endpoint refused.
     */
    Map<Integer, List<String>> differences() {
        var found = new TreeMap<Integer, List<String>>();
        var refused = new ArrayList<String>();
        for (var i = 0; i < recording.steps().size(); i++) {
            var step = recording.steps().get(i);
            if (Caller.knows(step.call().service())) {
                var differences = differences(step, i);
                if (step.answer().isEmpty()) {
                    refused.addAll(differences);
                } else if (!differences.isEmpty()) {
                    found.put(
                            i,
                            Stream.concat(differences.stream(), refused.stream())
                                    .toList());
                }
            }
        }
        return found;
    }

    private List<String> differences(Recording.Step step, int place) {
        var call = translated(step.call(), place);
        var answer = answer(call, step);
        answer.ifPresent(given -> learn(step, call, given));
        return answer
                .map(given -> step.answer()
                        .map(this::comparable)
                        .map(expected -> Differences.all(expected, unwrapped(expected, comparable(given))))
                        .orElseGet(() -> given.code().map(code -> "was refused: " + code).stream()
                                .toList()))
                .orElse(List.of())
                .stream()
                .map(difference -> step.call().operation() + difference.replaceFirst("^(?=[^.])", ": "))
                .toList();
    }

    /** Some recordings hold the only member of an answer in its place. */
    private static Answer unwrapped(Answer expected, Answer actual) {
        var members = List.copyOf(actual.fields().entries().entrySet());
        return members.size() == 1
                        && members.getFirst().getValue() instanceof Value.Map inner
                        && expected.fields().entries().keySet().stream()
                                .map(SdkShapes::propertyName)
                                .noneMatch(members.getFirst().getKey()::equals)
                ? new Answer(actual.status(), actual.code(), inner)
                : actual;
    }

    /** Returns the answer; empty for a call whose parameters were not recorded. */
    private Optional<Answer> answer(Call call, Recording.Step step) {
        try {
            return Optional.of(caller.answer(call));
        } catch (IllegalArgumentException e) {
            if (step.answer().isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Call translated(Call call, int place) {
        call.parameters().forEach((name, value) -> meet(call, name, String.valueOf(value)));
        var parameters = Plain.texts(call.parameters(), this::translated);
        if (List.of("PutObject", "UploadPart").contains(call.operation()) && !parameters.containsKey("Body")) {
            parameters.put("Body", Contents.of(recording, place));
        }
        return new Call(call.service(), call.operation(), region(call), parameters);
    }

    /** A bucket is reached in the region where it was created. */
    private String region(Call call) {
        var bucket = String.valueOf(call.parameters().get("Bucket"));
        if (call.parameters().get("CreateBucketConfiguration") instanceof Map<?, ?> configuration
                && configuration.get("LocationConstraint") instanceof String location) {
            regions.put(bucket, location.equals("EU") ? "eu-west-1" : location);
            return call.region();
        }
        return regions.getOrDefault(bucket, call.region());
    }

    private String translated(String text) {
        var result = text.replace(Recording.ACCOUNT, account);
        for (var id : ids.entrySet()) {
            result = result.replace(id.getKey(), id.getValue());
        }
        return result;
    }

    /** Finds out which of the endpoint's ids a recorded one stands for. */
    private void meet(Call call, String name, String value) {
        var uuid = UUID.matcher(value);
        if (GIVEN.contains(name)) {
            stand(kind(call, name), value);
        } else if (uuid.find()
                && (call.service().equals("kms") || call.service().equals("sns"))) {
            stand(call.service(), uuid.group());
        }
        if (call.parameters().get("Delete") instanceof Map<?, ?> delete && name.equals("Delete")) {
            for (var object : objects(delete)) {
                if (((Map<?, ?>) object).get("VersionId") instanceof String version) {
                    stand("VersionId " + ((Map<?, ?>) object).get("Key"), version);
                }
            }
        }
    }

    private static List<?> objects(Map<?, ?> delete) {
        return delete.get("Objects") instanceof List<?> objects ? objects : List.of();
    }

    private static String kind(Call call, String name) {
        return name.equals("VersionId") ? "VersionId " + call.parameters().get("Key") : name;
    }

    private void stand(String kind, String recorded) {
        var given = unused.getOrDefault(kind, new ArrayList<>());
        if (!ids.containsKey(recorded) && !given.isEmpty()) {
            ids.put(recorded, given.removeFirst());
        }
    }

    private void learn(Recording.Step step, Call call, Answer answer) {
        give("UploadId", answer.fields().string("uploadId"));
        give("ContinuationToken", answer.fields().string("nextContinuationToken"));
        if (!step.call().operation().startsWith("Get")
                && !step.call().operation().startsWith("Head")) {
            give("VersionId " + call.parameters().get("Key"), answer.fields().string("versionId"));
        }
        give("kms", answer.fields().map("keyMetadata").string("keyId"));
        give("sns", answer.fields().string("subscriptionArn").map(arn -> arn.substring(arn.lastIndexOf(':') + 1)));
        var recorded = step.answer().flatMap(known -> known.fields().string("ETag"));
        var actual = answer.fields().string("eTag");
        if (recorded.isPresent() && actual.isPresent()) {
            ids.put(recorded.get().replace("\"", ""), actual.get().replace("\"", ""));
        }
    }

    private void give(String kind, Optional<String> id) {
        id.filter(text -> !ids.containsValue(text)).ifPresent(text -> {
            var given = unused.computeIfAbsent(kind, _ -> new ArrayList<>());
            if (!given.contains(text)) {
                given.add(text);
            }
        });
    }

    /** Returns the answer without checksums, contents and owners, with the endpoint's account. */
    private Answer comparable(Answer answer) {
        return new Answer(answer.status(), answer.code(), (Value.Map) comparable(answer.fields()));
    }

    private Value comparable(Value value) {
        return switch (value) {
            case Value.Map(var entries) ->
                new Value.Map(entries.entrySet().stream()
                        .filter(entry -> !UNCOMPARED.matcher(entry.getKey()).matches())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> comparable(entry.getValue()),
                                (one, _) -> one,
                                LinkedHashMap::new)));
            case Value.Str(var text) -> Value.of(anything(text.replace(Recording.ACCOUNT, account)));
            default -> value.mapChildren(this::comparable);
        };
    }

    private static String anything(String text) {
        return switch (text) {
            case "datetime", "timestamp" -> "<time>";
            case "bucket" -> "<bucket>";
            default -> text;
        };
    }
}
