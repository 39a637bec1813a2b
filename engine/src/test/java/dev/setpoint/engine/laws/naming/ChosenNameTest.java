package dev.setpoint.engine.laws.naming;

import static dev.setpoint.engine.laws.naming.Named.name;
import static dev.setpoint.engine.laws.naming.Named.named;
import static dev.setpoint.engine.laws.naming.Named.names;
import static dev.setpoint.engine.laws.naming.Named.requireChosen;
import static dev.setpoint.engine.laws.naming.Named.spec;
import static dev.setpoint.engine.laws.naming.Named.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name is chosen once, when the object is created, and kept for as long as the object lives. */
final class ChosenNameTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    private static Optional<Value> after(Change change, String property) {
        return change.properties().stream()
                .filter(changed -> changed.path().toString().equals(property))
                .findFirst()
                .flatMap(PropertyChange::after);
    }

    @Test
    void aNewObjectGetsANameThatBeginsWithThePrefix() {
        world.succeed(spec(named("a", "app-")));

        requireChosen(name(world, "a"), "app-");
        assertThat(names(world)).containsExactly(name(world, "a"));
    }

    @Test
    void theCloudNeverSeesThePrefix() {
        world.succeed(spec(named("a", "app-")));

        assertThat(world.cloud
                        .thing(name(world, "a"))
                        .orElseThrow()
                        .properties()
                        .has("namePrefix"))
                .isFalse();
    }

    @Test
    void aPlanAfterwardsIsEmptyAndAnApplyChangesNothing() {
        var spec = spec(named("a", "app-"));
        world.succeed(spec);
        var name = name(world, "a");

        assertThat(world.changes(spec)).isEmpty();
        world.succeed(spec);
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(name(world, "a")).isEqualTo(name);
    }

    @Test
    void anUpdateKeepsTheName() {
        world.succeed(spec(named("a", "app-")));
        var name = name(world, "a");
        world.succeed(spec("a: {type: test.named, properties: {namePrefix: app-, size: 3}}"));

        assertThat(names(world)).containsExactly(name);
        assertThat(name(world, "a")).isEqualTo(name);
    }

    @Test
    void aPlanShowsThePrefixAndWhatFollowsFromTheNameIsNotKnown() {
        var plan = world.plan(
                spec(named("a", "app-"), "b: {type: test.thing, properties: {name: b, uses: [\"${a.name}\"]}}")
                        + "outputs: {it: {value: \"${a.name}\"}}\n");

        assertThat(after(plan.changes().getFirst(), "name")).contains(new Value.Unknown("app-${suffix}"));
        assertThat(after(plan.changes().getFirst(), "namePrefix")).contains(Value.of("app-"));
        assertThat(after(plan.changes().getLast(), "uses")).contains(Value.of(List.of(new Value.Unknown("a.name"))));
        assertThat(plan.outputs())
                .hasEntrySatisfying("it", it -> assertThat(it.after()).contains(new Value.Unknown("a.name")));
    }

    @Test
    void whatRefersToTheNameGetsIt() {
        var spec = spec(named("a", "app-"), "b: {type: test.thing, properties: {name: b, uses: [\"${a.name}\"]}}")
                + "outputs: {it: {value: \"${a.name}\"}}\n";
        world.succeed(spec);

        assertThat(world.state().outputs().string("it")).contains(name(world, "a"));
        assertThat(users(world, name(world, "a"))).containsExactly("b");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void twoBlocksWithTheSamePrefixHaveTwoObjects() {
        var spec = spec(named("a", "app-"), named("b", "app-"));
        world.succeed(spec);

        assertThat(names(world)).hasSize(2).containsExactlyInAnyOrder(name(world, "a"), name(world, "b"));
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void everyInstanceOfABlockHasItsOwnName() {
        var spec = spec("a: {type: test.named, forEach: [x, y], properties: {namePrefix: \"app-\"}}");
        world.succeed(spec);

        assertThat(names(world)).hasSize(2).allSatisfy(name -> requireChosen(name, "app-"));
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void aNameMayHaveAnEnding() {
        world.succeed(spec("a: {type: test.named, properties: {namePrefix: app-, numbered: true}}"));
        var name = name(world, "a");

        assertThat(name).endsWith(".n");
        requireChosen(name.substring(0, name.length() - 2), "app-");
    }

    @Test
    void anObjectThatIsGoneIsCreatedWithAnotherName() {
        var spec = spec(named("a", "app-"));
        world.succeed(spec);
        var gone = name(world, "a");
        world.cloud.vanish(gone);
        world.succeed(spec);

        assertThat(name(world, "a")).isNotEqualTo(gone);
        assertThat(names(world)).containsExactly(name(world, "a"));
    }

    @Test
    void aMovedBlockKeepsItsObject() {
        world.succeed(spec(named("a", "app-")));
        var name = name(world, "a");
        var moved = spec("b: {type: test.named, moved: [a], properties: {namePrefix: app-}}");
        world.succeed(moved);

        assertThat(names(world)).containsExactly(name);
        assertThat(name(world, "b")).isEqualTo(name);
        assertThat(world.changes(moved)).isEmpty();
    }

    @Test
    void aBlockThatMovesIntoInstancesIsFoundByItsPrefix() {
        world.succeed(spec(named("a", "app-x-")));
        var name = name(world, "a");
        var moved =
                "b: {type: test.named, forEach: [x, y], moved: [a], properties: {namePrefix: \"app-${each.key}-\"}}";
        world.succeed(spec(moved));

        assertThat(names(world)).hasSize(2).contains(name);
        assertThat(world.state()
                        .resource(Address.resource("b").instance("x"))
                        .orElseThrow()
                        .identity()
                        .value())
                .isEqualTo(name);
    }

    @Test
    void aBlockThatWasRenamedIsAskedForMoved() {
        world.succeed(spec(named("a", "app-")));
        var problems = world.problems(spec(named("b", "app-")));

        assertThat(problems).extracting(Diagnostic::code).containsExactly("SP0585");
        assertThat(problems.getFirst().hint().orElseThrow()).contains("`moved: [a]`");
    }

    @Test
    void aPrefixThatIsSecretIsRefused() {
        var spec = """
                setpoint: v1
                stack: shop
                providers: {test: {}}
                inputs: {p: {type: string, default: app-, sensitive: true}}
                resources: {a: {type: test.named, properties: {namePrefix: "${inputs.p}"}}}
                """;

        assertThat(world.planned(spec, PlanOptions.APPLY).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0209");
    }

    @Test
    void aDestroyDeletesTheObject() {
        var spec = spec(named("a", "app-"));
        world.succeed(spec);
        world.destroy(spec);

        assertThat(names(world)).isEmpty();
        assertThat(world.state().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-", "application-with-a-long-name-"})
    void thePrefixMayBeComputed(String prefix) {
        world.succeed(spec(
                "a: {type: test.thing, properties: {name: " + prefix + "}}",
                "b: {type: test.named, properties: {namePrefix: \"${a.arn}-\"}}"));

        requireChosen(name(world, "b"), "arn:" + prefix + "-");
    }
}
