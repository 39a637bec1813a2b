package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules in whole runs: what is inside them is planned, applied, selected and deleted as what stands beside them. */
class ModulesTest {

    private static final String MODULE = """
        setpoint: v1
        module: pair
        inputs:
          name: {type: string}
          comment: {type: string, default: null}
          secret: {type: string, default: hush, sensitive: true}
        locals:
          full: "${inputs.name}-x"
        resources:
          first: {type: test.thing, properties: {name: "${locals.full}", size: 1}}
          second: {type: test.thing, properties: {name: "${first.name}-2", size: 2, comment: "${inputs.comment}"}}
        outputs:
          arn: ${second.arn}
          name: ${first.name}
        """;

    private static final String HEAD = "setpoint: v1\nstack: test\n";

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void module() throws IOException {
        Files.writeString(folder.resolve("pair.yaml"), MODULE);
        world = new World(folder);
    }

    private static String stack(String calls, String more) {
        return HEAD + "modules:\n" + calls.indent(2) + more;
    }

    @Test
    void blocksInsideAreAppliedInTheirOrderAndAreThenUnchanged() {
        var spec = stack(
                "a: {source: ./pair.yaml, inputs: {name: one}}",
                "resources: {last: {type: test.thing, properties: {name: last, size: 3, comment: \"${a.arn}\"}}}\n");
        assertThat(world.apply(spec).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("create a.first", "create a.second", "create last");
        assertThat(world.changes(spec)).isEmpty();
        assertThat(world.state().resources().keySet())
                .extracting(Address::text)
                .containsExactlyInAnyOrder("a.first", "a.second", "last");
    }

    @Test
    void eachKeyMakesAModuleOfItsOwn() {
        var spec = stack("a: {source: ./pair.yaml, forEach: [u, v], inputs: {name: \"${each.key}\"}}", "");
        assertThat(world.apply(spec).outcome().problems()).isEmpty();
        assertThat(world.state().resources().keySet())
                .extracting(Address::text)
                .containsExactlyInAnyOrder("a[\"u\"].first", "a[\"u\"].second", "a[\"v\"].first", "a[\"v\"].second");
        var fewer = spec.replace("[u, v]", "[v]");
        assertThat(world.changes(fewer))
                .allMatch(change -> change instanceof Change.Delete)
                .extracting(change -> change.address().text())
                .containsExactlyInAnyOrder("a[\"u\"].first", "a[\"u\"].second");
    }

    @Test
    void aModuleIsATargetWithAllThatIsInIt() {
        var spec = stack(
                "a: {source: ./pair.yaml, inputs: {name: one}}\nb: {source: ./pair.yaml, inputs: {name: two}}", "");
        var run = world.run(spec, PlanOptions.APPLY.targeting(Set.of(Address.resource("b"))));
        assertThat(run.outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("create b.first", "create b.second");
    }

    @Test
    void aCallThatWaitsIsAppliedAfterwards() {
        var spec = stack(
                "a: {source: ./pair.yaml, inputs: {name: one}, dependsOn: [b, last]}\n"
                        + "b: {source: ./pair.yaml, inputs: {name: two}}",
                "resources: {last: {type: test.thing, dependsOn: [b], properties: {name: last, size: 3}}}\n");
        assertThat(world.apply(spec).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes())
                .containsExactly(
                        "create b.first", "create b.second", "create last", "create a.first", "create a.second");
    }

    @Test
    void modulesMayReadEachOtherAsLongAsTheirResourcesMakeNoCircle() {
        var spec = stack(
                "a: {source: ./pair.yaml, inputs: {name: one, comment: \"${b.name}\"}}\n"
                        + "b: {source: ./pair.yaml, inputs: {name: two, comment: \"${a.name}\"}}",
                "");
        assertThat(world.apply(spec).outcome().problems()).isEmpty();
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void aResourceThatMovesIntoAModuleKeepsItsObject() {
        var before = HEAD + "resources: {old: {type: test.thing, properties: {name: one-x, size: 1}}}\n";
        assertThat(world.apply(before).outcome().problems()).isEmpty();
        var inside = stack("a: {source: ./pair.yaml, inputs: {name: one}, moved: [{from: old, to: first}]}", "");
        assertThat(world.apply(inside).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).containsExactly("create a.second");
        assertThat(world.changes(inside)).isEmpty();
    }

    @Test
    void aCallThatIsRenamedKeepsItsObjects() {
        var before = stack("a: {source: ./pair.yaml, inputs: {name: one}}", "");
        assertThat(world.apply(before).outcome().problems()).isEmpty();
        var renamed = stack("b: {source: ./pair.yaml, inputs: {name: one}, moved: [a]}", "");
        assertThat(world.apply(renamed).outcome().problems()).isEmpty();
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.state().resources().keySet())
                .extracting(Address::text)
                .containsExactlyInAnyOrder("b.first", "b.second");
    }

    @Test
    void defaultsOfMembersHoldInsideTheDefaultOfAnInputToo() throws IOException {
        Files.writeString(folder.resolve("limits.yaml"), """
            setpoint: v1
            module: limits
            inputs:
              name: {type: string}
              limits:
                type: object
                default: {}
                properties:
                  days: {type: integer, default: 7}
                  deep: {type: object, default: {}, properties: {more: {type: integer, default: 3}}}
            resources:
              thing: {type: test.thing, properties: {name: "${inputs.name}", size: "${inputs.limits.days + inputs.limits.deep.more}"}}
            """);
        var spec = stack("""
                a: {source: ./limits.yaml, inputs: {name: one}}
                b: {source: ./limits.yaml, inputs: {name: two, limits: null}}
                c: {source: ./limits.yaml, inputs: {name: three, limits: {days: 1}}}
                d: {source: ./limits.yaml, inputs: {name: four, limits: {deep: {more: 1}}}}
                """, "");
        assertThat(world.apply(spec).outcome().problems()).isEmpty();
        assertThat(world.cloud.things().values())
                .extracting(thing -> thing.properties().get("size").orElseThrow())
                .containsExactlyInAnyOrder(Value.of(10), Value.of(10), Value.of(4), Value.of(8));
    }

    @Test
    void withoutARepositoryAModuleBesideTheStackIsReadAndNothingElse() throws IOException {
        var stack = Files.createDirectory(folder.resolve("stack"));
        Files.writeString(folder.resolve("secret.yaml"), "password: hush\nmodule: none\n");
        var beside = new World(stack);
        var spec = stack("a: {source: ../pair.yaml, inputs: {name: one}}", "");
        assertThat(beside.apply(spec).outcome().problems()).isEmpty();
        assertThat(beside.problems(spec.replace("pair", "secret")))
                .extracting(Diagnostic::code)
                .containsExactly("SP0244");
        Files.createDirectory(stack.resolve(".git"));
        assertThat(beside.problems(spec)).extracting(Diagnostic::code).containsExactly("SP0244");
    }
}
