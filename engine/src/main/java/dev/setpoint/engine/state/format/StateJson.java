package dev.setpoint.engine.state.format;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Converts a state to and from JSON. Reading throws {@link IllegalArgumentException} that names the missing member. */
public final class StateJson {

    /** The member with the key of the digests, since format 2. */
    public static final String DIGEST_KEY = "digestKey";

    /** The member with values of sensitive outputs, in encrypted states. */
    static final String REVEALED = "revealedOutputs";

    private static final String PROVIDERS = "providers";

    private StateJson() {}

    /** Returns the state as JSON to show, without the key of its digests. Secrets must be redacted before. */
    public static Value.Map write(State state) {
        var resources = new LinkedHashMap<String, Value>();
        state.resources().forEach((address, resource) -> resources.put(address.text(), write(resource)));
        var realms = new LinkedHashMap<String, Value>();
        state.realms().forEach((provider, realm) -> realms.put(provider, Value.of(realm.toString())));
        var json = Value.Map.EMPTY
                .with("stack", Value.of(state.stack()))
                .with("lineage", Value.of(state.lineage()))
                .with("serial", Value.of(state.serial()))
                .with("realms", new Value.Map(realms))
                .with("resources", new Value.Map(resources))
                .with("outputs", state.outputs());
        var configured = state.providers().isEmpty()
                ? json
                : json.with(PROVIDERS, new Value.Map(new LinkedHashMap<>(state.providers())));
        return state.run().map(run -> configured.with("run", Value.of(run))).orElse(configured);
    }

    static State read(Value.Map json) {
        var resources = new TreeMap<Address, ResourceState>();
        json.map("resources").entries().forEach((name, value) -> {
            var address = address(name);
            resources.put(address, resource(address, mapOf(value, name)));
        });
        var realms = new TreeMap<String, Realm>();
        json.map("realms")
                .entries()
                .keySet()
                .forEach(name -> realms.put(name, Realm.of(text(json.map("realms"), name))));
        var providers = new TreeMap<String, Value.Map>();
        json.map(PROVIDERS).entries().forEach((name, settings) -> providers.put(name, mapOf(settings, name)));
        return new State(
                text(json, "stack"),
                text(json, "lineage"),
                number(json, "serial"),
                realms,
                providers,
                resources,
                json.map("outputs"),
                json.map(REVEALED),
                json.string(DIGEST_KEY).map(DigestKey::of).orElseGet(DigestKey::fresh),
                json.string("run"));
    }

    /** Returns one resource in the form of {@link #write(State)}. */
    public static Value.Map write(ResourceState resource) {
        var json = Value.Map.EMPTY
                .with("type", Value.of(resource.type().text()))
                .with("provider", Value.of(resource.provider()))
                .with("identity", Value.of(resource.identity().value()))
                .with("applied", resource.applied())
                .with("outputs", resource.outputs())
                .with("dependencies", addresses(resource.dependencies()))
                .with("preventDestroy", Value.of(resource.preventDestroy()))
                .with("retain", Value.of(resource.retain()))
                .with("complete", Value.of(resource.complete()))
                .with(
                        "deposed",
                        Value.of(resource.deposed().stream()
                                .map(object -> Value.Map.EMPTY
                                        .with(
                                                "identity",
                                                Value.of(object.identity().value()))
                                        .with("applied", object.applied())
                                        .with("dependencies", addresses(object.dependencies())))
                                .toList()));
        return resource.dueReplacements().isEmpty()
                ? json
                : json.with("due", Value.strings(List.copyOf(resource.dueReplacements())));
    }

    static ResourceState resource(Address address, Value.Map json) {
        var deposed = json.list("deposed").stream()
                .map(object -> mapOf(object, "deposed"))
                .map(object -> new ResourceState.Deposed(
                        new Identity(text(object, "identity")),
                        object.map("applied"),
                        addresses(object, "dependencies")))
                .toList();
        return new ResourceState(
                address,
                new TypeName(text(json, "type")),
                text(json, "provider"),
                new Identity(text(json, "identity")),
                json.map("applied"),
                json.map("outputs"),
                addresses(json, "dependencies"),
                flag(json, "preventDestroy"),
                flag(json, "retain"),
                flag(json, "complete"),
                deposed,
                new TreeSet<>(texts(json.list("due"))));
    }

    static Value addresses(SortedSet<Address> addresses) {
        return Value.strings(addresses.stream().map(Address::text).toList());
    }

    static Address address(String text) {
        return Address.parse(text)
                .fold(
                        _ -> {
                            throw new IllegalArgumentException("`" + text + "` is not an address");
                        },
                        address -> address);
    }

    static SortedSet<Address> addresses(Value.Map json, String name) {
        return texts(json.list(name)).stream().map(StateJson::address).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(List<Value> items) {
        return items.stream()
                .flatMap(item -> item instanceof Value.Str(var text)
                        ? java.util.stream.Stream.of(text)
                        : java.util.stream.Stream.empty())
                .toList();
    }

    public static String text(Value.Map json, String name) {
        return json.string(name).orElseThrow(() -> new IllegalArgumentException("`" + name + "` is missing"));
    }

    static boolean flag(Value.Map json, String name) {
        return json.bool(name).orElseThrow(() -> new IllegalArgumentException("`" + name + "` is missing"));
    }

    public static long number(Value.Map json, String name) {
        return json.get(name)
                .flatMap(v -> v instanceof Value.Num(var n)
                        ? java.util.Optional.of(n.longValueExact())
                        : java.util.Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` is missing"));
    }

    public static Value.Map mapOf(Value value, String name) {
        if (value instanceof Value.Map map) {
            return map;
        }
        throw new IllegalArgumentException("`" + name + "` is not an object");
    }

    static Value.Map strings(Map<Address, Address> addresses) {
        var entries = new LinkedHashMap<String, Value>();
        new TreeMap<>(addresses).forEach((from, to) -> entries.put(from.text(), Value.of(to.text())));
        return new Value.Map(entries);
    }
}
