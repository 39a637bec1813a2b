package dev.setpoint.engine.validation;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Describes the validator's errors in our own sentences, with the value that was found and the one that was wanted.
 *
 * @param schema all of it: what an error points into
 * @param owner what sentences call the thing that the schema describes
 * @param root the value that was validated
 */
record ViolationSentences(JsonNode schema, String owner, Value root) {

    /** Longer lists are not read. */
    private static final int MOST_LISTED = 16;

    /** The keywords whose branches are about the same value as they themselves. */
    private static final Set<String> IN_PLACE = Set.of("then", "else", "anyOf", "oneOf");

    /** Problems that no sentence of the schema explains better than ours. */
    private static final Set<String> OUR_OWN = Set.of("type", "readOnly", "additionalProperties");

    /** Problems whose sentences name a member that the schema does not. */
    private static final Set<String> OF_NAMES = Set.of("additionalProperties", "propertyNames", "uniqueItems");

    /** Parts of the locations of schemas that may apply to members which the schema does not name. */
    private static final List<String> UNDECLARED = List.of("/additionalProperties/", "/$defs/");

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

    /** @param shown whether the sentence may show the value */
    Violation of(Error error, boolean shown) {
        var path = path(error.getInstanceLocation());
        var fragment = error.getSchemaLocation().getFragment().toString();
        var secret = secret(path);
        if (secret.isPresent()
                && (OF_NAMES.contains(error.getKeyword())
                        || (secret.get() < path.steps().size()
                                && UNDECLARED.stream().anyMatch(fragment::contains)))) {
            return inside(new PropertyPath(path.steps().subList(0, secret.get())));
        }
        var keyword = JsonPointer.compile(fragment);
        var finding = plain(new Case(error, path, at(path), shown && !holdsSecret(path)), keyword);
        if (OUR_OWN.contains(error.getKeyword())) {
            return finding;
        }
        // A wrong name is reported above the schema of the name.
        var innermost = error.getKeyword().equals("propertyNames") ? keyword : keyword.head();
        return own(innermost).map(finding::worded).orElse(finding);
    }

    /** Names in a secret map are secret too. */
    private static Violation inside(PropertyPath path) {
        var label = ValueWording.label(path, "The value");
        return Violation.of(
                "SP0207", path, label + " is not valid. The reason is not shown, because the value is sensitive.");
    }

    /** The number of steps of a path that lead to a secret, where one does. */
    private Optional<Integer> secret(PropertyPath path) {
        var here = root;
        for (var passed = 0; passed < path.steps().size(); passed++) {
            if (here instanceof Value.Secret) {
                return Optional.of(passed);
            }
            here = child(here, path.steps().get(passed));
        }
        return here instanceof Value.Secret ? Optional.of(path.steps().size()) : Optional.empty();
    }

    /** @param shown whether the sentence may show the value */
    private record Case(Error error, PropertyPath path, Value value, boolean shown) {

        String label() {
            return ValueWording.label(path, "The value");
        }

        String instead() {
            return ValueWording.instead(value, shown);
        }

        Violation finding(String code, String message) {
            return Violation.of(code, path, message);
        }
    }

    private Violation plain(Case broken, JsonPointer keyword) {
        var phrase = broken.label() + " " + broken.error.getMessage();
        return switch (broken.error.getKeyword()) {
            case "type" -> type(broken);
            case "enum", "const" -> oneOf(broken);
            case "required" -> required(broken);
            case "dependentRequired" -> dependentRequired(broken);
            case "additionalProperties" -> stranger(broken, schema.at(keyword.head()));
            case "readOnly" ->
                broken.finding("SP0208", broken.label() + " is an output of " + owner + ": it cannot be set.")
                        .hint(Optional.of("Remove it." + elsewhere(keyword)))
                        .atName();
            case "not" ->
                broken.finding(broken.error.getSchemaNode().has("pattern") ? "SP0205" : "SP0207", phrase + ".");
            case "propertyNames" -> name(broken);
            case "pattern" -> broken.finding("SP0205", phrase + broken.instead() + ".");
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                broken.finding("SP0206", phrase + broken.instead() + ".");
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                broken.finding("SP0206", phrase + (broken.shown ? ", and has " + size(broken.value) : "") + ".");
            case "uniqueItems" -> Violation.of("SP0206", repetition(broken), phrase + ".");
            default -> broken.finding("SP0207", phrase + ".");
        };
    }

    /** The other way to change an output, where the schema has one; {@code {name}} in it is the property of that name. */
    private String elsewhere(JsonPointer keyword) {
        var text = schema.at(keyword.head()).path("x-message").stringValueOpt();
        return text.map(way -> " "
                        + PLACE.matcher(way).replaceAll(match -> {
                            var place = PropertyPath.ROOT.name(match.group(1));
                            return Matcher.quoteReplacement(
                                    at(place) instanceof Value.Str(var known) && !holdsSecret(place)
                                            ? known
                                            : match.group(1).toUpperCase(Locale.ROOT));
                        }))
                .orElse("");
    }

