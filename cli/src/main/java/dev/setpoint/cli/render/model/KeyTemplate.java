package dev.setpoint.cli.render.model;

import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces the key of one instance of a block by {@code ${each.key}}, so that equal instances have equal texts. */
final class KeyTemplate {

    static final String KEY = "${each.key}";

    private final Pattern key;

    /** @param key of the instance; found only where it is a word of its own */
    KeyTemplate(String key) {
        this.key = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(key) + "(?![\\p{L}\\p{N}])");
    }

    String text(String text) {
        return key.matcher(text).replaceAll(Matcher.quoteReplacement(KEY));
    }

    PropertyChange property(PropertyChange change) {
        return new PropertyChange(
                path(change.path()),
                change.before().map(this::value),
                change.after().map(this::value),
                change.cause(),
                change.span(),
                change.forcesReplacement(),
                change.sensitive(),
                change.dataLoss(),
                change.concern(),
                change.keys());
    }

    private PropertyPath path(PropertyPath path) {
        var result = PropertyPath.ROOT;
        for (var step : path.steps()) {
            result = result.then(
                    switch (step) {
                        case PropertyPath.Step.Name(var name) -> new PropertyPath.Step.Name(text(name));
                        case PropertyPath.Step.Key(var name) -> new PropertyPath.Step.Key(text(name));
                        case PropertyPath.Step.Index index -> index;
                    });
        }
        return result;
    }

    private Value value(Value value) {
        return switch (value) {
            case Value.Str(var text) -> Value.of(text(text));
            case Value.Unknown(var reference, var _) -> new Value.Unknown(text(reference));
            case Value.List(var items) ->
                new Value.List(items.stream().map(this::value).toList());
            case Value.Map(var entries) -> {
                var templates = new LinkedHashMap<String, Value>();
                entries.forEach((name, item) -> templates.put(text(name), value(item)));
                yield templates.size() == entries.size() ? new Value.Map(templates) : value;
            }
            case Value.Null _, Value.Bool _, Value.Num _, Value.Secret _, Value.Redacted _ -> value;
        };
    }
}
