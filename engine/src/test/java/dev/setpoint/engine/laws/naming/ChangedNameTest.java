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
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replacements choose a new name; a spec may go from a prefix to the name and back. */
final class ChangedNameTest {

    private static final String FIRST = "lifecycle: {createBeforeDestroy: true}, ";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    private static String zoned(String options, String zone) {
        return "a: {type: test.named, " + options + "properties: {namePrefix: app-, zone: " + zone + "}}";
    }

    private static String user(String name) {
        return "u: {type: test.thing, properties: {name: u, uses: [\"" + name + "\"]}}";
    }

    private Change only(String spec) {
        return world.changes(spec).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", FIRST})
    void aReplacementChoosesANewName(String options) {
        world.succeed(spec(zoned(options, "x"), user("${a.name}")));
        var old = name(world, "a");
        var spec = spec(zoned(options, "y"), user("${a.name}"));
        var replace = only(spec);
        assertThat(replace.effect()).isInstanceOf(Change.Replace.class);
        assertThat(replace.properties())
                .anySatisfy(change -> assertThat(change.after()).contains(new Value.Unknown("app-${suffix}")));

        if (options.isEmpty()) {
            // The user of the old object goes first.
            world.succeed(spec(zoned(options, "x")));
            spec = spec(zoned(options, "y"));
        }
        world.succeed(spec);
        requireChosen(name(world, "a"), "app-");
        assertThat(name(world, "a")).isNotEqualTo(old);
        assertThat(names(world)).doesNotContain(old).contains(name(world, "a"));
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void theNewObjectIsCreatedBeforeTheOldOneIsDeleted() {
        world.succeed(spec(zoned(FIRST, "x"), user("${a.name}")));
        world.succeed(spec(zoned(FIRST, "y"), user("${a.name}")));

        assertThat(world.cloud.changes()).containsExactly("create a", "update u", "delete a");
        assertThat(users(world, name(world, "a"))).containsExactly("u");
    }

    @Test
    void aRequestedReplacementChoosesANewName() {
        var spec = spec(zoned(FIRST, "x"));
        world.succeed(spec);
        var old = name(world, "a");
        world.run(spec, PlanOptions.APPLY.replacing(List.of(Address.resource("a"))));

        assertThat(names(world)).hasSize(1).doesNotContain(old);
        assertThat(world.changes(spec)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-", "ap", "app-x", "app-long-"})
    void anotherPrefixReplacesTheObject(String prefix) {
        world.succeed(spec(named("a", "app-")));
        var old = name(world, "a");
        var spec = spec(named("a", prefix));
        assertThat(only(spec)).isInstanceOf(Change.Replace.class);
        assertThat(((Change.Replace) only(spec)).isConditional()).isFalse();
        world.succeed(spec);

        requireChosen(name(world, "a"), prefix);
        assertThat(names(world)).hasSize(1).doesNotContain(old);
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void thePresentNameInThePlaceOfThePrefixChangesNothing() {
        world.succeed(spec(named("a", "app-")));
        var name = name(world, "a");
        var spec = spec("a: {type: test.named, properties: {name: " + name + "}}");
        assertThat(world.changes(spec)).isEmpty();
        world.succeed(spec);

        assertThat(names(world)).containsExactly(name);
        assertThat(world.changes(spec(named("a", "app-")))).isEmpty();
    }

    @Test
    void anotherNameInThePlaceOfThePrefixReplacesTheObject() {
        world.succeed(spec(named("a", "app-")));
        var spec = spec("a: {type: test.named, properties: {name: app-main}}");
        assertThat(only(spec)).isInstanceOf(Change.Replace.class);
        world.succeed(spec);

        assertThat(names(world)).containsExactly("app-main");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void aPrefixInThePlaceOfANameThatBeginsWithItChangesNothing() {
        world.succeed(spec("a: {type: test.named, properties: {name: app-main}}"));
        var spec = spec(named("a", "app-"));
        assertThat(world.changes(spec)).isEmpty();
        world.succeed(spec);

        assertThat(names(world)).containsExactly("app-main");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void aPrefixInThePlaceOfANameThatBeginsOtherwiseReplacesTheObject() {
        world.succeed(spec("a: {type: test.named, properties: {name: web-main}}"));
        assertThat(only(spec(named("a", "app-")))).isInstanceOf(Change.Replace.class);
        world.succeed(spec(named("a", "app-")));

        requireChosen(name(world, "a"), "app-");
        assertThat(names(world)).hasSize(1);
    }

    @Test
    void aPrefixThatIsKnownDuringApplyReplacesOnlyIfItDiffers() {
        var other = "k: {type: test.thing, properties: {name: k, size: %d}}";
        var block = "a: {type: test.named, properties: {namePrefix: \"n${k.revision}-\"}}";
        var same = "a: {type: test.named, properties: {namePrefix: \"n${k.revision > 0}-\"}}";
        world.succeed(spec(other.formatted(1), same));
        var name = name(world, "a");
        world.succeed(spec(other.formatted(2), same));
        assertThat(names(world)).contains(name);

        world.succeed(spec(other.formatted(3), block));
        requireChosen(name(world, "a"), "n3-");
        world.succeed(spec(other.formatted(4), block));
        requireChosen(name(world, "a"), "n4-");
        assertThat(names(world)).hasSize(2);
        assertThat(world.changes(spec(other.formatted(4), block))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"namePrefix", "name", "'*'"})
    void anIgnoredPrefixKeepsTheName(String ignored) {
        world.succeed(spec(named("a", "app-")));
        var spec = spec(
                "a: {type: test.named, lifecycle: {ignoreChanges: [" + ignored + "]}, properties: {namePrefix: web-}}");

        assertThat(world.changes(spec)).isEmpty();
        world.succeed(spec);
        assertThat(world.changes(spec)).isEmpty();
        requireChosen(name(world, "a"), "app-");
    }

    @Test
    void anImportedObjectKeepsANameThatBeginsWithThePrefix() {
        world.succeed(spec("a: {type: test.named, lifecycle: {onDelete: retain}, properties: {name: app-main}}"));
        world.succeed(spec());
        var spec = spec("b: {type: test.named, import: app-main, properties: {namePrefix: app-}}");
        world.succeed(spec);

        assertThat(names(world)).containsExactly("app-main");
        assertThat(name(world, "b")).isEqualTo("app-main");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void anObjectWhoseNameBeginsOtherwiseIsNotImported() {
        world.succeed(spec("a: {type: test.named, lifecycle: {onDelete: retain}, properties: {name: web-main}}"));
        world.succeed(spec());
        var problems = world.problems(spec("b: {type: test.named, import: web-main, properties: {namePrefix: app-}}"));

        assertThat(problems).extracting(Diagnostic::code).containsExactly("SP0535");
        assertThat(problems.getFirst().message())
                .isEqualTo("`b` cannot be imported: the name of the object, `web-main`, does not begin with its"
                        + " `namePrefix`.");
        assertThat(problems.getFirst().hint()).contains("Write `name: \"web-main\"` in the place of `namePrefix`.");
    }

    @Test
    void aRollBackDeletesTheNewObject() {
        world.succeed(spec(zoned(FIRST, "x"), user("${a.name}")));
        var old = name(world, "a");
        world.cloud.fail("update u", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
        var outcome = world.applyOrRollBack(spec(zoned(FIRST, "y"), user("${a.name}")))
                .outcome();
        world.cloud.heal();

        assertThat(outcome.succeeded()).isFalse();
        assertThat(names(world)).containsExactly(old, "u");
        assertThat(name(world, "a")).isEqualTo(old);
        assertThat(world.changes(spec(zoned(FIRST, "x"), user("${a.name}")))).isEmpty();
    }

    @Test
    void aRolledBackUpdateKeepsTheName() {
        var broken = "z: {type: test.thing, properties: {name: z, uses: [nobody, \"${a.name}\"]}}";
        world.succeed(spec("a: {type: test.named, properties: {namePrefix: app-, size: 1}}"));
        var name = name(world, "a");
        world.applyOrRollBack(spec("a: {type: test.named, properties: {namePrefix: app-, size: 2}}", broken));

        assertThat(names(world)).containsExactly(name);
        assertThat(world.changes(spec("a: {type: test.named, properties: {namePrefix: app-, size: 1}}")))
                .isEmpty();
    }

    @Test
    void aSpecThatReturnsToThePrefixOfALeftOverObjectTakesItBack() {
        var first = spec("a: {type: test.named, " + FIRST + "properties: {namePrefix: app-}}");
        world.succeed(first);
        var old = name(world, "a");
        world.cloud.fail("delete a", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
        world.apply(spec("a: {type: test.named, " + FIRST + "properties: {namePrefix: web-}}"));
        world.cloud.heal();
        assertThat(names(world)).hasSize(2);

        assertThat(only(first)).isInstanceOf(Change.Restore.class);
        world.succeed(first);
        assertThat(names(world)).containsExactly(old);
        assertThat(world.changes(first)).isEmpty();
    }
}
