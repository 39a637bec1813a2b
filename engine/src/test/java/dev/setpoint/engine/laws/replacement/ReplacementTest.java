package dev.setpoint.engine.laws.replacement;

import static dev.setpoint.engine.laws.replacement.HalfReplacement.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.World;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacements: their triggers, and their order with {@code createBeforeDestroy}. */
final class ReplacementTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void replaceOnChangeReplacesWhenTheOtherChanges() {
        applied(
                "a: {type: test.thing, properties: {name: a, size: 1}}",
                "k: {type: test.key, lifecycle: {replaceOnChange: [a.size]}, properties: {size: 1}}");
        applied(
                "a: {type: test.thing, properties: {name: a, size: 2}}",
                "k: {type: test.key, lifecycle: {replaceOnChange: [a.size]}, properties: {size: 1}}");
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("update a", "delete k", "create k");
    }

    @Test
    void replaceOnChangeReplacesForAnOutputThatAnUpdateMayChange() {
        var key = "k: {type: test.key, lifecycle: {replaceOnChange: [a.revision]}, properties: {size: 1}}";
        applied("a: {type: test.thing, properties: {name: a, size: 1}}", key);
        applied("a: {type: test.thing, properties: {name: a, size: 2}}", key);
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("update a", "delete k", "create k");
        assertThat(world.changes(spec("a: {type: test.thing, properties: {name: a, size: 2}}", key)))
                .isEmpty();
    }

    @Test
    void replaceOnChangeLooksAtTheOtherAlone() {
        var first = "a: {type: test.thing, properties: {name: a, size: 1}}";
        var named = "b: {type: test.thing, lifecycle: {replaceOnChange: [a.size]}, properties: {name: b, size: %s}}";
        applied(first, named.formatted(1));
        applied(first, named.formatted(2));
        assertThat(world.cloud.changes()).containsExactly("update b");
    }

    @Test
    void aReplacementThatIsDueIsMadeByTheNextRun() {
        var key = "k: {type: test.key, lifecycle: {createBeforeDestroy: true, replaceOnChange: [a.size]}}";
        applied("a: {type: test.thing, properties: {name: a, size: 1}}", key);
        var spec = spec("a: {type: test.thing, properties: {name: a, size: 2}}", key);
        world.cloud.fail("create k", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck today."));
        assertThat(world.apply(spec).outcome().succeeded()).isFalse();
        assertThat(world.cloud.changes()).containsExactly("update a", "create k");

        world.cloud.heal();
        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("create k", "delete k");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void createBeforeDestroySwitchesDependentsBeforeTheOldOneGoes() {
        applied(
                "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: x}}",
                "b: {type: test.thing, properties: {name: b, comment: \"${k.arn}\"}}");
        applied(
                "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: y}}",
                "b: {type: test.thing, properties: {name: b, comment: \"${k.arn}\"}}");
        assertThat(world.cloud.changes()).containsExactly("create k", "update b", "delete k");
    }

    @Test
    void whatIsMadeFirstHasWhatItDependsOnMadeFirst() {
        applied(
                "a: {type: test.thing, properties: {name: a, zone: x, colour: green}}",
                "p: {type: test.part, lifecycle: {createBeforeDestroy: true}, properties: {name: p, of:"
                        + " \"${a.name}\"}}");
        applied(
                "a: {type: test.thing, properties: {name: b, zone: x, colour: green}}",
                "p: {type: test.part, lifecycle: {createBeforeDestroy: true}, properties: {name: q, of:"
                        + " \"${a.name}\"}}");
        assertThat(world.cloud.changes()).containsExactly("create a", "create p", "delete p", "delete a");
    }

    @Test
    void twoOfOneNameCannotBeThereAtOnce() {
        applied("a: {type: test.thing, properties: {name: a, zone: x, colour: green}}");
        var spec = spec(
                "a: {type: test.thing, properties: {name: a, zone: y, colour: green}}",
                "p: {type: test.part, lifecycle: {createBeforeDestroy: true}, properties: {name: p, of:"
                        + " \"${a.name}\"}}");
        assertThat(world.plan(spec).forbidden()).extracting(Diagnostic::code).containsExactly("SP0527");
    }

    @Test
    void aPartGoesWithWhatItIsAPartOf() {
        applied(
                "a: {type: test.thing, properties: {name: a, zone: x, colour: green}}",
                "p: {type: test.part, properties: {name: p, of: \"${a.name}\"}}");
        applied(
                "a: {type: test.thing, properties: {name: a, zone: y, colour: green}}",
                "p: {type: test.part, properties: {name: p, of: \"${a.name}\"}}");
        assertThat(world.cloud.changes()).containsExactly("delete p", "delete a", "create a", "create p");
    }

    @Test
    void whatAReplacementCouldNotDeleteIsDeletedByTheNextRun() {
        var first = "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: x}}";
        var second = "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: y}}";
        applied(first);
        world.cloud.fail("delete k", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
        assertThat(world.apply(spec(second)).outcome().succeeded()).isFalse();
        assertThat(world.cloud.things()).hasSize(2);
        world.cloud.heal();
        applied(second);
        assertThat(world.cloud.changes()).containsExactly("delete k");
        assertThat(world.cloud.things()).hasSize(1);
    }

    private void applied(String... blocks) {
        world.succeed(spec(blocks));
    }
}
