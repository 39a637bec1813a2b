package dev.setpoint.engine.check.input;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.NamedType;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.validation.ValueWording;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The inputs of a stack: their declarations, and the values bound to them. */
public final class InputReader {

    private static final String SENSITIVE = "sensitive";

    private final Budget budget;
    private final CheckProblems problems;
    private final LikeSchemas likes;
    private final Map<String, NamedType> types = new LinkedHashMap<>();
    private final Map<String, DeclaredInput> declared = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    /**
     * @param refused inputs whose declarations the grammar has refused; they have any type, and no value is bound to
     *     them
     * @param bindings empty for the declarations of a module, to which each call gives values
     */
    public InputReader(
            Node.Mapping section,
            Set<String> refused,
            Optional<Bindings> bindings,
            SchemaCatalog catalog,
            Budget budget,
            CheckProblems problems) {
        this.budget = budget;
        this.problems = problems;
        this.likes = new LikeSchemas(catalog, problems);
        var declarations = new InputDeclarations(problems);
        section.entries().forEach((name, entry) -> {
            values.put(name, new Value.Unknown("inputs." + name));
            if (entry.value() instanceof Node.Mapping declaration
                    && declarations.patternsCompile(declaration)
                    && !refused.contains(name)) {
                declarations.check(declaration);
                bind(name, entry.key(), declaration, bindings);
            } else {
                types.put(name, new NamedType(new Shape.Any(CommonEquality.EXACT)));
            }
        });
        bindings.orElse(Bindings.NONE).values().forEach((name, binding) -> {
            if (!section.entries().containsKey(name)) {
                problems.add(Diagnostic.error(
                                "SP0321", "The stack has no input `" + name + "`, given by " + binding.origin() + ".")
                        .hint(Nearest.hint(name, section.entries().keySet())
                                .orElse(
                                        section.entries().isEmpty()
                                                ? "It has no inputs at all."
                                                : "It has: "
                                                        + String.join(
                                                                ", ",
                                                                section.entries()
                                                                        .keySet()) + ".")));
            }
        });
    }

    /** The declarations; none of those that were refused. */
    public Map<String, DeclaredInput> declared() {
        return declared;
    }

    public Map<String, NamedType> types() {
        return types;
    }

    /** Bound and coerced; {@link Value.Unknown} where there was a problem. */
    public Map<String, Value> values() {
        return values;
    }

    /** The options and files that give values, by the name of the input. */
    public Map<String, String> origins() {
        return origins;
    }

    private void bind(String name, Span place, Node.Mapping declaration, Optional<Bindings> bindings) {
        var resolved = likes.schema(declaration);
        if (resolved.isEmpty()) {
            types.put(name, new NamedType(new Shape.Any(CommonEquality.EXACT)));
            return;
        }
        var schema = resolved.get();
        var shape = InputValues.type(SchemaReader.shape(schema));
        var isOptional = declaration
                .get("default")
                .filter(node -> node.toValue() instanceof Value.Null)
                .isPresent();
        types.put(name, new NamedType(shape, isOptional ? Optional.of("its default is null") : Optional.empty()));
        var rules = rules(declaration, schema, shape, "the input `" + name + "`", place);
        var secret = schema.bool(SENSITIVE).orElse(false);
        memberDefaults(declaration, secret, place);
        var fallback = declaration.get("default").filter(node -> literal(node, rules, secret));
        declared.put(
                name,
                new DeclaredInput(
                        place,
                        shape,
                        schema,
                        isOptional,
                        fallback.map(Node::toValue).filter(value -> !(value instanceof Value.Null)),
                        secret,
                        YamlMembers.text(declaration, "deprecated").map(Node.Scalar::text)));
        if (bindings.isEmpty()) {
            return;
        }
        var given = Optional.ofNullable(bindings.get().values().get(name)).filter(binding -> !isNull(binding, schema));
        if (given.isPresent()) {
            origins.put(name, given.get().origin());
            given(name, place, given.get(), schema, rules).ifPresent(value -> put(name, rules.declared(value), secret));
        } else if (fallback.isPresent()) {
            put(name, rules.declared(fallback.get().toValue()), secret);
        } else if (!declaration.entries().containsKey("default")) {
            missing(name, place, schema);
        }
    }

    private Rules rules(Node.Mapping declaration, Value.Map schema, Shape shape, String called, Span place) {
        return new Rules(
                shape,
                new SchemaRules(schema, called),
                value -> budget.search(value, new InputDeclarations(problems).cost(declaration), place));
    }

    /** Checks the defaults of members, at any depth. */
    private void memberDefaults(Node.Mapping declaration, boolean secret, Span place) {
        for (var part : InputDeclarations.parts(declaration)) {
            var fallback = part.get("default");
            if (fallback.isEmpty()) {
                memberDefaults(part, secret, place);
                continue;
            }
            var schema = likes.schema(part).orElse(Value.Map.EMPTY);
            var rules = rules(part, schema, SchemaReader.shape(schema), "the default", place);
            literal(fallback.get(), rules, secret);
            memberDefaults(part, secret, place);
        }
    }

