package dev.setpoint.engine.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words of other infrastructure tools that people write from habit, with what a stack has for each. */
public final class Habits {

    private static final Pattern WORD = Pattern.compile("_([a-z0-9])");
    private static final String INPUTS =
            "Declare it under `inputs`, like `env: {type: string}`, and read it as" + " `${inputs.env}`.";
    private static final String CONDITION =
            "A block that may be absent takes `forEach: \"${inputs.on ? ['this'] : []}\"`; a value takes"
                    + " `${inputs.on ? a : b}`.";
    private static final String OPTIONAL = "Write `${has(a.b) ? a.b : 'none'}`.";
    private static final String CALL = "Write `modules: {name: {source: ../modules/name}}`.";

    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("variables", INPUTS),
            Map.entry("variable", INPUTS),
            Map.entry("parameters", INPUTS),
            Map.entry("config", INPUTS),
            Map.entry("mappings", "Write maps under `locals` and read them as `${locals.map[key]}`."),
            Map.entry("conditions", CONDITION),
            Map.entry("modul", CALL),
            Map.entry("imports", CALL),
            Map.entry("terraform", "`backend` and `providers` are sections of their own."),
            Map.entry("awstemplateformatversion", "A stack begins with `setpoint: v1` and `stack: <name>`."),
            Map.entry("metadata", "Write a comment, with `#`."),
            Map.entry("description", "Write a comment, with `#`."),
            Map.entry("name", "Write `stack: <name>`."),
            Map.entry("moved", "Write `moved: [oldName]` in the block of the resource."),
            Map.entry("import", "Write `import: <identity>` in the block of the resource."),
            Map.entry(
                    "removed",
                    "Set `lifecycle: {onDelete: retain}` in the block of the resource and apply; then remove the"
                            + " block."));

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry(
                    "count",
                    "Write `forEach` with a key for each: `forEach: [\"0\", \"1\"]`, and `${each.key}` in the"
                            + " properties."),
            Map.entry("foreach", "Write `forEach`."),
            Map.entry("when", CONDITION),
            Map.entry("condition", CONDITION),
            Map.entry("deletionpolicy", "Write `lifecycle: {onDelete: retain}`."),
            Map.entry("updatereplacepolicy", "Write `lifecycle: {onDelete: retain}`."),
            Map.entry("options", "`provider`, `dependsOn` and `lifecycle` stand in the block itself."),
            Map.entry("preventdestroy", "Write `lifecycle: {preventDestroy: true}`."),
            Map.entry("ignorechanges", "Write `lifecycle: {ignoreChanges: [property]}`."),
            Map.entry("createbeforedestroy", "Write `lifecycle: {createBeforeDestroy: true}`."),
            Map.entry("replacetriggeredby", "Write `replaceOnChange: [name.attribute]` under `lifecycle`."),
            Map.entry("replaceontrigger", "Write `replaceOnChange: [name.attribute]` under `lifecycle`."),
            Map.entry("protect", "Write `lifecycle: {preventDestroy: true}`."),
            Map.entry("retainondelete", "Write `lifecycle: {onDelete: retain}`."),
            Map.entry("provisioner", "Setpoint runs no commands: do that before or after `setpoint apply`."),
            Map.entry("connection", "Setpoint runs no commands: do that before or after `setpoint apply`."),
            Map.entry("allowedvalues", "Write `enum`."),
            Map.entry("allowedpattern", "Write `pattern`."),
            Map.entry("constraintdescription", "Write `description`."),
            Map.entry("noecho", "Write `sensitive: true`."),
            Map.entry("validation", "Write `enum`, `pattern`, `minimum` or `maxLength`, as in JSON Schema."),
            Map.entry("nullable", "An input without a `default` is required; give it one to make it optional."));

    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("length", "Write `size(x)`."),
            Map.entry("format", "Write the text with `${…}` in it."),
            Map.entry("join", "Write `list.join(',')`."),
            Map.entry("split", "Write `text.split(',')`."),
            Map.entry("replace", "Write `text.replace('a', 'b')`."),
            Map.entry("contains", "Write `x in list`, or `text.contains('x')`."),
            Map.entry("lower", "Write `text.lowerAscii()`."),
            Map.entry("upper", "Write `text.upperAscii()`."),
            Map.entry("trimspace", "Write `text.trim()`."),
            Map.entry("substr", "Write `text.substring(0, 3)`."),
            Map.entry("startswith", "Write `text.startsWith('a')`."),
            Map.entry("endswith", "Write `text.endsWith('a')`."),
            Map.entry("regex", "Write `text.matches('…')`."),
            Map.entry("lookup", "Write `key in map ? map[key] : 'none'`."),
            Map.entry("keys", "Write `map.map(key, key)`."),
            Map.entry("values", "Write `map.map(key, map[key])`."),
            Map.entry("max", "Write `a > b ? a : b`."),
            Map.entry("min", "Write `a < b ? a : b`."),
            Map.entry("element", "Write `list[0]`."),
            Map.entry("select", "Write `list[0]`."),
            Map.entry("concat", "Write `a + b`."),
            Map.entry("coalesce", OPTIONAL),
            Map.entry("try", OPTIONAL),
            Map.entry("can", "Write `has(a.b)`."),
            Map.entry("tostring", "Write `string(x)`."),
            Map.entry("tonumber", "Write `int(x)` or `double(x)`."),
            Map.entry("tobool", "Write `bool(x)`."),
            Map.entry("toset", "Use the list itself: it needs no conversion."),
            Map.entry("tolist", "Use the list itself: it needs no conversion."),
            Map.entry("tomap", "Use the map itself: it needs no conversion."),
            Map.entry("jsonencode", "Write the map itself: a property that takes JSON takes a map too."),
            Map.entry("file", "A type that takes a file has a property for its path."),
            Map.entry("ref", "Write `name.attribute`."),
            Map.entry("getatt", "Write `name.attribute`."),
            Map.entry("sub", "Write the text with `${…}` in it."));

    private Habits() {}

    /** A section of the file. */
    public static Optional<String> section(String name) {
        return found(SECTIONS, name);
    }

    /** An option of a block, of its lifecycle or of an input. */
    public static Optional<String> option(String name) {
        return found(OPTIONS, name);
    }

    /** A function in an expression. */
    public static Optional<String> function(String name) {
        return found(FUNCTIONS, name);
    }

    /**
     * The first name of a path in an expression.
     *
     * @param rest what follows it, without the dot: {@code env}
     */
    public static Optional<String> root(String name, String rest) {
        return switch (name) {
            case "var", "variable", "variables", "param", "params", "parameters", "config", "input" ->
                Optional.of("Write `inputs." + or(rest, "name") + "`.");
            case "local" -> Optional.of("Write `locals." + or(rest, "name") + "`.");
            case "self" ->
                Optional.of(
                        "A block cannot refer to itself: write the value under `locals` and read it in both places.");
            case "count" ->
                Optional.of("Use `forEach`: `each.key` and `each.value` then stand for one of its elements.");
            case "module" -> Optional.of("Refer to the resource itself, like `name.attribute`.");
            case "path" -> Optional.of("Paths in a stack begin at the folder of its file.");
            case "terraform" -> Optional.of("`stack.name` is the name of the stack.");
            default -> typed(name, rest);
        };
    }

    /** {@code aws_s3_bucket.logs.arn} */
    private static Optional<String> typed(String name, String rest) {
        return name.contains("_") && rest.contains(".")
                ? Optional.of(
                        "A reference begins with the name of the block, without its type: write `" + camel(rest) + "`.")
                : Optional.empty();
    }

    /** The names of the block and of its attribute as they are written here; what follows may be a key of a map. */
    private static String camel(String path) {
        var parts = new ArrayList<>(List.of(path.split("(?=[.\\[])")));
        for (var i = 0; i < Math.min(2, parts.size()); i++) {
            parts.set(
                    i,
                    WORD.matcher(parts.get(i)).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT)));
        }
        return String.join("", parts);
    }

    /** {@code data.aws_caller_identity.me.account_id} */
    public static Optional<String> data(String name, String rest) {
        return typed(name, rest)
                .map(_ -> "A reference to a data source has no type in it: write `data." + camel(rest) + "`.");
    }

    private static String or(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private static Optional<String> found(Map<String, String> words, String name) {
        return Optional.ofNullable(
                words.get(name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT)));
    }
}
