package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * Rule on tags of IAM, whose keys differ in more than case: to IAM, {@code Team} and {@code team} are one key twice. See
 * behaviour.md#tags.
 */
public record TagCase() implements PropertyRule {

    private static final PropertyPath TAGS = PropertyPath.of("tags");

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        var seen = new HashMap<String, String>();
        for (var key : properties.map("tags").entries().keySet()) {
            var other = seen.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
            if (other != null) {
                problems.add(new PropertyProblem(
                                TAGS.name(key),
                                "IAM treats the tags `%s` and `%s` as the same and refuses them: their keys differ only in case."
                                        .formatted(other, key),
                                "Write one key, in one spelling.")
                        .atName());
            }
        }
        return problems;
    }
}
