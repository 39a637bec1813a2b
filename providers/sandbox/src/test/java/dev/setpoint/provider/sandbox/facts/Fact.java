package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fact about AWS, as calls and answers.
 *
 * @param says one sentence
 * @param source test, report or page that shows it
 */
record Fact(String file, String says, String source, List<Step> steps) {

    /**
     * A call of a fact, and what AWS answers.
     *
     * @param call with {@code ${name}} for what an earlier answer held
     * @param expected empty for a call that only has to succeed
     * @param keep name → path of a member of the answer: {@code KeyMetadata.KeyId}, {@code Versions.0.VersionId}
     * @param repeat number of times that the call is made, with {@code ${n}} for the time; the last answer counts
     */
    record Step(Call call, Optional<Answer> expected, Map<String, String> keep, int repeat) {}

    /** Returns the differences between what the endpoint answers and what AWS does. */
    List<String> differences(Endpoint endpoint) {
        var caller = new Caller(endpoint);
        var names = new HashMap<String, String>();
        names.put("account", endpoint.account());
        var found = new ArrayList<String>();
        for (var step : steps) {
            var answer = answer(caller, step, names);
            var expected = step.expected()
                    .map(wanted -> substituted(wanted, names))
                    .orElse(new Answer(answer.status(), Optional.empty(), Value.Map.EMPTY));
            Differences.inMembers(expected, answer)
                    .forEach(difference ->
                            found.add(step.call().service() + " " + step.call().operation() + ": " + difference));
            step.keep().forEach((name, path) -> names.put(name, text(answer.fields(), path)));
        }
        return found;
    }

    private static Answer answer(Caller caller, Step step, Map<String, String> names) {
        for (var n = 1; ; n++) {
            names.put("n", String.valueOf(n));
            var call = step.call();
            var answer = caller.answer(new Call(
                    call.service(),
                    call.operation(),
                    call.region(),
                    Plain.texts(call.parameters(), text -> substituted(text, names))));
            if (n >= step.repeat() || answer.code().isPresent()) {
                return answer;
            }
        }
    }

    private static Answer substituted(Answer expected, Map<String, String> names) {
        return new Answer(expected.status(), expected.code(), (Value.Map) substituted(expected.fields(), names));
    }

    private static Value substituted(Value value, Map<String, String> names) {
        return value instanceof Value.Str(var text)
                ? Value.of(substituted(text, names))
                : value.mapChildren(child -> substituted(child, names));
    }

    private static String substituted(String text, Map<String, String> names) {
        var result = text;
        for (var name : names.entrySet()) {
            result = result.replace("${" + name.getKey() + "}", name.getValue());
        }
        return result;
    }

    private static String text(Value value, String path) {
        @Nullable Value at = value;
        for (var name : path.split("\\.", -1)) {
            at = switch (at) {
                case Value.Map(var entries) when entries.containsKey(name) -> entries.get(name);
                case Value.Map(var entries) -> entries.get(SdkShapes.propertyName(name));
                case Value.List(var items)
                when Integer.parseInt(name) < items.size() -> items.get(Integer.parseInt(name));
                case null, default -> null;
            };
        }
        return at instanceof Value.Str(var text) ? text : String.valueOf(at);
    }
}
