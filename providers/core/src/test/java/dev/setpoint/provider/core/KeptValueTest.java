package dev.setpoint.provider.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeptValueTest {

    private static final Value.Map COLOUR = Value.Map.EMPTY.with("colour", Value.of("blue"));

    private final List<Identity> identified = new ArrayList<>();

    @Test
    void keepsItsPropertiesAndKeepsItsIdAcrossUpdates() {
        var created = type().create(COLOUR, call());
        var id = new Identity(created.string("id").orElseThrow());

        var updated = type().update(
                        id,
                        new Update(COLOUR.with("colour", Value.of("red")), created, Set.of("colour"), Set.of()),
                        call());

        assertThat(created.without("id")).isEqualTo(COLOUR);
        assertThat(identified).containsExactly(id);
        assertThat(updated)
                .isEqualTo(Value.Map.EMPTY.with("colour", Value.of("red")).with("id", Value.of(id.value())));
    }

    @Test
    void givesEachResourceItsOwnId() {
        assertThat(type().create(COLOUR, call())).isNotEqualTo(type().create(COLOUR, call()));
    }

    private static ResourceType type() {
        var factory = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(f -> f.name().equals("core") && f.local())
                .findFirst()
                .orElseThrow();
        var provider = factory.open(new ProviderFactory.Configuration(
                "core", Value.Map.EMPTY, Map.of(), Path.of("."), SpecFiles.in(Path.of(".")), 1));
        return SchemaFiles.bundled()
                .type(new TypeName("core.value"))
                .flatMap(provider::type)
                .orElseThrow()
                .resource();
    }

    private Call call() {
        return new Call() {
            @Override
            public Address address() {
                return Address.resource("colour");
            }

            @Override
            public Duration timeLeft() {
                return Duration.ofMinutes(5);
            }

            @Override
            public void identified(Identity identity) {
                identified.add(identity);
            }

            @Override
            public void progress(String message) {}

            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public String ownershipTag() {
                return "";
            }
        };
    }
}
