package dev.setpoint.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GeneratedNameTest {

    private static final GeneratedName NAME = new GeneratedName(
            "name", "namePrefix", Optional.of(new GeneratedName.Ending("fifo", Value.of(true), ".fifo")));

    private static final Value.Map PREFIXED = Value.Map.EMPTY.with("namePrefix", Value.of("app-"));

    @Test
    void aSchemaSaysWhichPropertyIsChosenAndHow() {
        var type = SchemaReader.read("""
            {
              "title": "test.queue",
              "properties": {
                "name": {
                  "type": "string",
                  "x-createOnly": true,
                  "x-generated": {"prefix": "namePrefix", "ending": {"when": "fifo", "is": true, "text": ".fifo"}}
                },
                "namePrefix": {"type": "string", "writeOnly": true},
                "fifo": {"type": "boolean"}
              }
            }
            """);

        assertThat(type.generatedName()).contains(NAME);
        assertThat(type.naming()).containsExactly("name");
        assertThat(type.properties().attribute("namePrefix").orElseThrow().prefixOf())
                .contains("name");
        assertThat(type.properties().attribute("name").orElseThrow().prefixOf()).isEmpty();
    }

    @Test
    void everySeedGivesANameOfTheSameLengthAndEachAnotherOne() {
        var names = new HashSet<String>();
        for (var seed = 0; seed < 5000; seed++) {
            var name = NAME.chosen(PREFIXED, "seed " + seed).value();
            assertThat(name).matches("app-[a-z0-9]{16}");
            names.add(name);
        }
        assertThat(names).hasSize(5000);
    }

    @Test
    void theSameSeedGivesTheSameName() {
        assertThat(NAME.chosen(PREFIXED, "lineage/run/a")).isEqualTo(NAME.chosen(PREFIXED, "lineage/run/a"));
    }

    @Test
    void theEndingDependsOnAnotherProperty() {
        assertThat(NAME.around(PREFIXED.with("fifo", Value.of(true)), "x")).isEqualTo(Value.of("app-x.fifo"));
        assertThat(NAME.around(PREFIXED.with("fifo", Value.of(false)), "x")).isEqualTo(Value.of("app-x"));
        assertThat(NAME.around(PREFIXED, "x")).isEqualTo(Value.of("app-x"));
    }

    @Test
    void aNameIsChosenOnlyWhereTheSpecHasNone() {
        var address = Address.resource("queue");
        assertThat(NAME.open(PREFIXED, address).get("name")).contains(new Value.Unknown("queue.name"));
        assertThat(NAME.open(PREFIXED.with("name", Value.Null.VALUE), address).get("name"))
                .contains(new Value.Unknown("queue.name"));
        var named = PREFIXED.with("name", Value.of("mine"));
        assertThat(NAME.open(named, address)).isEqualTo(named);
        assertThat(NAME.open(Value.Map.EMPTY, address)).isEqualTo(Value.Map.EMPTY);
    }

    @Test
    void aPlanShowsWhatIsKnownOfTheName() {
        assertThat(NAME.shown(PREFIXED.with("fifo", Value.of(true))))
                .isEqualTo(new Value.Unknown("app-${suffix}.fifo"));
        assertThat(NAME.shown(Value.Map.EMPTY.with("namePrefix", new Value.Unknown("key.keyId"))))
                .isEqualTo(new Value.Unknown("${key.keyId}${suffix}"));
    }
}
