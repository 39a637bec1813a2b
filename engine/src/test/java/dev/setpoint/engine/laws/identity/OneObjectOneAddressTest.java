package dev.setpoint.engine.laws.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One object has one address: none takes an object from another, and what another holds is never deleted. */
final class OneObjectOneAddressTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}, test.alike: {}}\n";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    // ---- two blocks of one object

    @Test
    void twoProvidersOfOnePlaceAreOne() {
        assertThat(forbidden(
                        "x: {type: test.thing, properties: {name: a}}",
                        "y: {type: test.thing, provider: test.alike, properties: {name: \"${inputs.name}\"}}"))
                .containsExactly("SP0521");
    }

    @Test
    void aNameKnownWhenPlanningIsComparedWithTheOthers() {
        applied("k: {type: test.thing, properties: {name: k, comment: same}}");
        var spec = spec(
                "k: {type: test.thing, properties: {name: k, comment: same}}",
                "x: {type: test.thing, properties: {name: same}}",
                "y: {type: test.thing, properties: {name: \"${k.arn == 'arn:k' ? 'same' : 'other'}\"}}");
        assertThat(world.plan(spec).forbidden()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0521");
            assertThat(problem.message()).contains("`x` and `y`", "`name`");
            assertThat(problem.span().orElseThrow().line()).isEqualTo(8);
            assertThat(problem.related().getFirst().span().line()).isEqualTo(7);
        });
    }

    @Test
    void aNameKnownOnlyWhenAppliedIsRefusedBeforeTheCall() {
        var outcome = run(
                "k: {type: test.key}",
                "x: {type: test.thing, properties: {name: \"n-${k.arn}\"}}",
                "y: {type: test.thing, properties: {name: \"${'n-' + k.arn}\"}}");
        assertThat(outcome.failed().values()).extracting(Diagnostic::code).containsExactly("SP0640");
        assertThat(world.cloud.changes()).hasSize(2).contains("create k");
        assertThat(world.state().resources()).hasSize(2);
    }

    @Test
    void aNameKnownOnlyWhenAppliedIsNotTakenFromTheState() {
        applied("x: {type: test.thing, properties: {name: n-arn-key-1}}");
        var outcome = run(
                "k: {type: test.key}",
                "x: {type: test.thing, properties: {name: n-arn-key-1}}",
                "y: {type: test.thing, properties: {name: \"${k.arn.replace('arn:', 'n-arn-')}\"}}");
        assertThat(outcome.failed().values()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0640");
            assertThat(problem.message()).contains("`x` and `y`");
        });
        assertThat(world.cloud.changes()).containsExactly("create k");
    }

    // ---- renamed without `moved`

    @Test
    void aRenamedBlockIsAskedForMoved() {
        applied("west: {type: test.thing, properties: {name: a, size: 1}}");
        var spec = spec("pacific: {type: test.thing, properties: {name: a, size: 2}}");
        assertThat(world.plan(spec).forbidden()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0585");
            assertThat(problem.message()).contains("`west`", "`pacific`", "`a`");
            assertThat(problem.hint().orElseThrow()).contains("add `moved: [west]` to the block `pacific`");
        });
        assertThat(world.apply(spec).outcome().succeeded()).isFalse();
        assertThat(world.cloud.changes()).isEmpty();
        applied("pacific: {type: test.thing, moved: [west], properties: {name: a, size: 2}}");
        assertThat(world.cloud.changes()).containsExactly("update pacific");
    }

    @Test
    void aBlockThatGoesAndAnotherThatTakesItsNameNeedTwoRuns() {
        applied("west: {type: test.thing, properties: {name: a}}");
        applied();
        applied("pacific: {type: test.thing, properties: {name: a}}");
        assertThat(world.cloud.changes()).containsExactly("create pacific");
    }

    @Test
    void aRenameWhoseNameIsKnownOnlyWhenAppliedDeletesNothing() {
        applied(
                "west: {type: test.thing, properties: {name: n-arn-key-1}}",
                "free: {type: test.thing, properties: {name: f}}");
        var outcome = run(
                "k: {type: test.key}",
                "pacific: {type: test.thing, properties: {name: \"${k.arn.replace('arn:', 'n-arn-')}\"}}");
        assertThat(outcome.failed().values()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0640");
            assertThat(problem.hint().orElseThrow()).contains("moved: [west]");
        });
        assertThat(world.cloud.things()).containsKeys("n-arn-key-1");
        assertThat(world.cloud.changes()).doesNotContain("delete west");
    }

    @Test
    void aChangedKeyOfForEachIsAskedForMoved() {
        applied("t: {type: test.thing, forEach: {a: 1, b: 2}, properties: {name: \"n-${each.value}\"}}");
        var keys = "t: {type: test.thing, %s forEach: {a: 1, c: 2, d: 3}, properties: {name: \"n-${each.value}\"}}";
        var plan = world.plan(spec(keys.formatted("")));
        assertThat(plan.forbidden())
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint().orElseThrow())
                        .contains("add `moved: ['t[\"b\"]']` to the block `t`"));
        applied(keys.formatted("moved: ['t[\"b\"]'],"));
        assertThat(world.cloud.changes()).containsExactly("create t[\"d\"]");
    }

    @Test
    void aBlockThatBecomesForEachAndBackIsAskedForMoved() {
        applied("t: {type: test.thing, properties: {name: n-2}}");
        var each = "t: {type: test.thing, %s forEach: {a: 1, b: 2}, properties: {name: \"n-${each.value}\"}}";
        assertThat(world.plan(spec(each.formatted(""))).forbidden())
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint().orElseThrow()).contains("`moved: [t]`"));
        applied(each.formatted("moved: [t],"));
        assertThat(world.cloud.changes()).containsExactly("create t[\"a\"]");
        assertThat(world.plan(spec("t: {type: test.thing, properties: {name: n-2}}"))
                        .forbidden())
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint().orElseThrow()).contains("`moved: ['t[\"b\"]']`"));
    }

    @Test
    void entriesThatCannotBeToldApartAreNotGuessed() {
        applied("k: {type: test.key}");
        var plan = world.plan(spec(
                "k: {type: test.key, moved: [k], forEach: [a, b]}", "t: {type: test.thing, properties: {name: t}}"));
        assertThat(plan.changes())
                .filteredOn(change -> !change.isForbidden())
                .extracting(change -> change.address().text())
                .containsExactly("t");
        assertThat(plan.forbidden()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0586");
            assertThat(problem.hint().orElseThrow()).contains("setpoint state mv k 'k[\"a\"]'");
        });
    }

    @Test
    void exchangedNamesAreExchangedAddresses() {
        applied("a: {type: test.thing, properties: {name: one}}", "b: {type: test.thing, properties: {name: two}}");
        var plan = world.plan(spec(
                "a: {type: test.thing, properties: {name: two}}", "b: {type: test.thing, properties: {name: one}}"));
        assertThat(plan.forbidden()).extracting(Diagnostic::code).containsExactly("SP0585", "SP0585");
        assertThat(plan.forbidden().getFirst().hint().orElseThrow())
                .contains(
                        "`setpoint state mv a aside`, then `setpoint state mv b a`, then `setpoint state mv aside b`");
    }

    @Test
    void severalRenamesAreToldApart() {
        applied("a: {type: test.thing, properties: {name: one}}", "b: {type: test.thing, properties: {name: two}}");
        var plan = world.plan(spec(
                "c: {type: test.thing, properties: {name: two}}", "d: {type: test.thing, properties: {name: one}}"));
        assertThat(plan.forbidden().stream().map(problem -> problem.hint().orElseThrow()))
                .anySatisfy(hint -> assertThat(hint).contains("add `moved: [b]` to the block `c`"))
                .anySatisfy(hint -> assertThat(hint).contains("add `moved: [a]` to the block `d`"));
    }

    @Test
    void whatIsRetainedIsAskedForMovedToo() {
        applied("west: {type: test.thing, lifecycle: {onDelete: retain}, properties: {name: a}}");
        assertThat(forbidden("pacific: {type: test.thing, properties: {name: a}}"))
                .containsExactly("SP0585");
    }

    @Test
    void whatIsGoneFromTheCloudIsMadeUnderItsNewName() {
        applied("west: {type: test.thing, properties: {name: a}}");
        world.cloud.vanish("a");
        applied("pacific: {type: test.thing, properties: {name: a}}");
        assertThat(world.cloud.changes()).containsExactly("create pacific");
    }

    @Test
    void anotherTypeIsNoRename() {
        applied("west: {type: test.thing, properties: {name: a}}");
        assertThat(forbidden("pacific: {type: test.key}")).isEmpty();
    }

    // ---- imports and left-over objects

    @Test
    void whatHasAnAddressIsNotImported() {
        applied("x: {type: test.thing, properties: {name: a}}");
        assertThat(forbidden(
                        "x: {type: test.thing, properties: {name: a}}",
                        "y: {type: test.thing, provider: test.alike, import: a, properties: {name: \"${x.name}\"}}"))
                .containsExactly("SP0545");
    }

    @Test
    void whatIsLeftOverIsDeletedBeforeItsNameIsTaken() {
        var block = "x: {type: test.thing, lifecycle: {createBeforeDestroy: true}, properties: {name: %s}}";
        applied(block.formatted("one"));
        world.cloud.fail("delete x", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
        assertThat(run(block.formatted("two")).succeeded()).isFalse();
        world.cloud.heal();
        applied(block.formatted("two"), "y: {type: test.thing, properties: {name: one}}");
        assertThat(world.cloud.changes()).containsExactly("delete x", "create y");
    }

    private List<String> forbidden(String... blocks) {
        return world.plan(spec(blocks)).forbidden().stream()
                .map(Diagnostic::code)
                .toList();
    }

    private Outcome run(String... blocks) {
        return world.apply(spec(blocks)).outcome();
    }

    private void applied(String... blocks) {
        var outcome = run(blocks);
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.succeeded()).as(outcome.toString()).isTrue();
    }

    private static String spec(String... blocks) {
        var lines = new ArrayList<String>();
        for (var block : blocks) {
            lines.add("  " + block + "\n");
        }
        return HEAD + "inputs: {name: {type: string, default: a}}\n"
                + (blocks.length == 0 ? "resources: {}\n" : "resources:\n" + String.join("", lines));
    }
}
