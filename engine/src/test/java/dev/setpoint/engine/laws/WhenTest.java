package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks with {@code when} in whole runs: they are made, left out and deleted as the condition says. */
class WhenTest {

    private static final String HEAD = "setpoint: v1\nstack: test\n";

    private static final String READER =
            "  reader: {type: test.thing, properties: {name: reader, size: 1, comment: \"${part.?arn}\"}}\n";

    private static final String LOOKED_UP = "data: {looked: {type: test.lookup, properties: {name: found}}}\n";

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void start() throws IOException {
        world = new World(folder);
        world.cloud.put(
                "found", new MemoryCloud.Thing(MemoryProvider.THING, Value.Map.EMPTY.with("name", Value.of("found"))));
        Files.writeString(folder.resolve("pair.yaml"), """
            setpoint: v1
            module: pair
            inputs: {name: {type: string}}
            resources:
              first: {type: test.thing, properties: {name: "${inputs.name}"}}
              second: {type: test.thing, properties: {name: "${first.name}-2"}}
            outputs: {arn: "${second.arn}"}
            """);
    }

    private static String part(String when, String more) {
        return HEAD + LOOKED_UP + "resources:\n  part: {type: test.thing, when: " + when + ", properties: {name: part}"
                + more + "}\n" + READER;
    }

    private static final String ON = "\"${data.looked.name == 'found'}\"";
    private static final String OFF = "\"${data.looked.name != 'found'}\"";

    @ParameterizedTest
    @ValueSource(strings = {"false", OFF})
    void aBlockThatIsOffIsNotMade(String off) {
        assertThat(world.apply(part(off, "")).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("create reader");
        assertThat(world.changes(part(off, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", ON})
    void aBlockThatIsOnIsMadeBeforeThoseThatReadIt(String on) {
        assertThat(world.apply(part(on, "")).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("create part", "create reader");
        assertThat(world.changes(part(on, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", OFF})
    void switchingABlockOffDeletesItsObjectAfterThoseThatReadItHaveChanged(String off) {
        world.apply(part("true", ""));
        var changes = world.changes(part(off, ""));
        assertThat(changes)
                .hasSize(2)
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                Change.Delete.class,
                                delete -> assertThat(delete.reason()).isEqualTo(Change.DeleteReason.OFF)));
        assertThat(world.apply(part(off, "")).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("update reader", "delete part");
        assertThat(world.changes(part(off, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", OFF})
    void aProtectedBlockCannotBeSwitchedOff(String off) {
        var protection = ", lifecycle: {preventDestroy: true}";
        world.apply(part("true", protection));
        assertThat(world.run(part(off, protection), PlanOptions.APPLY).outcome().problems())
                .anySatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo("SP0522");
                    assertThat(problem.message()).contains("`when` is false");
                });
        assertThat(world.cloud.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", OFF})
    void aBlockThatIsRetainedIsOnlyForgotten(String off) {
        var retained = ", lifecycle: {onDelete: retain}";
        world.apply(part("true", retained));
        assertThat(world.apply(part(off, retained)).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("update reader");
        assertThat(world.state().resources().keySet()).extracting(Address::text).containsExactly("reader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", ON, OFF})
    void aStackWithConditionsIsDestroyedAsAWhole(String when) {
        world.apply(part(when, ""));
        assertThat(world.run(part(when, ""), PlanOptions.DESTROY).outcome().problems())
                .isEmpty();
        assertThat(world.state().resources()).isEmpty();
    }

    @Test
    void aBlockWithForEachIsAnEmptyMapWhenItIsOff() {
        var spec = HEAD + LOOKED_UP + """
            resources:
              parts: {type: test.thing, when: WHEN, forEach: [a, b], properties: {name: "${each.key}"}}
              reader: {type: test.thing, properties: {name: reader, size: "${size(parts)}", comment: "${parts.map(k, k).join(',')}"}}
            """;
        for (var when : new String[] {"true", ON}) {
            assertThat(world.apply(spec.replace("WHEN", when)).outcome().problems())
                    .isEmpty();
            assertThat(world.state().resources()).hasSize(3);
            for (var off : new String[] {"false", OFF}) {
                assertThat(world.apply(spec.replace("WHEN", off)).outcome().problems())
                        .isEmpty();
                assertThat(world.state().resources().keySet())
                        .extracting(Address::text)
                        .containsExactly("reader");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", OFF})
    void aModuleThatIsOffLosesAllThatIsInIt(String off) {
        var spec = HEAD + LOOKED_UP + """
            modules:
              pair: {source: ./pair.yaml, when: WHEN, inputs: {name: one}}
              many: {source: ./pair.yaml, when: WHEN, forEach: [u], inputs: {name: "${each.key}"}}
            resources:
              reader: {type: test.thing, properties: {name: reader, size: "${size(many)}", comment: "${pair.?arn}"}}
            """;
        assertThat(world.apply(spec.replace("WHEN", ON)).outcome().problems()).isEmpty();
        assertThat(world.state().resources()).hasSize(5);
        assertThat(world.changes(spec.replace("WHEN", "true"))).isEmpty();
        assertThat(world.apply(spec.replace("WHEN", off)).outcome().problems()).isEmpty();
        assertThat(world.state().resources().keySet()).extracting(Address::text).containsExactly("reader");
        assertThat(world.changes(spec.replace("WHEN", off))).isEmpty();
    }

    @Test
    void twoBlocksMayManageOneObjectIfOnlyOneOfThemExists() {
        var spec = HEAD + LOOKED_UP + """
            resources:
              one: {type: test.thing, when: ON, properties: {name: same}}
              other: {type: test.thing, when: OFF, properties: {name: same}, moved: [elsewhere]}
            """;
        assertThat(world.apply(spec.replace("ON", ON).replace("OFF", OFF))
                        .outcome()
                        .problems())
                .isEmpty();
        assertThat(world.state().resources().keySet()).extracting(Address::text).containsExactly("one");
    }

    @Test
    void aConditionThatIsKnownOnlyAfterApplyStopsThePlan() {
        var spec = HEAD + """
            data: {looked: {type: test.lookup, properties: {name: "${made.name}"}}}
            resources:
              made: {type: test.thing, properties: {name: new}}
              part: {type: test.thing, when: "${data.looked.name == 'new'}", properties: {name: part}}
            """;
        assertThat(world.planned(spec, PlanOptions.APPLY).diagnostics())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("SP0260");
                    assertThat(problem.message()).contains("`part`", "`data.looked.name`");
                });
        assertThat(world.cloud.changes()).isEmpty();
        world.run(spec, PlanOptions.APPLY.targeting(Set.of(Address.resource("made"))));
        assertThat(world.apply(spec).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("create part");
    }

    @Test
    void anObjectThatMovedToABlockThatIsOffIsDeletedBecauseOfIt() {
        var before = HEAD + "resources: {old: {type: test.thing, properties: {name: part}}}\n";
        world.apply(before);
        var moved =
                HEAD + "resources: {part: {type: test.thing, when: false, moved: [old], properties: {name: part}}}\n";
        assertThat(world.changes(moved))
                .singleElement()
                .satisfies(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                Change.Delete.class,
                                delete -> assertThat(delete.reason()).isEqualTo(Change.DeleteReason.OFF)));
        assertThat(world.apply(moved).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("delete old");
        assertThat(world.state().resources()).isEmpty();
    }
}