    /** The rules that an input's value must keep to. */
    private record Rules(Shape shape, SchemaRules schema, Consumer<Value> cost) {

        List<Violation> findings(Value value, boolean secret) {
            var present = value.withoutNulls();
            cost.accept(present);
            var found = schema.findings(secret ? new Value.Secret(present) : present);
            return found.isEmpty() ? InputValues.findings(shape, present, !secret) : found;
        }

        Value declared(Value value) {
            return InputValues.declared(shape, value.withoutNulls());
        }
    }

    /** Null gives no value, so that the default applies. As text it is a string if the input is one. */
    private static boolean isNull(Bindings.Binding binding, Value.Map schema) {
        return binding.value() instanceof Value.Null
                || (binding.text()
                        && !type(schema).equals("string")
                        && binding.value().equals(Value.of("null")));
    }

    private static String type(Value.Map schema) {
        return schema.string("type").orElse("string");
    }

    private void put(String name, Value value, boolean secret) {
        values.put(name, secret && !(value instanceof Value.Null) ? new Value.Secret(value) : value);
    }

    private void missing(String name, Span place, Value.Map schema) {
        var about = schema.string("description").map(text -> " (" + text + ")").orElse("");
        problems.add(Diagnostic.error("SP0320", place, "The input `" + name + "`" + about + " has no value.")
                .hint("Give it by `--input " + name + "=value` or in the environment by `" + variable(name) + "`."));
    }

    /** {@code SETPOINT_INPUT_LOG_BUCKET} for {@code logBucket}. */
    private static String variable(String name) {
        return "SETPOINT_INPUT_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** Tells whether the default is a literal that the declaration accepts, and reports why not. */
    private boolean literal(Node node, Rules rules, boolean secret) {
        var expression = expression(node);
        if (expression.isPresent()) {
            problems.add(Diagnostic.error(
                            "SP0323", expression.get().span(), "The default of an input cannot refer to anything.")
                    .hint("Compute it under `locals`."));
            return false;
        }
        var value = node.toValue();
        if (value instanceof Value.Null) {
            return true;
        }
        var findings = rules.findings(value, secret);
        for (var finding : findings) {
            problems.add(Diagnostic.error(
                            finding.code(),
                            SpecPositions.at(node, node.span(), finding.path(), finding.onName()),
                            finding.message().replaceFirst("^The value ", "The default "))
                    .hint(finding.hint()));
        }
        return findings.isEmpty();
    }

    private static Optional<Node> expression(Node node) {
        return switch (node) {
            case Node.Scalar scalar ->
                TemplateParser.isTemplate(scalar.text()) ? Optional.of(scalar) : Optional.empty();
            case Node.Sequence(var items, var _) ->
                items.stream().flatMap(item -> expression(item).stream()).findFirst();
            case Node.Mapping(var entries, var _) ->
                entries.values().stream()
                        .flatMap(entry -> expression(entry.value()).stream())
                        .findFirst();
        };
    }

    private Optional<Value> given(String name, Span place, Bindings.Binding binding, Value.Map schema, Rules rules) {
        var value = binding.value() instanceof Value.Str(var text) && binding.text()
                ? coerced(text, type(schema))
                : Optional.of(binding.value());
        if (value.isEmpty()) {
            var type = type(schema);
            problems.add(Diagnostic.error(
                            "SP0322",
                            place,
                            "The input `%s`, given by %s, must be %s."
                                    .formatted(name, binding.origin(), ValueWording.type(type)))
                    .hint(written(type)));
            return Optional.empty();
        }
        var findings = rules.findings(value.get(), schema.bool(SENSITIVE).orElse(false));
        for (var finding : findings) {
            var sentence = finding.message().replaceFirst("^The value ", "it ");
            problems.add(Diagnostic.error(
                            "SP0322",
                            place,
                            "The input `" + name + "`, given by " + binding.origin() + ", does not fit: " + sentence)
                    .hint(finding.hint()));
        }
        return findings.isEmpty() ? value : Optional.empty();
    }

    /** Returns the hint how to write a value of the type as text. */
    private static Optional<String> written(String type) {
        return switch (type) {
            case "array" -> Optional.of("Write it as YAML or JSON: `[a, b]`.");
            case "object" -> Optional.of("Write it as YAML or JSON: `{a: b}`.");
            default -> Optional.empty();
        };
    }

    /** Text of the command line or environment as the declared type; empty when it is none. */
    private static Optional<Value> coerced(String text, String type) {
        return switch (type) {
            case "integer", "number" -> Parser.value(text).filter(Value.Num.class::isInstance);
            case "boolean" -> Parser.value(text).filter(Value.Bool.class::isInstance);
            case "array" -> Parser.value(text).filter(Value.List.class::isInstance);
            case "object" -> Parser.value(text).filter(Value.Map.class::isInstance);
            default -> Optional.of(Value.of(text));
        };
    }
}
