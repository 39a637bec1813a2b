package dev.setpoint.engine.diagnostic;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words of other infrastructure tools that people write from habit, with what a stack has for each. */
public final class Habits {

    private static final String INPUTS =
            "Declare it under `inputs`, like `env: {type: string}`, and read it as" + " `${inputs.env}`.";
    private static final String CONDITION =
            "A block that may be absent takes `when: ${inputs.on}`, a value `${inputs.on ? a : b}`.";
    private static final String ASSERT = "Write `assert: [{that: \"${…}\", message: …}]`.";
    private static final String CALL = "Write `modules: {name: {source: ../modules/name}}`.";

    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("variables", INPUTS),
            Map.entry("variable", INPUTS),
            Map.entry("parameters", INPUTS),
            Map.entry("config", INPUTS),
            Map.entry("mappings", "Write maps under `locals` and read them as `${locals.map[key]}`."),
            Map.entry("conditions", CONDITION),
            Map.entry("rules", ASSERT),
            Map.entry("check", ASSERT),
            Map.entry("checks", ASSERT),
            Map.entry("assertions", ASSERT),
            Map.entry("modul", CALL),
            Map.entry("imports", CALL),
            Map.entry("terraform", "`backend` and `providers` are sections of their own."),
            Map.entry("awstemplateformatversion", "A stack begins with `setpoint: v1` and `stack: <name>`."),
            Map.entry("metadata", "Write a comment, with `#`."),
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
            Map.entry("if", CONDITION),
            Map.entry("enabled", CONDITION),
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
            Map.entry(
                    "validation",
                    "Write `enum`, `pattern`, `minimum` or `maxLength`, as in JSON Schema, or conditions under"
                            + " `validate: [{that: \"${…}\", message: …}]`."),
            Map.entry("precondition", ASSERT),
            Map.entry("postcondition", ASSERT),
            Map.entry("deprecationmessage", "Write `deprecated`."),
            Map.entry("nullable", "An input without a `default` is required; give it one to make it optional."));

    private Habits() {}

    /** A section of the file. */
    public static Optional<String> section(String name) {
        return found(SECTIONS, name);
    }

    /** An option of a block, of its lifecycle or of an input. */
    public static Optional<String> option(String name) {
        return found(OPTIONS, name);
    }

    private static Optional<String> found(Map<String, String> words, String name) {
        return Optional.ofNullable(
                words.get(name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT)));
    }
}
