package dev.setpoint.engine.check.input;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.pattern.LinearPattern;
import dev.setpoint.engine.pattern.RefusedPatternException;
import dev.setpoint.engine.validation.ValueWording;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks declarations of inputs: each keyword must apply to the declared type. The grammar has checked their form. */
final class InputDeclarations {

    private static final Set<String> ALWAYS =
            Set.of("type", "description", "default", "sensitive", "enum", "examples", "deprecated", "validate");

    private static final List<String> OF_NUMBERS = List.of("minimum", "maximum");

    /** Keywords that limit the values of each type. */
    private static final Map<String, List<String>> LIMITS = Map.of(
            "string", List.of("pattern", "minLength", "maxLength"),
            "integer", OF_NUMBERS,
            "number", OF_NUMBERS,
            "boolean", List.of(),
            "array", List.of("items", "minItems", "maxItems", "uniqueItems"),
            "object", List.of("properties", "required", "additionalProperties"));

    private static final Map<String, String> RANGES =
            Map.of("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems");

    private final CheckProblems problems;

    InputDeclarations(CheckProblems problems) {
        this.problems = problems;
    }

    /** Reports keywords that do not apply to the declared type, and limits and values that contradict each other. */
    void check(Node.Mapping declaration) {
        YamlMembers.text(declaration, "type").map(Node.Scalar::text).ifPresent(type -> {
            var limits = LIMITS.getOrDefault(type, List.of());
            declaration.entries().forEach((word, entry) -> {
                if (!ALWAYS.contains(word) && !limits.contains(word)) {
                    stranger(word, entry, type, limits);
                }
            });
            RANGES.forEach((least, most) -> range(declaration, least, most));
            values(declaration, "enum", type);
            values(declaration, "examples", type);
        });
        required(declaration);
        parts(declaration).forEach(this::check);
    }

    private void stranger(String word, Node.Entry entry, String type, List<String> limits) {
        problems.add(Diagnostic.error("SP0334", entry.key(), "`" + word + "` does not apply to " + called(type) + ".")
                .hint(
                        limits.isEmpty()
                                ? Optional.empty()
                                : Optional.of("Its values are limited by " + ValueWording.or(limits) + ".")));
    }

    private static String called(String type) {
        return type.equals("boolean") ? "a boolean" : ValueWording.type(type);
    }

    private void range(Node.Mapping declaration, String least, String most) {
        var limit = number(declaration, most);
        number(declaration, least)
                .filter(from -> limit.filter(to -> from.compareTo(to) > 0).isPresent())
                .flatMap(_ -> declaration.get(least))
                .ifPresent(node -> problems.error(
                        "SP0334",
                        node.span(),
                        "`" + least + "` is greater than `" + most + "`, so that no value fits."));
    }

    private static Optional<BigDecimal> number(Node.Mapping declaration, String name) {
        return declaration
                .get(name)
                .flatMap(node -> node.toValue() instanceof Value.Num(var n) ? Optional.of(n) : Optional.empty());
    }

    private void values(Node.Mapping declaration, String word, String type) {
        if (declaration.get(word).orElse(declaration) instanceof Node.Sequence(var items, var _)) {
            items.stream()
                    .filter(item -> !isOf(type, item.toValue()))
                    .forEach(item -> problems.error(
                            "SP0334",
                            item.span(),
                            "A value of `" + word + "` must be " + ValueWording.type(type) + " as declared, and is "
                                    + ValueWording.kind(item.toValue()) + "."));
        }
    }

    private static boolean isOf(String type, Value value) {
        return switch (value) {
            case Value.Str _ -> type.equals("string");
            case Value.Num(var n) -> type.equals("number") || (type.equals("integer") && n.scale() <= 0);
            case Value.Bool _ -> type.equals("boolean");
            case Value.List _ -> type.equals("array");
            case Value.Map _ -> type.equals("object");
            case Value.Null _, Value.Unknown _, Value.Secret _, Value.Redacted _ -> false;
        };
    }

    private void required(Node.Mapping declaration) {
        needlessDefaults(declaration);
        var members = YamlMembers.mapping(declaration, "properties").entries().keySet();
        if (declaration
                        .get("additionalProperties")
                        .filter(InputDeclarations::isFalse)
                        .isPresent()
                && declaration.get("required").orElse(declaration) instanceof Node.Sequence(var items, var _)) {
            items.stream()
                    .filter(item -> item.toValue() instanceof Value.Str(var name) && !members.contains(name))
                    .forEach(item -> problems.error(
                            "SP0334",
                            item.span(),
                            "A required member must be one of `properties`, as there are no others."));
        }
    }

    private void needlessDefaults(Node.Mapping declaration) {
        var members = YamlMembers.mapping(declaration, "properties");
        if (declaration.get("required").orElse(declaration) instanceof Node.Sequence(var items, var _)) {
            for (var item : items) {
                if (item.toValue() instanceof Value.Str(var name)
                        && members.get(name).orElse(item) instanceof Node.Mapping member
                        && member.get("default").isPresent()) {
                    problems.add(Diagnostic.error(
                                    "SP0334",
                                    item.span(),
                                    "`" + name + "` is required, so that its default is never used.")
                            .hint("Remove its `default`, or leave `" + name + "` out of `required`."));
                }
            }
        }
    }

    private static boolean isFalse(Node node) {
        return node.toValue().equals(Value.of(false));
    }

    /** The declarations inside it. */
    static List<Node.Mapping> parts(Node.Mapping declaration) {
        return Stream.concat(
                        Stream.of("items", "additionalProperties").flatMap(word -> declaration.get(word).stream()),
                        YamlMembers.mapping(declaration, "properties").entries().values().stream()
                                .map(Node.Entry::value))
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .toList();
    }

    /**
     * Tells whether all regular expressions of the declaration and its parts are valid, and reports those that are not.
     */
    boolean patternsCompile(Node.Mapping declaration) {
        var own = YamlMembers.text(declaration, "pattern").stream().map(this::compiles);
        return Stream.concat(own, parts(declaration).stream().map(this::patternsCompile))
                .reduce(true, Boolean::logicalAnd);
    }

    /** Returns the maximum cost of one character of a value: the sum of the sizes of all valid patterns. */
    int cost(Node.Mapping declaration) {
        var own = YamlMembers.text(declaration, "pattern").stream()
                .mapToInt(pattern -> LinearPattern.ofSchema(pattern.text()).size());
        return own.sum() + parts(declaration).stream().mapToInt(this::cost).sum();
    }

    private boolean compiles(Node.Scalar pattern) {
        try {
            LinearPattern.ofSchema(pattern.text());
            return true;
        } catch (RefusedPatternException e) {
            problems.error("SP0324", pattern.span(), "This pattern cannot be used: " + e.reason() + ".");
            return false;
        }
    }
}
