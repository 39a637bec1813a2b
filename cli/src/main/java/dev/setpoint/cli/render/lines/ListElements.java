package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.compare.Lookalikes;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Elements of one list beside those of another; strings that look alike in both are written with escapes. */
record ListElements(List<Value> items, Map<String, String> partners) {

    static ListElements of(List<Value> items, List<Value> others) {
        return new ListElements(
                items,
                Lookalikes.partners(strings(items).toList(), strings(others).toList()));
    }

    private static Stream<String> strings(List<Value> items) {
        return items.stream().flatMap(item -> item instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty());
    }

    List<DiffLine> lines(Mark mark, int indent) {
        var lines = new ArrayList<DiffLine>();
        items.forEach(item -> quoted(item)
                .ifPresentOrElse(
                        text -> lines.add(new DiffLine(mark, indent, "- " + text)),
                        () -> lines.addAll(ValueLines.element(mark, indent, item))));
        return lines;
    }

    String inline() {
        return items.stream()
                .map(item -> quoted(item).orElseGet(() -> ValueLines.inFlow(item)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private Optional<String> quoted(Value item) {
        return item instanceof Value.Str(var text)
                ? Optional.ofNullable(partners.get(text))
                        .flatMap(other -> Lookalikes.quoted(text, other).before())
                : Optional.empty();
    }
}
