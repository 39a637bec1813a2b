package dev.setpoint.engine.validation;

import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules for the settings of a provider, a backend or a key. Most of them are shown, kept or sent in clear, so nothing
 * sensitive can be in them; a schema marks the others with {@code x-shown: false}.
 *
 * @param schema of all the settings
 * @param owner what sentences call the thing configured: {@code the provider `aws`}
 */
public record SettingsRules(Value.Map schema, String owner) {

    private static final String LOCAL = "#/$defs/";

    /** @param file one of Setpoint's own schemas, below {@code schemas/} */
    public static SettingsRules of(SchemaFiles files, String file, String owner) {
        return new SettingsRules(files.own(file), owner);
    }

    /** @param settings evaluated, with what is sensitive marked as {@link Value.Secret} */
    public List<Violation> findings(Value settings) {
        var findings = new ArrayList<Violation>();
        search(schema, settings, PropertyPath.ROOT, findings);
        return findings.isEmpty() ? new SchemaRules(schema, owner).findings(settings) : findings;
    }

    private void search(Value.Map rules, Value value, PropertyPath path, List<Violation> found) {
        if (rules.bool("x-shown").filter(shown -> !shown).isPresent() || !value.holdsSecret()) {
            return;
        }
        switch (value) {
            case Value.Map(var entries) ->
                entries.forEach((name, member) -> search(member(rules, name), member, path.name(name), found));
            case Value.List(var items) -> {
                var item = resolved(rules.map("items"));
                for (var i = 0; i < items.size(); i++) {
                    search(item, items.get(i), path.index(i), found);
                }
            }
            case Value.Secret _, Value.Redacted _ -> found.add(refusal(path));
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Unknown _ -> {}
        }
    }

    private Value.Map member(Value.Map rules, String name) {
        var declared = rules.map("properties");
        return resolved(declared.has(name) ? declared.map(name) : rules.map("additionalProperties"));
    }

    private Value.Map resolved(Value.Map rules) {
        return rules.string("$ref")
                .filter(target -> target.startsWith(LOCAL))
                .map(target -> schema.map("$defs")
                        .map(target.substring(LOCAL.length()))
                        .plus(rules.without("$ref")))
                .orElse(rules);
    }

    private Violation refusal(PropertyPath path) {
        var what = path.steps().isEmpty() ? "The settings of " + owner + " are" : "`" + path + "` of " + owner + " is";
        return Violation.of(
                        "SP0209", path, what + " shown and stored in plain text, and cannot contain a sensitive value.")
                .hint(Optional.of("Use a value that is not sensitive."));
    }
}
