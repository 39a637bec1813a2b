package dev.setpoint.provider.aws.policy;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statements of a policy document among a resource's properties.
 *
 * @param path of the document
 */
record Statements(PropertyPath path, List<Statement> statements) {

    /** @param path from the resource's properties */
    record Statement(PropertyPath path, Value.Map members) {

        boolean has(String member) {
            return members.has(member) || members.has("Not" + member);
        }

        /** The texts of a member and of its counterpart {@code Not…}. */
        List<Leaf> leaves(String member) {
            return Stream.of(member, "Not" + member)
                    .flatMap(name -> members.get(name).stream().flatMap(value -> all(path.name(name), value).stream()))
                    .toList();
        }
    }

    /** A text in a document, or the name of an entry. */
    record Leaf(PropertyPath path, String text, boolean name) {

        /** The name of the entry that it is the value of, or one of the values of. */
        String under() {
            return path.steps().reversed().stream()
                    .filter(PropertyPath.Step.Name.class::isInstance)
                    .map(step -> ((PropertyPath.Step.Name) step).name())
                    .findFirst()
                    .orElse("");
        }
    }

    /** The statements of one document. */
    static Statements of(PropertyPath path, Value.Map document) {
        return new Statements(path, statements(path.name("Statement"), document));
    }

    /** Every policy document among the properties, as a map or as text. */
    static List<Statements> in(Value.Map properties) {
        var found = new ArrayList<Statements>();
        collect(PropertyPath.ROOT, properties.revealedDeep(), found);
        return found;
    }

    private static void collect(PropertyPath path, Value value, List<Statements> into) {
        var document = document(value);
        if (document.isPresent()) {
            into.add(new Statements(path, statements(path.name("Statement"), document.get())));
        } else if (value instanceof Value.Map(var entries)) {
            entries.forEach((name, child) -> collect(path.name(name), child, into));
        } else if (value instanceof Value.List(var items)) {
            for (var i = 0; i < items.size(); i++) {
                collect(path.index(i), items.get(i), into);
            }
        }
    }

    private static Optional<Value.Map> document(Value value) {
        return switch (value) {
            case Value.Map map when map.has("Statement") -> Optional.of(map);
            case Value.Str(var text)
            when text.stripLeading().startsWith("{") && text.contains("\"Statement\"") -> {
                try {
                    yield Json.read(text) instanceof Value.Map map ? Optional.of(map) : Optional.empty();
                } catch (IllegalArgumentException noJson) {
                    yield Optional.empty();
                }
            }
            default -> Optional.empty();
        };
    }

    private static List<Statement> statements(PropertyPath path, Value.Map document) {
        var found = new ArrayList<Statement>();
        switch (document.get("Statement").orElse(Value.Null.VALUE)) {
            case Value.Map one -> found.add(new Statement(path, one));
            case Value.List(var items) -> {
                for (var i = 0; i < items.size(); i++) {
                    if (items.get(i) instanceof Value.Map map) {
                        found.add(new Statement(path.index(i), map));
                    }
                }
            }
            default -> {}
        }
        return found;
    }

    /** All texts and names of entries in the statements. */
    List<Leaf> leaves() {
        return statements.stream()
                .flatMap(statement -> all(statement.path, statement.members).stream())
                .toList();
    }

    /** The statement that the path leads into. */
    Optional<Statement> around(PropertyPath leaf) {
        return statements.stream()
                .filter(statement -> leaf.startsWith(statement.path))
                .findFirst();
    }

    private static List<Leaf> all(PropertyPath path, Value value) {
        var found = new ArrayList<Leaf>();
        switch (value) {
            case Value.Map(var entries) ->
                entries.forEach((name, child) -> {
                    found.add(new Leaf(path.name(name), name, true));
                    found.addAll(all(path.name(name), child));
                });
            case Value.List(var items) -> {
                for (var i = 0; i < items.size(); i++) {
                    found.addAll(all(path.index(i), items.get(i)));
                }
            }
            case Value.Str(var text) -> found.add(new Leaf(path, text, false));
            case Value.Num(var number) -> found.add(new Leaf(path, number.toPlainString(), false));
            case Value.Bool(var b) -> found.add(new Leaf(path, Boolean.toString(b), false));
            case Value.Null _, Value.Unknown _, Value.Secret _, Value.Redacted _ -> {}
        }
        return found;
    }
}
