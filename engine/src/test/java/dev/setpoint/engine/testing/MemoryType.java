package dev.setpoint.engine.testing;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Mark;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A type of {@link MemoryCloud}. The cloud is strict about order: an object can be made only when all
 * in its list {@code uses} are there, and deleted only when nobody uses it.
 *
 * @param assigned whether the cloud gives the identity; otherwise it is the property {@code name}
 */
record MemoryType(TypeName name, boolean assigned, MemoryCloud cloud) implements ResourceType {

    private static final Set<String> OUTPUTS = Set.of("arn", "revision");
    /** Never given back: writeOnly in the schema. */
    private static final String TOKEN = "token";

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        return during("create", call, () -> {
            requireUsed(desired);
            var identity =
                    assigned ? cloud.newId("key") : desired.string("name").orElseThrow();
            var owned = assigned ? desired.with(Call.OWNERSHIP_TAG, Value.of(call.ownershipTag())) : desired;
            if (!cloud.putNew(identity, new MemoryCloud.Thing(name, withOutputs(identity, owned, 1)))) {
                throw ProviderException.of(
                        Kind.NAME_TAKEN, "AlreadyExists", "There is a thing named `" + identity + "` already.");
            }
            cloud.leave(new MemoryCloud.Request("created", call.address().text()), call);
            call.identified(new Identity(identity));
            return shown(identity, desired);
        });
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return during("read", call, () -> cloud.thing(id.value()).map(thing -> only(thing.properties(), wanted)));
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return during("update", call, () -> {
            requireUsed(update.desired());
            var thing = cloud.thing(id.value())
                    .orElseThrow(() -> ProviderException.of(Kind.OTHER, "NotFound", "There is no such thing."));
            var properties = thing.properties();
            for (var name : update.removed()) {
                properties = properties.without(name);
            }
            for (var name : update.changed()) {
                properties = properties.with(name, update.desired().get(name).orElseThrow());
            }
            var revision = properties.integer("revision").orElse(0) + 1;
            cloud.put(id.value(), new MemoryCloud.Thing(name, withOutputs(id.value(), properties, revision)));
            return shown(id.value(), update.desired());
        });
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        during("delete", call, () -> {
            var users = cloud.usersOf(id.value());
            if (!users.isEmpty()) {
                throw ProviderException.of(
                        Kind.INVALID, "InUse", "`" + id + "` is still used by " + String.join(", ", users) + ".");
            }
            cloud.remove(id.value());
            return id;
        });
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return during("find", call, () -> assigned ? tagged(call.ownershipTag()) : named(desired));
    }

    @Override
    public Mark mark(Identity id, Call call) {
        return assigned ? Mark.OURS : Mark.NONE;
    }

    private Optional<Identity> tagged(String tag) {
        return cloud.things().entrySet().stream()
                .filter(entry -> entry.getValue()
                        .properties()
                        .string(Call.OWNERSHIP_TAG)
                        .filter(tag::equals)
                        .isPresent())
                .findFirst()
                .map(entry -> new Identity(entry.getKey()));
    }

    private Optional<Identity> named(Value.Map desired) {
        return desired.string("name").filter(id -> cloud.thing(id).isPresent()).map(Identity::new);
    }

    private void requireUsed(Value.Map desired) {
        for (var used : desired.list("uses")) {
            if (used instanceof Value.Str(var id) && cloud.thing(id).isEmpty()) {
                throw ProviderException.of(Kind.INVALID, "NoSuchThing", "There is no `" + id + "` to use.");
            }
        }
    }

    private static Value.Map withOutputs(String identity, Value.Map properties, int revision) {
        return properties.with("arn", Value.of("arn:" + identity)).with("revision", Value.of(revision));
    }

    private Value.Map shown(String identity, Value.Map desired) {
        return only(
                cloud.thing(identity).orElseThrow().properties(),
                new PropertySet(desired.entries().keySet()));
    }

    static Value.Map only(Value.Map all, PropertySet wanted) {
        var shown = new LinkedHashMap<String, Value>();
        all.entries().forEach((name, value) -> {
            if (OUTPUTS.contains(name) || (wanted.contains(name) && !name.equals(TOKEN))) {
                shown.put(name, value);
            }
        });
        if (wanted.contains("comment") && !all.has("comment")) {
            shown.put("comment", Value.of("the cloud's own comment"));
        }
        return new Value.Map(shown);
    }

    private <T> T during(String operation, Call call, Supplier<T> work) {
        var request = new MemoryCloud.Request(operation, call.address().text());
        if (request.changes()) {
            cloud.approach(request);
            call.beforeChange();
        }
        cloud.enter(request);
        var result = work.get();
        cloud.leave(request, call);
        return result;
    }
}
