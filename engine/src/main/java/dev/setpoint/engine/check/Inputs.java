package dev.setpoint.engine.check;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.expression.TemplateParser;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The inputs of a stack: their declarations, and the values bound to them. */
final class Inputs {

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    private final Problems problems;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();

    Inputs(Node.Mapping section, Bindings bindings, Problems problems) {
        this.problems = problems;
        section.entries().forEach((name, entry) -> bind(name, entry, bindings));
        bindings.values().forEach((name, binding) -> {
            if (!section.entries().containsKey(name)) {
                problems.add(Diagnostic.error(
                                "SP0321", "The stack has no input `" + name + "`, given by " + binding.origin() + ".")
                        .hint(Nearest.hint(name, section.entries().keySet())));
            }
        });
    }

    Map<String, Shape> shapes() {
        return shapes;
    }

    /** Bound and coerced; {@link Value.Unknown} where there was a problem. */
    Map<String, Value> values() {
        return values;
    }

    private void bind(String name, Node.Entry entry, Bindings bindings) {
        values.put(name, new Value.Unknown("inputs." + name));
        if (!(entry.value() instanceof Node.Mapping declaration)
                || !(declaration.toValue() instanceof Value.Map schema)
                || !TYPES.contains(schema.string("type").orElse(""))
                || !patternsCompile(declaration)) {
            shapes.put(name, new Shape.Any(Equality.EXACT));
            return;
        }
        shapes.put(name, SchemaReader.shape(schema.without("default")));
        var rules = new SchemaRules(schema.without("default").without("x-message"), "the input `" + name + "`");
        var secret = schema.bool("sensitive").orElse(false);
        var fallback = declaration.get("default").filter(node -> literal(node, rules, secret));
        var given = Optional.ofNullable(bindings.values().get(name));
        if (given.isPresent()) {
            given(name, entry, given.get(), schema, rules).ifPresent(value -> put(name, value, secret));
        } else if (fallback.isPresent()) {
            put(name, fallback.get().toValue(), secret);
        } else if (!declaration.entries().containsKey("default")) {
            missing(name, entry, schema);
        }
    }

    private void put(String name, Value value, boolean secret) {
        values.put(name, secret ? new Value.Secret(value) : value);
    }

    private void missing(String name, Node.Entry entry, Value.Map schema) {
        var about = schema.string("description").map(text -> " (" + text + ")").orElse("");
        problems.add(Diagnostic.error("SP0320", entry.key(), "The input `" + name + "`" + about + " has no value.")
                .hint("Give it by `--input " + name + "=value` or in the environment by `" + variable(name) + "`."));
    }

    /** {@code SETPOINT_INPUT_LOG_BUCKET} for {@code logBucket}. */
    private static String variable(String name) {
        return "SETPOINT_INPUT_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** Whether the default is a literal that the declaration admits; says why not. */
    private boolean literal(Node node, SchemaRules rules, boolean secret) {
        var expression = expression(node);
        if (expression.isPresent()) {
            problems.add(Diagnostic.error(
                            "SP0323", expression.get().span(), "The default of an input cannot refer to anything.")
                    .hint("Compute it under `locals`."));
            return false;
        }
        var value = node.toValue();
        var findings = rules.findings(secret ? new Value.Secret(value) : value);
        for (var finding : findings) {
            problems.add(Diagnostic.error(
                            finding.code(),
                            Places.at(node, node.span(), finding.path(), finding.onName()),
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

    private Optional<Value> given(
            String name, Node.Entry entry, Bindings.Binding binding, Value.Map schema, SchemaRules rules) {
        var value = binding.value() instanceof Value.Str(var text) && binding.text()
                ? coerced(text, schema.string("type").orElse("string"))
                : Optional.of(binding.value());
        if (value.isEmpty()) {
            problems.add(Diagnostic.error(
                    "SP0322",
                    entry.key(),
                    "The input `%s`, given by %s, must be %s."
                            .formatted(
                                    name,
                                    binding.origin(),
                                    Wording.type(schema.string("type").orElse("string")))));
            return Optional.empty();
        }
        var secret = schema.bool("sensitive").orElse(false);
        var findings = rules.findings(secret ? new Value.Secret(value.get()) : value.get());
        for (var finding : findings) {
            var sentence = finding.message().replaceFirst("^The value ", "it ");
            problems.add(Diagnostic.error(
                            "SP0322",
                            entry.key(),
                            "The input `" + name + "`, given by " + binding.origin() + ", does not fit: " + sentence)
                    .hint(finding.hint()));
        }
        return findings.isEmpty() ? value : Optional.empty();
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

    private boolean patternsCompile(Node.Mapping declaration) {
        var pattern = Members.text(declaration, "pattern");
        try {
            pattern.ifPresent(scalar -> Pattern.compile(scalar.text()));
        } catch (PatternSyntaxException e) {
            problems.error(
                    "SP0324",
                    pattern.map(Node.Scalar::span).orElse(declaration.span()),
                    "This is no regular expression: " + e.getDescription() + ".");
            return false;
        }
        return declaration.entries().values().stream()
                .map(Node.Entry::value)
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .map(this::patternsCompile)
                .reduce(true, Boolean::logicalAnd);
    }
}
