package dev.setpoint.engine.check.input;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.input.InputLayers.Layer;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.Bindings.Binding;
import dev.setpoint.engine.validation.ValueWording;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds values from outside to the inputs that are declared. */
record InputBinder(CheckProblems problems) {

    /** Returns the values for an input as its type; empty when one is none of that type, which is reported. */
    Optional<InputLayers> layers(String name, DeclaredInput declared, List<Binding> bindings) {
        var layers = new ArrayList<Layer>();
        var readable = true;
        for (var binding : bindings) {
            if (isNull(binding, declared.schema())) {
                continue;
            }
            var value = readable(name, declared, binding);
            value.ifPresent(typed -> layers.add(new Layer(typed, binding)));
            binding.entry().ifPresent(entry -> misspelt(declared.shape(), entry.value()));
            readable &= value.isPresent();
        }
        return readable
                ? Optional.of(new InputLayers(declared.shape(), declared.fallback(), List.copyOf(layers)))
                : Optional.empty();
    }

    /** Warns of members that the declaration admits without knowing them, and whose names are nearly those of others. */
    private void misspelt(Shape shape, Node node) {
        switch (node) {
            case Node.Mapping(var entries, var _)
            when shape instanceof Shape.ObjectOf object ->
                entries.forEach((member, entry) -> {
                    var known = object.attribute(member);
                    known.ifPresent(attribute -> misspelt(attribute.shape(), entry.value()));
                    if (known.isEmpty() && object.open()) {
                        Nearest.hint(member, object.attributes().keySet())
                                .ifPresent(hint -> problems.add(Diagnostic.warning(
                                                "SP0328", "`" + member + "` is not a member that the input declares.")
                                        .at(Optional.of(entry.key()))
                                        .hint(hint)));
                    }
                });
            case Node.Mapping(var entries, var _)
            when shape instanceof Shape.MapOf(var value) ->
                entries.values().forEach(entry -> misspelt(value, entry.value()));
            case Node.Sequence(var items, var _)
            when shape instanceof Shape.ListOf(var item, var _, var _) -> items.forEach(each -> misspelt(item, each));
            case Node.Mapping _, Node.Sequence _, Node.Scalar _ -> {}
        }
    }

    private Optional<Value> readable(String name, DeclaredInput declared, Binding binding) {
        var expression = binding.entry().map(Node.Entry::value).flatMap(InputReader::expression);
        if (expression.isPresent()) {
            problems.add(Diagnostic.error(
                            "SP0323", expression.get().span(), "The file of an environment has literal values only.")
                    .hint("Compute it under `locals`, from inputs and `stack.env`."));
            return Optional.empty();
        }
        var type = type(declared.schema());
        var value = binding.value() instanceof Value.Str(var text) && binding.text()
                ? coerced(text, type)
                : Optional.of(binding.value());
        if (value.isEmpty()) {
            problems.add(Diagnostic.error(
                            "SP0322",
                            declared.place(),
                            "The input `%s`, given by %s, must be %s."
                                    .formatted(name, binding.origin(), ValueWording.type(type)))
                    .hint(written(type)));
        }
        return value;
    }

    /** Returns the merged value; empty when the declaration does not admit it, which is reported. */
    Optional<Value> value(String name, DeclaredInput declared, InputLayers layers, InputRules rules) {
        var value = layers.merged();
        var findings = rules.findings(value, declared.sensitive());
        findings.forEach(finding -> problems.add(refused(name, declared, layers.origin(finding.path()), finding)));
        return findings.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    private static Diagnostic refused(String name, DeclaredInput declared, Binding binding, Violation finding) {
        var entry = binding.entry();
        var sentence = finding.message().replaceFirst("^The value ", entry.isPresent() ? "`" + name + "` " : "it ");
        return entry.map(node -> Diagnostic.error(
                                "SP0322",
                                SpecPositions.at(node.value(), node.key(), finding.path(), finding.onName()),
                                sentence)
                        .related("declared here", declared.place()))
                .orElseGet(() -> Diagnostic.error(
                        "SP0322",
                        declared.place(),
                        "The input `" + name + "`, given by " + binding.origin() + ", does not fit: " + sentence))
                .hint(finding.hint());
    }

    /** Null gives no value, so that the default applies. As text it is a string if the input is one. */
    private static boolean isNull(Binding binding, Value.Map schema) {
        return binding.value() instanceof Value.Null
                || (binding.text()
                        && !type(schema).equals("string")
                        && binding.value().equals(Value.of("null")));
    }

    private static String type(Value.Map schema) {
        return schema.string("type").orElse("string");
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
