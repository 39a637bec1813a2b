package dev.setpoint.provider.aws.shape;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.stream.Stream;

/** Texts among the properties of a resource. */
public final class Properties {

    private Properties() {}

    /** A text; empty when it is missing, which the schema allows only for properties that are not required. */
    public static String text(Value.Map properties, String name) {
        return properties.string(name).orElse("");
    }

    /** The texts of a list. */
    public static List<String> texts(Value.Map properties, String name) {
        return properties.list(name).stream()
                .flatMap(item -> item.revealed() instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .toList();
    }
}
