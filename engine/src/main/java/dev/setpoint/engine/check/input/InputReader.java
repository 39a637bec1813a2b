package dev.setpoint.engine.check.input;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.NamedType;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The inputs of a stack: their declarations, and the values bound to them. */
public final class InputReader {

    static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private static final String SENSITIVE = "sensitive";

    private final Budget budget;
    private final CheckProblems problems;
    private final LikeSchemas likes;
    private final Optional<Environment> environment;
    private final Map<String, NamedType> types = new LinkedHashMap<>();
    private final Map<String, DeclaredInput> declared = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, InputLayers> layers = new LinkedHashMap<>();

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
        this.environment = bindings.flatMap(Bindings::environment);
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
                types.put(name, new NamedType(ANY));
            }
        });
        bindings.ifPresent(given -> strangers(section, given));
    }

    private void strangers(Node.Mapping section, Bindings bindings) {
        bindings.layers()
                .forEach(layer -> layer.forEach((name, binding) -> {
                    if (!section.entries().containsKey(name)) {
                        var sentence = "The stack has no input `" + name + "`";
                        problems.add(binding.entry()
                                .map(entry -> Diagnostic.error("SP0321", entry.key(), sentence + "."))
                                .orElseGet(() ->
                                        Diagnostic.error("SP0321", sentence + ", given by " + binding.origin() + "."))
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
                }));
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

    /** Origins of the value of an input: {@code default}, and those of what is given; none without a value. */
    public List<String> origins(String name) {
        var read = Optional.ofNullable(layers.get(name));
        if (read.isEmpty() || values.get(name) instanceof Value.Unknown) {
            return List.of();
        }
        var sources = read.get().sources();
        return Stream.concat(
                        read.filter(all -> all.keepsFallback() || sources.isEmpty()).stream()
                                .map(_ -> "default"),
                        sources.stream().map(Bindings.Binding::origin))
                .toList();
    }

    /** The options and files that give values, by the name of the input. */
    public Map<String, String> origins() {
        var origins = new LinkedHashMap<String, String>();
        layers.forEach((name, read) -> {
            if (!read.sources().isEmpty()) {
                origins.put(name, read.sources().getLast().origin());
            }
        });
        return origins;
    }

    private void bind(String name, Span place, Node.Mapping declaration, Optional<Bindings> bindings) {
        var resolved = likes.schema(declaration);
        if (resolved.isEmpty()) {
            types.put(name, new NamedType(ANY));
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
        var input = new DeclaredInput(
                place,
                shape,
                schema,
                isOptional,
                fallback.map(Node::toValue).filter(value -> !(value instanceof Value.Null)),
                secret,
                YamlMembers.text(declaration, "deprecated").map(Node.Scalar::text));
        declared.put(name, input);
        if (bindings.isPresent()) {
            bind(
                    name,
                    input,
                    bindings.get().of(name),
                    rules,
                    declaration.entries().containsKey("default"));
        }
    }

    private void bind(
            String name, DeclaredInput input, List<Bindings.Binding> given, InputRules rules, boolean hasDefault) {
        var binder = new InputBinder(problems);
        var read = binder.layers(name, input, given);
        if (read.isEmpty()) {
            return;
        }
        if (!read.get().layers().isEmpty()) {
            binder.value(name, input, read.get(), rules)
                    .ifPresent(value -> put(name, rules.declared(value), input.sensitive()));
        } else if (input.fallback().isPresent() || input.optional()) {
            put(name, rules.declared(input.fallback().orElse(Value.Null.VALUE)), input.sensitive());
        } else if (!hasDefault) {
            missing(name, input.place(), input.schema());
        }
        layers.put(name, read.get());
    }

    private InputRules rules(Node.Mapping declaration, Value.Map schema, Shape shape, String called, Span place) {
        return new InputRules(
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

    private void put(String name, Value value, boolean secret) {
        values.put(name, secret && !(value instanceof Value.Null) ? new Value.Secret(value) : value);
    }

    private void missing(String name, Span place, Value.Map schema) {
        var about = schema.string("description").map(text -> " (" + text + ")").orElse("");
        problems.add(Diagnostic.error("SP0320", place, "The input `" + name + "`" + about + " has no value.")
                .hint(environment
                        .map(file -> "Write it under `inputs` of `"
                                + file.source().name() + "`, or give it by `--input " + name + "=value`.")
                        .orElseGet(() -> "Give it by `--input " + name + "=value` or in the environment by `"
                                + variable(name) + "`.")));
    }

    /** {@code SETPOINT_INPUT_LOG_BUCKET} for {@code logBucket}. */
    private static String variable(String name) {
        return "SETPOINT_INPUT_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** Tells whether the default is a literal that the declaration accepts, and reports why not. */
    private boolean literal(Node node, InputRules rules, boolean secret) {
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

    /** The first expression in a node. */
    static Optional<Node> expression(Node node) {
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
}
