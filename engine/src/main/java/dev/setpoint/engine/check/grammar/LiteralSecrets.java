package dev.setpoint.engine.check.grammar;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Secrets that a spec contains as literals: defaults of sensitive inputs, and values of properties that a schema calls
 * sensitive. Diagnostics quote the text of the spec with stars in their places. No other text is hidden, so that a
 * diagnostic does not tell whether a guess at a secret is right.
 */
public final class LiteralSecrets {

    /** Members of an input's declaration that hold none of its values. */
    private static final Set<String> DESCRIBING = Set.of(
            "type",
            "description",
            "sensitive",
            "enum",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "properties",
            "required",
            "additionalProperties",
            "deprecated",
            "validate");

    private final List<Span> spans = new ArrayList<>();

    private LiteralSecrets() {}

    /** Returns the document, with its places in a text that hides its secrets. */
    public static Document hidden(
            Document document, SchemaCatalog catalog, Function<Node.Mapping, Set<String>> sensitive) {
        var places = new LiteralSecrets();
        places.inputs(document.root());
        places.resources(document.root(), catalog);
        places.calls(document.root(), sensitive);
        return places.spans.isEmpty() ? document : document.in(places.starred());
    }

    /** Returns the document, with its places in a text that hides the secrets of its inputs. */
    public static Document hidden(Document document) {
        var places = new LiteralSecrets();
        places.inputs(document.root());
        return places.spans.isEmpty() ? document : document.in(places.starred());
    }

    /**
     * Returns the file of an environment, with its places in a text that hides the values of sensitive inputs, and those
     * of inputs that the stack does not declare, whose names may be misspelt.
     */
    public static Document hiddenValues(Document environment, Document stack) {
        var sensitive = sensitiveInputs(stack);
        if (sensitive.isEmpty()) {
            return environment;
        }
        var declared = YamlMembers.mapping(stack.root(), "inputs").entries().keySet();
        var places = new LiteralSecrets();
        YamlMembers.mapping(environment.root(), "inputs").entries().forEach((name, entry) -> {
            if (sensitive.contains(name) || !declared.contains(name)) {
                places.literals(entry.value());
            }
        });
        return places.spans.isEmpty() ? environment : environment.in(places.starred());
    }

    /** A wrong declaration may be meant as sensitive, and any of its members may be meant to hold a value. */
    private void inputs(Node.Mapping root) {
        YamlMembers.mapping(root, "inputs").entries().values().forEach(entry -> {
            if (entry.value() instanceof Node.Mapping declaration && isSensitive(declaration)) {
                declaration.entries().forEach((name, member) -> {
                    if (Nearest.to(name, DESCRIBING).isEmpty()) {
                        spans.add(member.value().span());
                    } else {
                        memberDefaults(member.value());
                    }
                });
            }
        });
    }

    private void memberDefaults(Node node) {
        switch (node) {
            case Node.Mapping mapping ->
                mapping.entries().forEach((name, entry) -> {
                    if (Nearest.to(name, Set.of("default")).isPresent()) {
                        spans.add(entry.value().span());
                    } else {
                        memberDefaults(entry.value());
                    }
                });
            case Node.Sequence(var items, var _) -> items.forEach(this::memberDefaults);
            case Node.Scalar _ -> {}
        }
    }

    private static boolean isSensitive(Node.Mapping declaration) {
        return declaration.entries().entrySet().stream()
                .anyMatch(
                        entry -> Nearest.to(entry.getKey(), Set.of("sensitive")).isPresent()
                                && !entry.getValue().value().toValue().equals(Value.of(false)));
    }

    private void calls(Node.Mapping root, Function<Node.Mapping, Set<String>> sensitive) {
        YamlMembers.mapping(root, "modules").entries().values().forEach(entry -> {
            if (entry.value() instanceof Node.Mapping call) {
                var given = YamlMembers.mapping(call, "inputs").entries();
                sensitive.apply(call).forEach(name -> {
                    var input = given.get(name);
                    if (input != null) {
                        literals(input.value());
                    }
                });
            }
        });
    }

    /** The names of inputs that a document declares as sensitive, or seems to. */
    public static Set<String> sensitiveInputs(Document document) {
        return YamlMembers.mapping(document.root(), "inputs").entries().entrySet().stream()
                .filter(entry ->
                        entry.getValue().value() instanceof Node.Mapping declaration && isSensitive(declaration))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void resources(Node.Mapping root, SchemaCatalog catalog) {
        YamlMembers.mapping(root, "resources").entries().values().forEach(entry -> {
            if (entry.value() instanceof Node.Mapping block) {
                YamlMembers.text(block, "type")
                        .map(Node.Scalar::text)
                        .flatMap(text -> catalog.type(new TypeName(text)))
                        .ifPresent(type -> block.get("properties").ifPresent(node -> search(type.properties(), node)));
            }
        });
    }

    private void search(Shape shape, Node node) {
        switch (node) {
            case Node.Mapping mapping -> mapping.entries().forEach((name, entry) -> member(shape, name, entry.value()));
            case Node.Sequence(var items, var _) -> {
                if (shape instanceof Shape.ListOf list) {
                    items.forEach(item -> search(list.item(), item));
                }
            }
            case Node.Scalar _ -> {}
        }
    }

    private void member(Shape shape, String name, Node node) {
        var attribute = shape instanceof Shape.ObjectOf object ? object.attribute(name) : Optional.<Attribute>empty();
        if (attribute.isPresent() && attribute.get().sensitive()) {
            literals(node);
        } else if (attribute.isPresent()) {
            search(attribute.get().shape(), node);
        } else if (shape instanceof Shape.MapOf(var value)) {
            search(value, node);
        }
    }

    private void literals(Node node) {
        switch (node) {
            case Node.Scalar scalar -> {
                if (!TemplateParser.isTemplate(scalar.text())) {
                    spans.add(scalar.span());
                }
            }
            case Node.Sequence(var items, var _) -> items.forEach(this::literals);
            case Node.Mapping(var entries, var _) -> entries.values().forEach(entry -> literals(entry.value()));
        }
    }

    /** The files with stars in the places of their secrets. */
    private UnaryOperator<Source> starred() {
        var starred = new IdentityHashMap<Source, Source>();
        return source -> starred.computeIfAbsent(source, this::starred);
    }

    private Source starred(Source source) {
        var here = spans.stream().filter(span -> span.source().equals(source)).toList();
        if (here.isEmpty()) {
            return source;
        }
        var lines = source.text().split("\n", -1);
        for (var span : here) {
            for (var number = span.line(); number <= Math.min(span.endLine(), lines.length); number++) {
                var line = lines[number - 1];
                var from = number == span.line()
                        ? offset(line, span.column())
                        : line.length() - line.stripLeading().length();
                var to = number == span.endLine() ? offset(line, span.endColumn()) : line.length();
                if (from < to) {
                    var stars = "*".repeat(line.codePointCount(from, to));
                    lines[number - 1] = line.substring(0, from) + stars + line.substring(to);
                }
            }
        }
        return new Source(source.name(), String.join("\n", lines));
    }

    private static int offset(String line, int column) {
        return line.offsetByCodePoints(0, Math.clamp(column - 1, 0, line.codePointCount(0, line.length())));
    }
}
