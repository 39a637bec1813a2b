package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Elements of one list beside those of another: strings that look alike in both are told apart. */
record Elements(List<Value> items, Map<String, String> partners) {

    static Elements of(List<Value> items, List<Value> others) {
        return new Elements(
                items,
                Lookalikes.partners(strings(items).toList(), strings(others).toList()));
    }

    private static Stream<String> strings(List<Value> items) {
        return items.stream().flatMap(item -> item instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty());
    }

    List<Line> lines(Mark mark, int indent) {
        var lines = new ArrayList<Line>();
        items.forEach(item -> told(item)
                .ifPresentOrElse(
                        text -> lines.add(new Line(mark, indent, "- " + text)),
                        () -> lines.addAll(ValueLines.element(mark, indent, item))));
        return lines;
    }

    String inline() {
        return items.stream()
                .map(item -> told(item).orElseGet(() -> ValueLines.inFlow(item)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private Optional<String> told(Value item) {
        return item instanceof Value.Str(var text)
                ? Optional.ofNullable(partners.get(text))
                        .flatMap(other -> Lookalikes.told(text, other).before())
                : Optional.empty();
    }
}
