package dev.setpoint.engine.laws.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.testing.World;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block that was renamed without {@code moved}, of a type whose ids the cloud gives, and of one that is protected. */
class RenamedBlockTest {

    private static final String GUARDED = "lifecycle: {preventDestroy: true}, ";

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void world() {
        world = new World(folder);
    }

    private static String spec(String... resources) {
        return "setpoint: v1\nstack: s\nresources:\n" + (resources.length == 0 ? "  {}\n" : "")
                + String.join(
                        "",
                        java.util.stream.Stream.of(resources)
                                .map(line -> "  " + line + "\n")
                                .toList());
    }

    private void applied(String... resources) {
        assertThat(world.apply(spec(resources)).outcome().failed()).isEmpty();
    }

    private Plan plan(String... resources) {
        return world.plan(spec(resources));
    }

    private void asked(Plan plan, String line) {
        assertThat(plan.forbidden()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0585");
            assertThat(problem.hint().orElseThrow()).contains(line);
        });
    }

    @Test
    void aKeyWithTheSamePropertiesIsAskedForMoved() {
        applied("k: {type: test.key, properties: {zone: z}}");

        asked(plan("k2: {type: test.key, properties: {zone: z}}"), "add `moved: [k]` to the block `k2`");

        assertThat(plan("k2: {type: test.key, moved: [k], properties: {zone: z}}")
                        .forbidden())
                .isEmpty();
        // To mean it, as the hint says: apply twice.
        applied();
        applied("k2: {type: test.key, properties: {zone: z}}");
    }

    @Test
    void aKeyOfAnInstanceIsAskedForMoved() {
        applied("k: {type: test.key, forEach: [a, b], properties: {zone: \"${each.key}\"}}");
        asked(
                plan("k: {type: test.key, forEach: {a: a, c: b}, properties: {zone: \"${each.value}\"}}"),
                "add `moved: ['k[\"b\"]']` to the block `k`");
    }

    @Test
    void otherPropertiesAreAnotherObject() {
        applied("k: {type: test.key, properties: {zone: z}}");

        assertThat(plan("k2: {type: test.key, properties: {zone: y}}").forbidden())
                .isEmpty();
        assertThat(plan("k2: {type: test.key, properties: {zone: z, size: 1}}").forbidden())
                .isEmpty();
    }

    @Test
    void severalThatComeOrGoAreNotGuessed() {
        applied("k: {type: test.key, properties: {zone: z}}");
        assertThat(plan("k2: {type: test.key, properties: {zone: z}}", "k3: {type: test.key, properties: {zone: z}}")
                        .forbidden())
                .isEmpty();
        applied("k: {type: test.key, properties: {zone: z}}", "l: {type: test.key, properties: {zone: z}}");
        assertThat(plan("k2: {type: test.key, properties: {zone: z}}").forbidden())
                .isEmpty();
    }

    @Test
    void severalThatAreToldApartAreEachAskedForMoved() {
        applied("k: {type: test.key, properties: {zone: z}}", "l: {type: test.key, properties: {zone: y}}");

        assertThat(plan("k2: {type: test.key, properties: {zone: z}}", "l2: {type: test.key, properties: {zone: y}}")
                        .forbidden())
                .extracting(problem -> problem.hint().orElseThrow().substring(0, 36))
                .containsExactly("To keep the object, add `moved: [k]`", "To keep the object, add `moved: [l]`");
    }

    @Test
    void ofAProtectedOneTheNameIsTheOnlyCause() {
        applied(
                "k: {type: test.key, " + GUARDED + "properties: {zone: z}}",
                "t: {type: test.thing, " + GUARDED + "properties: {name: n}}");

        var plan = plan(
                "k2: {type: test.key, " + GUARDED + "properties: {zone: z}}",
                "t2: {type: test.thing, " + GUARDED + "properties: {name: n}}");

        assertThat(plan.forbidden()).extracting(Diagnostic::code).containsExactlyInAnyOrder("SP0585", "SP0585");
        assertThat(plan.changes()).allMatch(change -> change.isForbidden());
        assertThat(plan.forbidden())
                .allSatisfy(problem -> assertThat(problem.hint().orElseThrow())
                        .contains("put `preventDestroy: false` into the block `"));
        assertThat(plan("u: {type: test.thing, properties: {name: m}}").forbidden())
                .extracting(Diagnostic::code)
                .containsOnly("SP0522");
    }
}
