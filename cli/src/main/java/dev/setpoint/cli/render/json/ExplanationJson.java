package dev.setpoint.cli.render.json;

import dev.setpoint.engine.explanation.Example;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Diagnostic codes for a program. */
final class ExplanationJson {

    private ExplanationJson() {}

    /** Each code with its whole explanation. */
    static Value.Map pages(List<Explanation> explanations) {
        return codes(explanations, ExplanationJson::page);
    }

    /** Each code with its area and title. */
    static Value.Map list(List<Explanation> explanations) {
        return codes(explanations, ExplanationJson::heading);
    }

    private static Value.Map codes(List<Explanation> explanations, Function<Explanation, Value.Map> one) {
        return Value.Map.EMPTY.with(
                "codes", new Value.List(explanations.stream().<Value>map(one).toList()));
    }

    private static Value.Map heading(Explanation explanation) {
        return Value.Map.EMPTY
                .with("code", Value.of(explanation.code()))
                .with("area", Value.of(explanation.area()))
                .with("title", Value.of(explanation.title()));
    }

    private static Value.Map page(Explanation explanation) {
        return heading(explanation)
                .with("meaning", Value.of(explanation.meaning()))
                .with("example", example(explanation.example()))
                .with("fix", Value.of(explanation.fix()));
    }

    private static Value.Map example(Example example) {
        return switch (example) {
            case Example.Spec(var text, var inputs) ->
                Value.Map.EMPTY.with("spec", Value.of(text)).with("inputs", inputs(inputs));
            case Example.Situation(var text, var commands) ->
                Value.Map.EMPTY.with("situation", Value.of(text)).with("commands", Value.strings(commands));
        };
    }

    private static Value.Map inputs(Map<String, String> given) {
        var inputs = Value.Map.EMPTY;
        for (var input : given.entrySet()) {
            inputs = inputs.with(input.getKey(), Value.of(input.getValue()));
        }
        return inputs;
    }
}
