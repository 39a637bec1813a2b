package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rule on the sizes of an object's key and metadata, which S3 counts in bytes. See behaviour.md#s3-object-limits. */
public record ObjectLimits() implements PropertyRule {

    private static final int LONGEST_KEY = 1024;
    private static final int MOST_METADATA = 2048;

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        properties
                .string("key")
                .filter(key -> bytes(key) > LONGEST_KEY)
                .map(key -> new PropertyProblem(
                        PropertyPath.of("key"),
                        "This key has %s bytes in UTF-8, and S3 takes at most %s.".formatted(bytes(key), LONGEST_KEY),
                        "Choose a shorter one; letters beyond ASCII count two to four bytes."))
                .ifPresent(problems::add);
        var size = properties.map("metadata").entries().entrySet().stream()
                .mapToInt(entry ->
                        bytes(entry.getKey()) + (entry.getValue() instanceof Value.Str(var text) ? bytes(text) : 0))
                .sum();
        if (size > MOST_METADATA) {
            problems.add(new PropertyProblem(
                    PropertyPath.of("metadata"),
                    "This metadata has %s bytes, keys and values together, and S3 takes at most %s."
                            .formatted(size, MOST_METADATA),
                    "Leave some out, or put it in the content."));
        }
        return problems;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
