package dev.setpoint.provider.sandbox.contract;

import dev.setpoint.engine.diagnostic.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/**
 * Contract of one resource type: a stack in which {@code subject} is a resource of the type, and updates, each of which
 * replaces top-level properties of the subject.
 *
 * @param updates name of the update → properties
 */
public record Contract(String type, Map<String, Object> stack, Map<String, Map<String, Object>> updates) {

    public static final String SUBJECT = "subject";

    public static Contract of(String type) {
        return new Contract(type, yaml(type + ".yaml"), updates(yaml(type + ".updates.yaml")));
    }

    /** Returns the stack of the file. */
    public Source base() {
        return source(stack);
    }

    /** Returns the stack with other properties of the subject. */
    Source updated(String update) {
        var resources = new LinkedHashMap<>(member(stack, "resources"));
        var subject = new LinkedHashMap<>(member(resources, SUBJECT));
        var properties = new LinkedHashMap<>(member(subject, "properties"));
        properties.putAll(Optional.ofNullable(updates.get(update)).orElseThrow());
        subject.put("properties", properties);
        resources.put(SUBJECT, subject);
        return with(resources);
    }

    /** Returns the stack with the subject under another name. */
    public Source renamed(String name) {
        var resources = new LinkedHashMap<>(member(stack, "resources"));
        resources.put(name, Optional.ofNullable(resources.remove(SUBJECT)).orElseThrow());
        return with(resources);
    }

    /** Returns the stack with a second block equal to the subject's. */
    public Source doubled(String name) {
        var resources = new LinkedHashMap<>(member(stack, "resources"));
        resources.put(name, member(resources, SUBJECT));
        return with(resources);
    }

    private Source with(Map<String, Object> resources) {
        var changed = new LinkedHashMap<>(stack);
        changed.put("resources", resources);
        return source(changed);
    }

    private Source source(Map<String, Object> content) {
        return new Source(type + ".yaml", new Yaml().dump(content));
    }

    private static Map<String, Map<String, Object>> updates(Map<String, Object> file) {
        var updates = new LinkedHashMap<String, Map<String, Object>>();
        file.forEach((name, properties) -> updates.put(name, map(properties)));
        return updates;
    }

    private static Map<String, Object> yaml(String file) {
        try (var in = Contract.class.getResourceAsStream("/contract/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no contract " + file + ".");
            }
            return map(new Yaml().load(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> member(Map<String, Object> map, String name) {
        return map(Optional.ofNullable(map.get(name)).orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
