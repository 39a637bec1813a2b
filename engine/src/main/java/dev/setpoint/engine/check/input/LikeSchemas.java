package dev.setpoint.engine.check.input;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Declarations with {@code like: TYPE#path} in the place of {@code type}: the schema of a resource type's property. In
 * the path, {@code []} stands for the elements of a list and the values of a map.
 */
final class LikeSchemas {

    private static final String LIKE = "like";
    private static final String LOCAL = "#/$defs/";
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*)|\\[]");

    private final SchemaCatalog catalog;
    private final CheckProblems problems;

    LikeSchemas(SchemaCatalog catalog, CheckProblems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /** Members of a declaration that say nothing about one value. */
    private static final List<String> APART = List.of("default", "deprecated", "validate");

    /**
     * Returns the declaration as a JSON Schema; empty when it names no property, which is reported. Its default,
     * validations and deprecation are left out.
     */
    Optional<Value.Map> schema(Node.Mapping declaration) {
        var definitions = new LinkedHashMap<String, Value>();
        return of(declaration, definitions)
                .map(LikeSchemas::withoutApart)
                .map(schema -> definitions.isEmpty() ? schema : schema.with("$defs", new Value.Map(definitions)));
    }

    private static Value.Map withoutApart(Value.Map schema) {
        var kept = schema;
        for (var word : APART) {
            kept = kept.without(word);
        }
        return kept;
    }

    private Optional<Value.Map> of(Node.Mapping declaration, Map<String, Value> definitions) {
        if (!(declaration.toValue() instanceof Value.Map written)) {
            return Optional.empty();
        }
        var schema = Optional.of(written);
        var like = YamlMembers.text(declaration, LIKE);
        if (like.isPresent()) {
            schema = property(like.get(), definitions).map(found -> found.plus(written.without(LIKE)));
        }
        for (var word : List.of("items", "additionalProperties")) {
            var part =
                    declaration.get(word).filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast);
            if (part.isPresent()) {
                var inner = of(part.get(), definitions);
                schema = schema.flatMap(whole -> inner.map(found -> whole.with(word, found)));
            }
        }
        var members = YamlMembers.mapping(declaration, "properties");
        var resolved = new LinkedHashMap<String, Value>();
        for (var member : members.entries().entrySet()) {
            if (!(member.getValue().value() instanceof Node.Mapping part)) {
                continue;
            }
            var inner = of(part, definitions);
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            resolved.put(member.getKey(), inner.get());
        }
        return resolved.isEmpty() ? schema : schema.map(whole -> whole.with("properties", new Value.Map(resolved)));
    }

    private Optional<Value.Map> property(Node.Scalar like, Map<String, Value> definitions) {
        var parts = like.text().split("#", 2);
        var type = catalog.type(new TypeName(parts[0]));
        if (type.isEmpty()) {
            report(like, "There is no type `" + parts[0] + "`.", parts[0], names());
            return Optional.empty();
        }
        var source = type.get().source();
        var here = Optional.of(source);
        var walked = parts[0];
        for (var step : steps(parts.length < 2 ? "" : parts[1])) {
            var next = here.flatMap(map -> step(map, step, source));
            if (next.isEmpty()) {
                report(
                        like,
                        "`" + walked + "` has no `" + step + "`.",
                        step,
                        branch(here.orElse(source), "object", source)
                                .map("properties")
                                .entries()
                                .keySet());
                return Optional.empty();
            }
            walked += (step.equals("[]") ? "" : walked.contains("#") ? "." : "#") + step;
            here = next;
        }
        source.map("$defs").entries().forEach(definitions::putIfAbsent);
        return here.map(found -> one(found, source));
    }

    private List<String> names() {
        return catalog.names().stream().map(TypeName::text).toList();
    }

    private static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        var step = STEP.matcher(path);
        while (step.find()) {
            steps.add(step.group());
        }
        return steps;
    }

    private static Optional<Value.Map> step(Value.Map schema, String step, Value.Map source) {
        var list = branch(schema, "array", source);
        var next = step.equals("[]")
                ? list.get("items").or(() -> list.get("additionalProperties"))
                : branch(schema, "object", source).map("properties").get(step);
        return next.filter(Value.Map.class::isInstance)
                .map(Value.Map.class::cast)
                .map(found -> referred(found, source));
    }

    /** The definition that a schema refers to, with what stands beside the reference. */
    private static Value.Map referred(Value.Map schema, Value.Map source) {
        return schema.string("$ref")
                .filter(target -> target.startsWith(LOCAL))
                .map(target -> source.map("$defs")
                        .map(target.substring(LOCAL.length()))
                        .plus(schema.without("$ref")))
                .orElse(schema);
    }

    /** The schema of a value of this type, where that is a branch of a schema for several types. */
    private static Value.Map branch(Value.Map schema, String type, Value.Map source) {
        var whole = schema;
        for (var part : schema.list("allOf")) {
            if (part instanceof Value.Map conjunct) {
                whole = branch(referred(conjunct, source), type, source).plus(whole);
            }
        }
        return whole.map("if").get("type").filter(Value.of(type)::equals).isPresent()
                ? whole.without("if").without("then").without("else").plus(referred(whole.map("then"), source))
                : whole;
    }

    /** The schema of one type: of a list or one element of it, the list; of a map or a text that stands for one, the map. */
    private static Value.Map one(Value.Map schema, Value.Map source) {
        var isSensitive = schema.bool("x-sensitive").orElse(false);
        var types = schema.list("type");
        var single = Stream.of("array", "object")
                .filter(type -> types.contains(Value.of(type)))
                .findFirst()
                .map(type -> branch(schema, type, source).with("type", Value.of(type)))
                .orElse(schema);
        return isSensitive ? single.with("sensitive", Value.of(true)) : single;
    }

    private void report(Node.Scalar like, String message, String name, Collection<String> names) {
        problems.add(Diagnostic.error("SP0326", like.span(), message).hint(Nearest.hint(name, names)));
    }
}
