package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans for a part of a stack, replacements that are asked for, and plans made without looking. */
final class PlanOptionsTest {

    private static final PlanOrigin HERE = new PlanOrigin("1", false, Map.of());

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";

    private static final String KEY = "key: {type: test.key, properties: {size: 1}}";
    private static final String BUCKET = "bucket: {type: test.thing, properties: {name: b, note: \"${key.arn}\"}}";
    private static final String OTHER = "other: {type: test.thing, properties: {name: o, size: 1}}";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void aTargetComesWithWhatItDependsOnAndTheRestIsNamed() {
        var spec = spec(KEY, BUCKET, OTHER, "user: {type: test.thing, properties: {name: u, note: \"${bucket.arn}\"}}");
        var plan = world.plan(spec, targets("bucket"));

        assertThat(plan.changes()).extracting(PlanOptionsTest::address).containsExactly("key", "bucket");
        assertThat(plan.leftOut()).containsExactly(Address.resource("other"), Address.resource("user"));

        assertThat(world.run(spec, targets("bucket")).outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).containsExactly("create key", "create bucket");
    }

    @Test
    void anUnknownTargetIsAnErrorWithTheNearestName() {
        assertThat(world.planned(spec(BUCKET, KEY), targets("buckt", "nothing")).diagnostics())
                .extracting(Diagnostic::code, Diagnostic::hint)
                .containsExactly(
                        tuple("SP0540", Optional.of("Did you mean `bucket`?")), tuple("SP0540", Optional.empty()));
    }

    @Test
    void aTargetThatHasLeftTheSpecGoesAfterWhatUsedIt() {
        applied(KEY, BUCKET, OTHER);
        var without = spec("bucket: {type: test.thing, properties: {name: b, size: 3}}");
        var plan = world.plan(without, targets("key"));

        assertThat(plan.changes()).extracting(PlanOptionsTest::address).containsExactly("bucket", "key");
        assertThat(plan.leftOut()).containsExactly(Address.resource("other"));
    }

