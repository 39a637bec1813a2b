package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.time.Duration;
import java.time.Instant;
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

    private static final Pattern UNCOMPARED = Pattern.compile("(?i)checksum.*|etag|body|owner|initiator");

    /** End of a retention, which has to be in the future. */
    private static final String RETAINED = "ObjectLockRetainUntilDate";

    private final Recording recording;
    private final Caller caller;
    private final String account;

    private final RecordedIds ids;

    private final Map<String, String> regions = new HashMap<>();

    Replay(Recording recording, Endpoint endpoint) {
        this.recording = recording;
        this.ids = new RecordedIds(recording);
        this.caller = new Caller(endpoint);
        this.account = endpoint.account();
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
        var call = translated(step, place);
        var answer = answer(call, step);
        answer.ifPresent(given -> ids.learn(step, call, given));
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

    private Call translated(Recording.Step step, int place) {
        var call = step.call();
        ids.meet(step, place);
        var parameters =
                Plain.texts(call.parameters(), text -> ids.translated(text.replace(Recording.ACCOUNT, account)));
        if (step.answer().filter(Answer::isSuccess).isPresent()) {
            parameters = ids.completed(parameters);
            repeated(step.answer().orElseThrow(), parameters);
        } else if (step.answer().isEmpty()) {
            parameters = ids.completed(parameters);
        }
        if (parameters.containsKey(RETAINED)) {
            parameters.put(RETAINED, Instant.now().plus(Duration.ofDays(1)).toString());
        }
        if (List.of("PutObject", "UploadPart").contains(call.operation()) && !parameters.containsKey("Body")) {
            parameters.put("Body", Contents.of(recording, place));
            if (step.answer().filter(Answer::isSuccess).isPresent()) {
                Contents.check(parameters);
            }
        }
        return new Call(call.service(), call.operation(), region(call), parameters);
    }

    /** Markers are taken from the answer that repeats them: those of the request were made up. */
    private static void repeated(Answer answer, Map<String, Object> parameters) {
        answer.fields()
                .string("KeyMarker")
                .filter(marker -> parameters.containsKey("KeyMarker") && !marker.contains("<"))
                .ifPresent(marker -> parameters.put("KeyMarker", marker));
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
