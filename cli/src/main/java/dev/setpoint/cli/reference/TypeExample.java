package dev.setpoint.cli.reference;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Example of a block: from a shipped example, else made of the examples of the properties that it needs. */
final class TypeExample {

    /** Shipped examples, from the smallest to the one with most settings. */
    private static final List<String> STACKS =
            List.of("encrypted-bucket", "hello", "s3-encryption", "s3-encryption-full", "s3-bucket-complete");

    private TypeExample() {}

    static String of(TypeSchema type) {
        var section = type.kind() == TypeSchema.Kind.DATA ? "data" : "resources";
        var block = STACKS.stream()
                .map(stack -> ShippedFile.read(stack + "/setpoint.yaml"))
                .flatMap(text -> block(text, section, type.name().text()).stream())
                .findFirst()
                .orElseGet(() -> composed(type));
        return section + ":\n" + block;
    }

    /** The first block of the type, as it is written. */
    private static Optional<String> block(String text, String section, String type) {
        var body = Pattern.compile("(?ms)^" + section + ":\\n(.*?)(?=^\\S|\\z)").matcher(text);
        if (!body.find()) {
            return Optional.empty();
        }
        return Pattern.compile("(?m)(?=^  [a-z]\\w*:)")
                .splitAsStream(body.group(1))
                .filter(block -> Pattern.compile("type: " + Pattern.quote(type) + "[\\s,}]")
                        .matcher(block)
                        .find())
                .map(block -> block.lines()
                        // Comments before the next block.
                        .filter(line -> !line.isBlank() && !line.matches("  #.*"))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining()))
                .findFirst();
    }

    private static String composed(TypeSchema type) {
        var properties = type.source().map("properties").entries().entrySet().stream()
                .filter(member -> isShown(type, member.getKey()))
                .flatMap(member -> example(member.getValue())
                        .map(value -> "      " + member.getKey() + ": " + Json.compact(value) + "\n")
                        .stream())
                .collect(Collectors.joining());
        var name = type.name().text().replaceAll(".*\\.", "");
        return "  " + name + ":\n    type: " + type.name() + "\n"
                + (properties.isEmpty() ? "" : "    properties:\n" + properties);
    }

    /** A property that a spec must set, or that names the object. */
    private static boolean isShown(TypeSchema type, String property) {
        return Stream.concat(
                        type.properties().attributes().values().stream()
                                .filter(attribute -> attribute.required() && !attribute.output())
                                .map(attribute -> attribute.name()),
                        type.naming().stream())
                .anyMatch(property::equals);
    }

    private static Optional<Value> example(Value property) {
        return property instanceof Value.Map schema
                ? schema.list("examples").stream()
                        .findFirst()
                        .or(() -> schema.list("enum").stream().findFirst())
                : Optional.empty();
    }
}
