package dev.setpoint.engine.laws.naming;

import static dev.setpoint.engine.laws.naming.Named.name;
import static dev.setpoint.engine.laws.naming.Named.named;
import static dev.setpoint.engine.laws.naming.Named.names;
import static dev.setpoint.engine.laws.naming.Named.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was cut short, or got no answer, leaves one object: the next run finds it by the name that it chose. */
final class InterruptedNameTest {

    private static final String FIRST = "lifecycle: {createBeforeDestroy: true}, ";

    private static final String USER = "u: {type: test.thing, properties: {name: u, uses: [\"${a.name}\"]}}";

    @TempDir
    Path folder;

    private static String zoned(String options, String zone) {
        return "a: {type: test.named, " + options + "properties: {namePrefix: app-, zone: " + zone + "}}";
    }

    private World world(long number) throws IOException {
        return new World(Files.createDirectory(folder.resolve(Long.toString(number))));
    }

    private static void assertWhole(World world, String spec, int objects) {
        assertThat(world.changes(spec)).isEmpty();
        assertThat(names(world)).hasSize(objects).contains(name(world, "a"));
        assertThat(world.state().run()).isEmpty();
        assertThat(world.state().resources().values())
                .allMatch(ResourceState::complete)
                .allMatch(resource -> resource.deposed().isEmpty());
    }

    @Test
    void aCreationThatEndsAnywhereLeavesOneObject() throws IOException {
        var spec = spec(named("a", "app-"), USER);
        for (var boundary = 1L; ; boundary++) {
            var world = world(boundary);
            var crash = Crash.throwing(boundary);
            world.applyUntil(crash, spec);
            world.succeed(spec);
            assertWhole(world, spec, 2);
            if (!crash.happened()) {
                assertThat(boundary).isGreaterThan(8);
                return;
            }
        }
    }

    @Test
    void aReplacementThatEndsAnywhereLeavesOneObject() throws IOException {
        for (var options : new String[] {"", FIRST}) {
            var before = spec(zoned(options, "x"));
            var after = spec(zoned(options, "y"));
            for (var boundary = 1L; ; boundary++) {
                var world = world(boundary + (options.isEmpty() ? 0 : 1000));
                world.succeed(before);
                var old = name(world, "a");
                var crash = Crash.throwing(boundary);
                world.applyUntil(crash, after);
                world.succeed(after);
                assertWhole(world, after, 1);
                assertThat(name(world, "a")).isNotEqualTo(old);
                if (!crash.happened()) {
                    break;
                }
            }
        }
    }

    @Test
    void anObjectWhoseCreationGotNoAnswerIsFoundInTheSameRun() {
        var world = new World(folder);
        world.cloud.lose("created a");
        var spec = spec(named("a", "app-"));
        world.succeed(spec);

        assertThat(world.cloud.changes()).containsExactly("create a");
        assertWhole(world, spec, 1);
    }

    /** A name that a run has chosen is a proof, whatever else somebody has changed since. */
    @Test
    void anObjectThatSomebodyHasChangedSinceIsTakenOverAllTheSame() {
        var world = new World(folder);
        var spec = spec("a: {type: test.named, properties: {namePrefix: app-, size: 2}}");
        var crash = Crash.throwing((_, name) -> name.startsWith("after created a "), Crash.Unsynced.LOST);
        world.applyUntil(crash, spec);
        var name = names(world).getFirst();
        world.cloud.drift(name, "size", Value.of(9));
        world.succeed(spec);

        assertThat(name(world, "a")).isEqualTo(name);
        assertThat(world.cloud.thing(name).orElseThrow().properties().integer("size"))
                .contains(2);
        assertWhole(world, spec, 1);
    }

    /** The object shows only after the next run has looked for it, when that creates it once more. */
    @Test
    void aCreationWithoutAnAnswerIsRepeatedUnderTheSameName() {
        var world = new World(folder);
        var spec = spec(named("a", "app-"));
        var made = hidden(world, spec);
        world.cloud.before(request -> {
            if (request.operation().equals("create")) {
                world.cloud.put(identity(made), made);
            }
        });
        world.succeed(spec);

        assertThat(name(world, "a")).isEqualTo(identity(made));
        assertWhole(world, spec, 1);
    }

    @Test
    void anotherPrefixAfterACreationWithoutAnAnswerGivesAnotherName() {
        var world = new World(folder);
        hidden(world, spec(named("a", "app-")));
        var spec = spec(named("a", "web-"));
        world.succeed(spec);

        assertThat(name(world, "a")).startsWith("web-");
        assertWhole(world, spec, 1);
    }

    /** Creates an object whose answer is lost, and which nobody sees. */
    private static MemoryCloud.Thing hidden(World world, String spec) {
        var hidden = new AtomicReference<MemoryCloud.Thing>();
        world.cloud.lose("created a");
        world.cloud.after(request -> {
            if (request.operation().equals("created")) {
                var name = names(world).getFirst();
                hidden.set(world.cloud.thing(name).orElseThrow());
                world.cloud.vanish(name);
            }
        });
        assertThat(world.apply(spec).outcome().succeeded()).isFalse();
        world.cloud.heal();
        world.cloud.after(_ -> {});
        assertThat(names(world)).isEmpty();
        return hidden.get();
    }

    private static String identity(MemoryCloud.Thing thing) {
        return thing.properties().string("name").orElseThrow();
    }

    @Test
    void withoutAJournalTheNameIsKnownFromTheState() throws IOException {
        var world = new World(folder);
        var spec = spec("a: {type: test.named, properties: {namePrefix: app-, size: 2}}");
        world.cloud.after(request -> {
            if (request.toString().equals("created a")) {
                throw new Crash.Halted();
            }
        });
        assertThatThrownBy(() -> world.apply(spec)).isInstanceOf(CompletionException.class);
        world.cloud.after(_ -> {});
        var name = names(world).getFirst();
        Files.delete(folder.resolve("state.journal"));
        world.succeed(spec);

        assertThat(name(world, "a")).isEqualTo(name);
        assertWhole(world, spec, 1);
    }
}
