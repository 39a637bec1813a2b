package dev.setpoint.provider.aws.testing;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One object behind a type, driven as the engine drives it. */
public final class Live {

    private final ResourceType type;
    private final TestCall call = new TestCall();
    private final Value.Map created;
    private Value.Map desired;

    private Live(ResourceType type, Value.Map desired) {
        this.type = type;
        this.desired = desired;
        this.created = type.create(desired, call);
    }

    /** @param desired JSON, with every default filled in */
    public static Live create(ResourceType type, String desired) {
        return new Live(type, Providers.map(desired));
    }

    public Identity id() {
        return call.identities().getFirst();
    }

    public TestCall call() {
        return call;
    }

    /** The properties that {@code create} returned. */
    public Value.Map created() {
        return created;
    }

    public Optional<Value.Map> read() {
        return type.read(id(), new PropertySet(desired.entries().keySet()), call);
    }

    /** Changes what differs at the top level between the spec before and this one. */
    public Value.Map update(String json) {
        var before = desired;
        desired = Providers.map(json);
        var changed = new TreeSet<String>();
        desired.entries().forEach((name, value) -> {
            if (!Optional.of(value).equals(before.get(name))) {
                changed.add(name);
            }
        });
        var removed = new TreeSet<>(before.entries().keySet());
        removed.removeAll(desired.entries().keySet());
        return type.update(id(), new Update(desired, before, changed, Set.copyOf(removed)), call);
    }

    public Optional<Identity> find() {
        return type.find(desired, call);
    }

    public void delete() {
        type.delete(id(), desired, call);
    }
}
