package dev.setpoint.engine.laws.interrupt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run was cut short and its journal is lost as well: what it made is found by its mark, or by its name. */
final class LostJournalTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\nresources:\n";

    @TempDir
    Path folder;

    @Test
    void anObjectWhoseIdTheCloudGaveIsTakenOverByTheMarkOfTheRun() throws IOException {
        var world = new World(folder);
        var spec = HEAD + "  k: {type: test.key, properties: {size: 1}}\n";
        endAt(world, "created k", spec);
        assertThat(world.store().read().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0716");

        assertThat(world.apply(spec).outcome().succeeded()).isTrue();
        assertWhole(world, spec, 1);
    }

    @Test
    void theNewObjectOfAReplacementIsTakenOverAndTheOldOneDeleted() throws IOException {
        var world = new World(folder);
        var key = "  k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: %s}}\n";
        world.apply(HEAD + key.formatted("x"));
        var spec = HEAD + key.formatted("y");
        endAt(world, "created k", spec);
        assertThat(world.cloud.things()).hasSize(2);

        assertThat(world.apply(spec).outcome().succeeded()).isTrue();
        assertWhole(world, spec, 1);
    }

    @Test
    void whatHasANameIsNotTakenOverUnlessItIsImported() throws IOException {
        var world = new World(folder);
        var spec = HEAD + "  a: {type: test.thing, properties: {name: a, size: 1}}\n";
        endAt(world, "created a", spec);
        assertThat(world.problems(spec)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0520");
            assertThat(problem.hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("`import: a`"));
        });

        var imported = spec.replace("type: test.thing", "type: test.thing, import: a");
        assertThat(world.apply(imported).outcome().succeeded()).isTrue();
        assertWhole(world, imported, 1);
    }

    /** Nothing of an earlier run, that this state knows the end of, is taken over: it was let go on purpose. */
    @Test
    void whatWasForgottenIsNotTakenOver() throws IOException {
        var world = new World(folder);
        var retained = HEAD + "  k: {type: test.key, lifecycle: {onDelete: retain}, properties: {size: 1}}\n";
        world.apply(retained);
        world.apply(HEAD + "  a: {type: test.thing, properties: {name: a}}\n");
        var spec = HEAD + "  k: {type: test.key, properties: {size: 1}}\n";
        endAt(world, "created k", spec);

        assertThat(world.apply(spec).outcome().succeeded()).isTrue();
        assertWhole(world, spec, 2);
    }

    private static void endAt(World world, String request, String spec) throws IOException {
        world.cloud.after(after -> {
            if (after.toString().equals(request)) {
                throw new Crash.Halted();
            }
        });
        assertThatThrownBy(() -> world.apply(spec)).isInstanceOf(CompletionException.class);
        world.cloud.after(_ -> {});
        Files.delete(world.folder().resolve("state.journal"));
    }

    private static void assertWhole(World world, String spec, int objects) {
        assertThat(world.changes(spec)).isEmpty();
        assertThat(world.cloud.things()).hasSize(objects);
        assertThat(world.state().run()).isEmpty();
        assertThat(world.state().resources().values())
                .hasSize(1)
                .allMatch(ResourceState::complete)
                .allMatch(resource -> resource.deposed().isEmpty());
    }
}