    private static Violation type(Case broken) {
        var allowed = broken.error.getSchemaNode();
        var names = allowed.isArray()
                ? allowed.valueStream().map(JsonNode::asString).toList()
                : List.of(allowed.asString());
        var fraction = names.contains("integer") && broken.value instanceof Value.Num;
        var actual = fraction ? broken.instead() : ", and is " + ValueWording.kind(broken.value);
        return broken.finding("SP0201", broken.label() + " must be " + ValueWording.types(names) + actual + ".")
                .hint(ValueWording.typeHint(names, broken.value));
    }

    private static Violation oneOf(Case broken) {
        var rule = broken.error.getSchemaNode();
        var allowed = broken.error.getKeyword().equals("enum") ? rule.valueStream() : Stream.of(rule);
        var names = allowed.map(item -> item.isString() ? item.stringValue() : item.toString())
                .toList();
        var hint = broken.shown && broken.value instanceof Value.Str(var text)
                ? Nearest.hint(text, names)
                : Optional.<String>empty();
        return broken.finding("SP0204", broken.label() + " must be " + ValueWording.or(names) + broken.instead() + ".")
                .hint(hint);
    }

    private Violation required(Case broken) {
        var name = broken.error.getProperty();
        return broken.finding(
                        "SP0202", "`" + name + "` is missing: " + ValueWording.label(broken.path, owner) + " needs it.")
                .missing(name);
    }

    private static Violation dependentRequired(Case broken) {
        var name = broken.error.getProperty();
        return Violation.of(
                        "SP0202",
                        broken.path.name(name),
                        "`" + name + "` needs `" + broken.error.getArguments()[0] + "` beside it.")
                .atName();
    }

    private Violation stranger(Case broken, JsonNode rules) {
        var name = broken.error.getProperty();
        var settable = rules.path("properties")
                .propertyStream()
                .filter(member -> !member.getValue().path("readOnly").booleanValue(false))
                .map(Map.Entry::getKey)
                .toList();
        var hint = Nearest.hint(name, settable).or(() -> listed(broken, settable));
        return Violation.of(
                        "SP0203",
                        broken.path.name(name),
                        "`" + name + "` is not a property of " + ValueWording.label(broken.path, owner) + ".")
                .hint(hint)
                .atName();
    }

    /** The names that exist or, where there are many, the command that lists them. */
    private Optional<String> listed(Case broken, List<String> settable) {
        if (!settable.isEmpty() && settable.size() <= MOST_LISTED) {
            return Optional.of("There are " + ValueWording.and(settable) + ".");
        }
        return broken.path.steps().isEmpty() && owner.matches("[a-z]+(\\.[A-Za-z0-9]+)+")
                ? Optional.of("`setpoint schema " + owner + "` lists the properties.")
                : Optional.empty();
    }

    private static Violation name(Case broken) {
        var path = broken.path.name(broken.error.getProperty());
        return Violation.of("SP0205", path, ValueWording.label(path, "") + " " + broken.error.getMessage() + ".")
                .atName();
    }

    private static int size(Value value) {
        return switch (value.revealed()) {
            case Value.Str(var text) -> text.codePointCount(0, text.length());
            case Value.List(var items) -> items.size();
            case Value.Map(var entries) -> entries.size();
            default -> 1;
        };
    }

    /** The first element that is there already. */
    private static PropertyPath repetition(Case broken) {
        var items = broken.value instanceof Value.List(var elements) ? elements : List.<Value>of();
        return IntStream.range(0, items.size())
                .filter(i -> items.subList(0, i).contains(items.get(i)))
                .mapToObj(broken.path::index)
                .findFirst()
                .orElse(broken.path);
    }

    /** The schema's own sentence: the nearest one beside what fails, or beside the condition it is a branch of. */
    private Optional<String> own(JsonPointer innermost) {
        var here = innermost;
        var sentence = schema.at(here).path("x-message");
        while (!sentence.isString() && isBranch(here)) {
            here = here.head();
            sentence = schema.at(here).path("x-message");
        }
        return sentence.stringValueOpt();
    }

    private static boolean isBranch(JsonPointer pointer) {
        if (pointer.matches()) {
            return false;
        }
        var last = pointer.last();
        return IN_PLACE.contains(last.getMatchingProperty()) || (last.mayMatchElement() && isBranch(pointer.head()));
    }

    private static PropertyPath path(NodePath location) {
        var steps = new ArrayList<Step>();
        for (var i = 0; i < location.getNameCount(); i++) {
            steps.add(
                    location.getElement(i) instanceof Integer index
                            ? new Step.Index(index)
                            : new Step.Name(location.getName(i)));
        }
        return new PropertyPath(steps);
    }

    private Value at(PropertyPath path) {
        var here = root.revealed();
        for (var step : path.steps()) {
            here = child(here, step).revealed();
        }
        return here;
    }

    /** Tells whether the value at the path is part of a secret or has one in it. */
    private boolean holdsSecret(PropertyPath path) {
        var here = root;
        for (var step : path.steps()) {
            if (here instanceof Value.Secret) {
                return true;
            }
            here = child(here, step);
        }
        return here.holdsSecret();
    }

    private static Value child(Value value, Step step) {
        return switch (value) {
            case Value.Map map
            when step instanceof Step.Name(var name) -> map.get(name).orElse(Value.Null.VALUE);
            case Value.List(var items) when step instanceof Step.Index(var i) -> items.get(i);
            default -> Value.Null.VALUE;
        };
    }
}
