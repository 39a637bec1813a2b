package dev.setpoint.engine.diff;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Diffs of small literal values; single quotes stand for double ones. */
record Diffs(Shape.ObjectOf shape) {

    static final Redaction REDACTION = Redaction.keyed("lineage", DigestKey.fresh());

    /** @param properties the schema's properties, as JSON */
    static Diffs over(String properties) {
        return new Diffs(SchemaReader.read(json("{'title':'test.case','x-kind':'resource','type':'object',"
                        + "'description':'A case.','additionalProperties':false,'properties':" + properties + "}"))
                .properties());
    }

    /** Each change as one line: path, values, cause; {@code !} forces replacement, {@code *} is sensitive. */
    List<String> of(String desired, String applied, String live) {
        return lines(difference(map(desired), Optional.of(map(applied)), map(live)));
    }

    Difference difference(Value.Map desired, Optional<Value.Map> applied, Value.Map live, String... ignored) {
        var paths = List.of(ignored).stream().map(PropertyPath::parse).toList();
        return new Differ(REDACTION).compare(new DiffSubject(shape, desired, applied, live, term(desired, 1), paths));
    }

    /** Returns the lines of {@link #of} for the replacement that the differences force. */
    List<String> replacement(String desired, String applied, String live, String... ignored) {
        var paths = List.of(ignored).stream().map(PropertyPath::parse).toList();
        var subject = new DiffSubject(
                shape, map(desired), Optional.of(map(applied)), map(live), term(map(desired), 1), paths);
        var differ = new Differ(REDACTION);
        var found = differ.compare(subject).properties();
        return differ.replacement(subject, Address.resource("it"), found).stream()
                .map(Diffs::line)
                .toList();
    }

    static List<String> lines(Difference difference) {
        return difference.properties().stream().map(Diffs::line).toList();
    }

    private static String line(PropertyChange change) {
        return change.path() + ": " + side(change.before()) + " → " + side(change.after()) + " " + change.cause()
                + (change.forcesReplacement() ? " !" : "") + (change.sensitive() ? " *" : "");
    }

    private static String side(Optional<Value> value) {
        return value.map(v -> v instanceof Value.Secret
                        ? "(sensitive)"
                        : Json.compact(v).replace('"', '\''))
                .orElse("none");
    }

    static Value.Map map(String text) {
        return (Value.Map) Json.read(json(text));
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** The value as if written in a file: a line for each member and element, depth first. */
    static Term term(Value value, int line) {
        var span = span(line);
        return switch (value) {
            case Value.Map(var entries) -> {
                var terms = new LinkedHashMap<String, Term>();
                var next = line + 1;
                for (var entry : entries.entrySet()) {
                    terms.put(entry.getKey(), term(entry.getValue(), next));
                    next += size(entry.getValue());
                }
                yield new Term.MapTerm(terms, span);
            }
            case Value.List(var items) -> {
                var terms = new java.util.ArrayList<Term>();
                var next = line + 1;
                for (var item : items) {
                    terms.add(term(item, next));
                    next += size(item);
                }
                yield new Term.ListTerm(terms, span);
            }
            default -> new Term.Literal(value, span);
        };
    }

    private static int size(Value value) {
        return switch (value) {
            case Value.Map(var entries) ->
                1 + entries.values().stream().mapToInt(Diffs::size).sum();
            case Value.List(var items) ->
                1 + items.stream().mapToInt(Diffs::size).sum();
            default -> 1;
        };
    }

    static Span span(int line) {
        return new Span(new Source("test.yaml", ""), line, 1, line, 2);
    }

    static Value.Map with(Map<String, Value> entries) {
        return new Value.Map(entries);
    }
}
