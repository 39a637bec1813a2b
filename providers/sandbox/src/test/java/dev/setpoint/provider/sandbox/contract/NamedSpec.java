package dev.setpoint.provider.sandbox.contract;

import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Stack in which {@code subject} is of a type whose names can be chosen. */
public record NamedSpec(String type, Map<String, Object> entry) {

    private static final String FILE = "/contract/names.yaml";

    /** Returns every type of the provider whose names can be chosen; one without an entry in the file fails. */
    public static Stream<String> types() {
        SchemaCatalog schemas = SchemaFiles.bundled();
        return ContractTest.types()
                .filter(type -> schemas.names().stream()
                        .filter(name -> name.text().equals(type))
                        .flatMap(name -> schemas.type(name).stream())
                        .anyMatch(schema -> schema.generatedName().isPresent()));
    }

    public static NamedSpec of(String type) {
        try (var in = NamedSpec.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + FILE + ".");
            }
            Map<String, Map<String, Object>> file =
                    new Yaml().load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new NamedSpec(type, Optional.ofNullable(file.get(type)).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of two prefixes: 0 or 1. */
    @SuppressWarnings("unchecked")
    public String prefix(int which) {
        return ((List<String>) Optional.ofNullable(entry.get("prefixes")).orElseThrow()).get(which);
    }

    /** Returns the spec with a prefix. */
    public String prefixed(int which) {
        return with(Map.of("namePrefix", prefix(which)));
    }

    /** Returns the spec with a name. */
    String named(String name) {
        return with(Map.of("name", name));
    }

    /** Returns the spec without its subject. */
    public String without() {
        return text(new LinkedHashMap<>(others()));
    }

    private String with(Map<String, Object> naming) {
        var properties = new LinkedHashMap<>(naming);
        properties.putAll(map("properties"));
        var resources = new LinkedHashMap<>(others());
        resources.put(
                Contract.SUBJECT,
                Map.of("type", type, "lifecycle", Map.of("createBeforeDestroy", true), "properties", properties));
        return text(resources);
    }

    private Map<String, Object> others() {
        return map("resources");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(String member) {
        return (Map<String, Object>) entry.getOrDefault(member, Map.of());
    }

    private static String text(Map<String, Object> resources) {
        var stack = new LinkedHashMap<String, Object>();
        stack.put("setpoint", "v1");
        stack.put("stack", "contract");
        stack.put("inputs", Map.of("suffix", Map.of("type", "string", "default", "1")));
        stack.put("providers", Map.of("aws", Map.of("region", "us-east-1")));
        stack.put("resources", resources);
        return new Yaml().dump(stack);
    }
}