    @Test
    void destroyingATargetTakesWhatDependsOnItAndKeepsTheOutputs() {
        var spec = spec(KEY, BUCKET, OTHER) + "outputs: {size: \"${other.size}\"}\n";
        appliedText(spec);
        var options = PlanOptions.DESTROY.targeting(List.of(Address.resource("key")));
        var plan = world.plan(spec, options);

        assertThat(plan.changes()).extracting(PlanOptionsTest::address).containsExactly("bucket", "key");
        assertThat(plan.outputs()).isEmpty();
        assertThat(world.run(spec, options).outcome().succeeded()).isTrue();
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("other"));
        assertThat(world.state().outputs().get("size")).contains(Value.of(1));
    }

    @Test
    void outputsOfWhatWasLeftOutStayAsTheyAre() {
        var spec = spec(KEY, OTHER) + "outputs: {note: \"${other.arn}\", key: \"${key.arn}\"}\n";
        var plan = world.plan(spec, targets("key"));
        assertThat(plan.outputs().get("note"))
                .satisfies(output -> assertThat(output.changes()).isFalse());
        assertThat(world.run(spec, targets("key")).outcome().succeeded()).isTrue();
        assertThat(world.state().outputs().entries()).containsOnlyKeys("key");

        appliedText(spec);
        assertThat(world.run(spec(KEY, OTHER) + "outputs: {note: \"${other.arn}!\"}\n", targets("key"))
                        .outcome()
                        .succeeded())
                .isTrue();
        assertThat(world.state().outputs().entries()).containsOnlyKeys("note");
        assertThat(world.state().outputs().string("note").orElseThrow()).endsWith("!");
    }

    @Test
    void aDataSourceThatWasLeftOutIsNotReadByTheApplyEither() {
        var spec = HEAD + "data: {found: {type: test.lookup, dependsOn: [other], properties: {name: o}}}\n"
                + resources(KEY, OTHER);
        assertThat(world.run(spec, targets("key")).outcome().succeeded()).isTrue();
        assertThat(world.cloud.requests())
                .noneMatch(request -> request.subject().equals("data.found"));
    }

    @Test
    void whatIsAskedToBeReplacedIsMadeAnewAndNothingElse() {
        applied(KEY, BUCKET, OTHER);
        var spec = spec(KEY, BUCKET, OTHER);
        var options = PlanOptions.APPLY.replacing(List.of(Address.resource("other")));

        assertThat(changes(world.plan(spec, options)))
                .singleElement()
                .isInstanceOfSatisfying(Change.Replace.class, replace -> {
                    assertThat(replace.requested()).isTrue();
                    assertThat(replace.target().notes().dataLoss()).containsExactly("What is in the thing is lost.");
                });
        assertThat(world.run(spec, options).outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).containsExactly("delete other", "create other");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void whatIsProtectedIsNotReplacedForTheAsking() {
        var block = "other: {type: test.thing, lifecycle: {preventDestroy: true}, properties: {name: o}}";
        applied(block);
        var plan = world.plan(spec(block), PlanOptions.APPLY.replacing(List.of(Address.resource("other"))));
        assertThat(plan.forbidden()).singleElement().satisfies(why -> {
            assertThat(why.code()).isEqualTo("SP0524");
            assertThat(why.message()).contains("--replace");
        });
    }

    @Test
    void aReplacementThatMakesNoSenseIsRefused() {
        applied(KEY, OTHER);
        var options = PlanOptions.APPLY.replacing(
                List.of(Address.resource("othr"), Address.resource("other"), Address.resource("key")));
        assertThat(world.planned(spec(KEY), options).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0541", "SP0540");
        var outside = PlanOptions.APPLY
                .targeting(List.of(Address.resource("key")))
                .replacing(List.of(Address.resource("other")));
        assertThat(world.planned(spec(KEY, OTHER), outside).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0542");
    }

    @Test
    void withoutLookingWhatWasAppliedCountsAsLive() {
        applied(OTHER);
        world.cloud.drift("o", "size", Value.of(7));
        world.cloud.forgetRequests();
        var spec = spec(OTHER, "more: {type: test.thing, properties: {name: m}}");
        var plan = world.plan(spec, PlanOptions.APPLY.withoutRefresh());

        assertThat(changes(plan)).extracting(PlanOptionsTest::address).containsExactly("more");
        assertThat(world.cloud.requests()).isEmpty();
    }

    @Test
    void whatTheStackItselfHasIsKnownWithoutLooking() {
        applied("old: {type: test.thing, properties: {name: a}}");
        var spec = spec("fresh: {type: test.thing, properties: {name: a}}");
        var applied = world.run(spec, PlanOptions.APPLY.withoutRefresh());
        assertThat(applied.plan().forbidden()).extracting(Diagnostic::code).containsExactly("SP0585");
        assertThat(world.cloud.changes()).isEmpty();
    }

    @Test
    void aChangePlannedWithoutLookingIsMadeUnlessTheObjectIsFoundChanged() {
        applied(OTHER);
        var spec = spec("other: {type: test.thing, properties: {name: o, size: 2, colour: blue}}");
        world.cloud.drift("o", "colour", Value.of("green"));
        assertThat(world.run(spec, PlanOptions.APPLY.withoutRefresh())
                        .outcome()
                        .failed()
                        .values())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("SP0607"));

        world.cloud.drift("o", "colour", Value.of("red"));
        world.cloud.drift("o", "note", Value.of("there before it was managed"));
        var more = spec("other: {type: test.thing, properties: {name: o, size: 2, note: ours}}");
        assertThat(world.run(more, PlanOptions.APPLY.withoutRefresh()).outcome().failed())
                .isEmpty();
        assertThat(world.changes(more)).isEmpty();
    }

    @Test
    void aSavedPlanKeepsWhatItWasAskedFor() {
        applied(KEY, BUCKET, OTHER);
        var options = PlanOptions.APPLY
                .targeting(List.of(Address.resource("bucket")))
                .replacing(List.of(Address.resource("key")))
                .withoutRefresh();
        var plan = world.plan(spec(KEY, BUCKET, OTHER), options);
        var saved = World.value(SavedPlan.read("p", SavedPlan.of(plan, HERE).text()));

        assertThat(saved.options()).isEqualTo(options);
        assertThat(saved.preview().leftOut()).containsExactly(Address.resource("other"));
        assertThat(saved.verify(world.plan(spec(KEY, BUCKET, OTHER), saved.options()), HERE))
                .isEmpty();
    }

    private static List<Change> changes(Plan plan) {
        return plan.changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .toList();
    }

    private static String address(Change change) {
        return change.address().text();
    }

    private static PlanOptions targets(String... names) {
        return PlanOptions.APPLY.targeting(
                Arrays.stream(names).map(Address::resource).toList());
    }

    private void applied(String... blocks) {
        appliedText(spec(blocks));
    }

    private void appliedText(String spec) {
        assertThat(world.apply(spec).outcome().failed()).isEmpty();
    }

    private static String spec(String... blocks) {
        return HEAD + resources(blocks);
    }

    private static String resources(String... blocks) {
        return "resources:\n  " + String.join("\n  ", blocks) + "\n";
    }
}
