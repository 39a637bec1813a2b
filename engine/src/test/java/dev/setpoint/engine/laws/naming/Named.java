package dev.setpoint.engine.laws.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Specs with objects whose names are chosen. */
final class Named {

    private static final Pattern CHOSEN = Pattern.compile("[a-z0-9]{16}");

    private Named() {}

    static String spec(String... resources) {
        return "setpoint: v1\nstack: shop\nproviders: {test: {}}\nresources:\n  "
                + (resources.length == 0 ? "{}" : String.join("\n  ", resources)) + "\n";
    }

    /** A block with a prefix. */
    static String named(String block, String prefix) {
        return block + ": {type: test.named, properties: {namePrefix: " + prefix + "}}";
    }

    /** The name that the state has for the object of a block. */
    static String name(World world, String block) {
        return world.state()
                .resource(Address.resource(block))
                .orElseThrow()
                .applied()
                .string("name")
                .orElseThrow();
    }

    static void requireChosen(String name, String prefix) {
        assertThat(name).startsWith(prefix);
        assertThat(name.substring(prefix.length())).matches(CHOSEN);
    }

    /** Names of all objects in the cloud. */
    static List<String> names(World world) {
        return List.copyOf(world.cloud.things().keySet());
    }

    /** Names of the objects that use this one. */
    static List<String> users(World world, String name) {
        return world.cloud.things().entrySet().stream()
                .filter(thing -> thing.getValue().properties().list("uses").contains(Value.of(name)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
