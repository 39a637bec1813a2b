package dev.setpoint.engine.testing;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;

/**
 * The provider {@code test}: {@code test.thing}, named by its {@code name}; {@code test.key}, whose id the
 * cloud assigns; {@code test.part}, which a green thing owns; {@code test.kept}, x-stateOnly; and data {@code test.lookup}, a thing by name. Its setting
 * {@code defaultTags} goes onto every {@code tags}.
 */
public record MemoryProvider(MemoryCloud cloud, Value.Map settings) implements Provider {

    public static final TypeName THING = new TypeName("test.thing");
    public static final TypeName KEY = new TypeName("test.key");
    public static final TypeName NAMED = new TypeName("test.named");
    public static final TypeName PART = new TypeName("test.part");
    public static final TypeName KEPT = new TypeName("test.kept");
    public static final TypeName LOOKUP = new TypeName("test.lookup");

    /** Makes {@code test} providers on one cloud. */
    public record Factory(MemoryCloud cloud) implements ProviderFactory {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public Provider open(Configuration configuration) {
            return new MemoryProvider(cloud, configuration.settings());
        }
    }

    @Override
    public Optional<Realm> realm(Call call) {
        return Optional.of(Realm.of("memory/here"));
    }

    @Override
    public Optional<RegisteredType> type(TypeSchema schema) {
        Map<TypeName, ResourceType> types = Map.of(
                THING,
                new MemoryType(THING, false, cloud),
                NAMED,
                new MemoryType(NAMED, false, cloud),
                PART,
                new MemoryType(PART, false, cloud),
                KEY,
                new MemoryType(KEY, true, cloud),
                KEPT,
                new Kept());
        return Optional.ofNullable(types.get(schema.name())).map(RegisteredType::of);
    }

    @Override
    public Optional<DataSource> dataSource(TypeSchema schema) {
        return schema.name().equals(LOOKUP) ? Optional.of(new Lookup(cloud)) : Optional.empty();
    }

    @Override
    public Value.Map complete(TypeSchema schema, Value.Map desired) {
        var tags = settings.map("defaultTags");
        return tags.entries().isEmpty() || schema.properties().attribute("tags").isEmpty()
                ? desired
                : desired.with("tags", tags.plus(desired.map("tags")));
    }

    @Override
    public void close() {}

    private record Lookup(MemoryCloud cloud) implements DataSource {
        @Override
        public Value.Map read(Value.Map properties, Call call) {
            cloud.enter(new MemoryCloud.Request("read", call.address().text()));
            var name = properties.string("name").orElseThrow();
            return cloud.thing(name)
                    .map(MemoryCloud.Thing::properties)
                    .orElseThrow(() -> ProviderException.of(
                            ProviderException.Kind.INVALID, "NotFound", "There is no `" + name + "`."));
        }
    }

    /** As core.value, without a cloud. */
    private record Kept() implements ResourceType {
        @Override
        public Value.Map create(Value.Map desired, Call call) {
            var id = "kept-" + call.address();
            call.identified(new Identity(id));
            return desired.with("id", Value.of(id));
        }

        @Override
        public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
            throw new AssertionError("What is x-stateOnly is never read.");
        }

        @Override
        public Value.Map update(Identity id, Update update, Call call) {
            return update.desired().with("id", Value.of(id.value()));
        }

        @Override
        public void delete(Identity id, Value.Map last, Call call) {}

        @Override
        public Optional<Identity> find(Value.Map desired, Call call) {
            return Optional.empty();
        }
    }
}
