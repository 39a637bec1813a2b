package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that lets the state take over what is live, and nothing else. */
final class RefreshOnlyTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\nresources:\n  ";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void driftIsTakenOverAndIsThenAChangeOfTheSpec() {
        var spec = applied(
                "a: {type: test.thing, properties: {name: a, size: 1, colour: blue}}",
                "b: {type: test.thing, properties: {name: b, size: \"${a.size}\"}}");
        world.cloud.drift("a", "size", Value.of(7));

        var refresh = only(spec, Change.Refresh.class);
        assertThat(refresh.properties()).singleElement().satisfies(property -> {
            assertThat(property.path()).hasToString("size");
            assertThat(property.before()).contains(Value.of(1));
            assertThat(property.after()).contains(Value.of(7));
        });
        refreshed(spec);
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(inState("a").get("size")).contains(Value.of(7));

        assertThat(world.changes(spec))
                .first()
                .isInstanceOfSatisfying(
                        Change.Update.class,
                        update -> assertThat(update.properties())
                                .extracting(PropertyChange::cause)
                                .containsExactly(Cause.SPEC));
        assertThat(paths(world.changes(spec.replace("size: 1", "size: 7")))).containsExactly("size");
    }

    @Test
    void whatIsNotManagedStaysOutOfTheState() {
        var spec = applied(
                "a: {type: test.thing, properties: {name: a, settings: {speed: 1}, rules: [{id: x, days: 1}]}}");
        world.cloud.drift("a", "size", Value.of(7));
        world.cloud.drift("a", "settings", json("{\"speed\": 2, \"level\": 5, \"mode\": \"up\"}"));
        world.cloud.drift("a", "rules", json("[{\"id\": \"x\", \"days\": 2, \"status\": \"Enabled\"}]"));

        refreshed(spec);
        assertThat(inState("a").has("size")).isFalse();
        assertThat(inState("a").get("settings")).contains(json("{\"speed\": 2}"));
        assertThat(inState("a").get("rules")).contains(json("[{\"id\": \"x\", \"days\": 2, \"status\": \"Enabled\"}]"));
        assertThat(paths(world.changes(spec)))
                .containsExactlyInAnyOrder("settings.speed", "settings.mode", "rules[x].days");
    }

    @Test
    void whatWasRemovedBehindItsBackIsNoLongerCountedAsApplied() {
        var spec = applied(
                "a: {type: test.thing, properties: {name: a, size: 1, tags: {x: \"1\", y: \"2\"}, settings: {speed: 1, mode: up}}}");
        world.cloud.drift("a", "tags", json("{\"y\": \"2\", \"z\": \"3\"}"));
        world.cloud.drift("a", "settings", json("{\"speed\": 1}"));

        assertThat(only(spec, Change.Refresh.class).properties())
                .extracting(property -> property.path().toString())
                .containsExactlyInAnyOrder("tags.x", "tags.z", "settings.mode");
        refreshed(spec);
        assertThat(inState("a").get("tags")).contains(json("{\"y\": \"2\", \"z\": \"3\"}"));
        assertThat(inState("a").get("settings")).contains(json("{\"speed\": 1}"));
    }

    @Test
    void whatIsGoneIsForgotten() {
        var spec = applied("a: {type: test.thing, lifecycle: {preventDestroy: true}, properties: {name: a}}");
        world.cloud.vanish("a");

        assertThat(only(spec, Change.Forget.class).reason()).isEqualTo(Change.ForgetReason.GONE);
        refreshed(spec);
        assertThat(world.state().isEmpty()).isTrue();
        assertThat(world.changes(spec))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Create.class,
                        create -> assertThat(create.reason()).isEqualTo(Change.CreateReason.NEW));
    }

    @Test
    void outputsFollowWhatWasTakenOver() {
        var spec = applied("a: {type: test.thing, properties: {name: a, size: 1}}")
                + "outputs: {size: \"${a.size}\", revision: \"${a.revision}\"}\n";
        world.apply(spec);
        world.cloud.drift("a", "size", Value.of(7));
        world.cloud.drift("a", "revision", Value.of(42));

        var plan = world.plan(spec, PlanOptions.REFRESH);
        assertThat(plan.outputs().get("size"))
                .satisfies(output -> assertThat(output.after()).contains(Value.of(7)));
        assertThat(paths(plan.changes())).containsExactly("size", "revision");
        refreshed(spec);
        assertThat(world.state().outputs()).isEqualTo(json("{\"size\": 7, \"revision\": 42}"));
    }

    @Test
    void theSpecIsNotLookedAt() {
        var spec = applied("a: {type: test.thing, properties: {name: a, size: 1}}");
        var other = spec.replace("size: 1", "size: 5") + "  b: {type: test.thing, properties: {name: b}}\n"
                + "outputs: {b: \"${b.arn}\"}\n";
        var plan = world.plan(other, PlanOptions.REFRESH);
        assertThat(plan.hasChanges()).isFalse();

        world.cloud.drift("a", "size", Value.of(2));
        var left = HEAD.replace("resources:\n  ", "resources: {}\n");
        assertThat(paths(world.plan(left, PlanOptions.REFRESH).changes())).containsExactly("size");
    }

    @Test
    void onlyTheTargetsAreTakenOver() {
        var spec = applied(
                "a: {type: test.thing, properties: {name: a, size: 1}}",
                "b: {type: test.thing, properties: {name: b, note: \"${a.arn}\"}}");
        world.cloud.drift("a", "size", Value.of(2));
        world.cloud.drift("b", "note", Value.of("other"));

        var plan = world.plan(spec, PlanOptions.REFRESH.targeting(List.of(Address.resource("b"))));
        assertThat(paths(plan.changes())).containsExactly("note");
        assertThat(plan.leftOut()).containsExactly(Address.resource("a"));
    }

    @Test
    void aSecretThatHasDriftedIsKeptAsADigest() {
        var spec = applied("a: {type: test.thing, properties: {name: a, secret: hunter1}}");
        assertThat(world.plan(spec, PlanOptions.REFRESH).hasChanges()).isFalse();
        world.cloud.drift("a", "secret", Value.of("hunter2"));

        var plan = world.plan(spec, PlanOptions.REFRESH);
        assertThat(SavedPlan.of(plan, new PlanOrigin("1", false, Map.of())).text())
                .doesNotContain("hunter");
        refreshed(spec);
        assertThat(inState("a").get("secret"))
                .hasValueSatisfying(value -> assertThat(value).isInstanceOf(Value.Redacted.class));
        assertThat(world.plan(spec, PlanOptions.REFRESH).hasChanges()).isFalse();
    }

    @Test
    void aRefreshRightAfterAnApplyFindsNothingAndOneAfterARefreshNeither() {
        var spec = applied(
                "k: {type: test.key, properties: {zone: x, labels: [b, a], tags: {t: v}}}",
                "a: {type: test.thing, properties: {name: a, policy: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Action: \"s3:*\", Resource: \"*\"}]}}}");
        assertThat(world.plan(spec, PlanOptions.REFRESH).hasChanges()).isFalse();
        world.cloud.drift("a", "size", Value.of(7));
        world.cloud.drift("a", "policy", json("{\"Version\": \"2012-10-17\", \"Statement\": []}"));
        refreshed(spec);
        assertThat(world.plan(spec, PlanOptions.REFRESH).hasChanges()).isFalse();
    }

    private <T extends Change> T only(String spec, Class<T> kind) {
        var changes = world.plan(spec, PlanOptions.REFRESH).changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .toList();
        assertThat(changes).singleElement().isInstanceOf(kind);
        return kind.cast(changes.getFirst());
    }

    private void refreshed(String spec) {
        var applied = world.run(spec, PlanOptions.REFRESH);
        assertThat(applied.outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).isEmpty();
    }

    private Value.Map inState(String address) {
        return world.state().resource(Address.resource(address)).orElseThrow().applied();
    }

    private String applied(String... blocks) {
        var spec = HEAD + String.join("\n  ", blocks) + "\n";
        assertThat(world.apply(spec).outcome().succeeded()).isTrue();
        return spec;
    }

    private static List<String> paths(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> switch (change) {
                    case Change.Refresh refresh -> refresh.properties().stream();
                    case Change.Update update -> update.properties().stream();
                    default -> Stream.<PropertyChange>of();
                })
                .map(property -> property.path().toString())
                .toList();
    }

    private static Value json(String text) {
        return Json.read(text);
    }
}
