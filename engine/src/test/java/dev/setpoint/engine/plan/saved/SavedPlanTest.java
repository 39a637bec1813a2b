package dev.setpoint.engine.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.planning.Plans;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavedPlanTest {

    private static final PlanOrigin HERE = new PlanOrigin("1", false, Map.of("test", location("here")));

    private final MemoryCloud cloud = new MemoryCloud();
    private final Plans plans = new Plans(cloud);

    @Test
    void aWrittenPlanReadsBackEqual() {
        var saved = saved();
        assertThat(SavedPlan.read("plan.json", saved.text())).isEqualTo(Result.ok(saved));
        assertThat(saved.preview().changes())
                .extracting(change -> change.address().text())
                .containsExactly("a", "b");
        assertThat(saved.options()).isEqualTo(PlanOptions.APPLY);
    }

    @Test
    void theDocumentIsValidByItsSchema() {
        var schema = new SchemaFiles().text("plan.schema.json").orElseThrow();
        var problems = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(saved().text(), InputFormat.JSON);
        assertThat(problems).isEmpty();
    }

    @Test
    void aSecretNeverGetsIntoTheFile() {
        plans.applied("a", Map.of("secret", Value.of("hunter1")));
        var stack = plans.stack()
                .thing("a", Map.of("secret", TestStack.literal("hunter2")))
                .thing("b", Map.of("secret", TestStack.literal("hunter3")))
                .output("password", TestStack.reference("a", "secret"));
        assertThat(SavedPlan.of(plans.plan(stack), HERE).text())
                .doesNotContain("hunter")
                .contains("$redacted");
    }

    @Test
    void anEditedFileIsRefused() {
        var text = saved().text().replace("\"size\"", "\"sise\"");
        assertThat(SavedPlan.read("plan.json", text).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0803");
    }

    @Test
    void aFileThatIsNoPlanIsRefused() {
        assertThat(SavedPlan.read("x", "[]").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0801");
        assertThat(SavedPlan.read("x", "{").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0801");
        assertThat(SavedPlan.read("x", "{\"formatVersion\":3}").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0802");
    }

    @Test
    void aSavedPlanIsValidWhileTheCloudIsUnchanged() {
        var saved = saved();
        assertThat(saved.verify(plans.plan(stack(2)), HERE)).isEmpty();
    }

    @Test
    void aDriftedPropertyIsNamedWithBothValues() {
        var saved = saved();
        cloud.drift("a", "size", Value.of(7));
        assertThat(saved.verify(plans.plan(stack(2)), HERE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("`size` of `a` was `1`")
                        .contains("is `7` now"));
    }

    @Test
    void aDriftedPropertyOfAnUnchangedResourceIsNamedToo() {
        plans.applied("a", Map.of("size", Value.of(2)));
        var saved = SavedPlan.of(plans.plan(stack(2)), HERE);
        cloud.drift("a", "size", Value.of(7));
        assertThat(saved.verify(plans.plan(stack(2)), HERE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("`size` of `a` was `2`")
                        .contains("is `7` now"));
    }

    @Test
    void aPlanWhoseChangesSomebodyElseHasMadeIsRefused() {
        var saved = saved();
        cloud.drift("a", "size", Value.of(2));
        assertThat(saved.verify(plans.plan(stack(2)), HERE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("`size` of `a` was `1`")
                        .contains("is `2` now"));
    }

    @Test
    void aDriftedSecretIsNamedButNotShown() {
        plans.applied("a", Map.of("secret", Value.of("hunter1")));
        var stack = plans.stack().thing("a", Map.of("secret", TestStack.literal("hunter2")));
        var saved = SavedPlan.of(plans.plan(stack), HERE);
        cloud.drift("a", "secret", Value.of("hunter3"));
        assertThat(saved.verify(plans.plan(stack), HERE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("`secret` of `a` was a secret")
                        .contains("is another secret now")
                        .doesNotContain("hunter"));
    }

    @Test
    void aPlanWhoseObjectIsGoneIsRefused() {
        var saved = saved();
        cloud.vanish("a");
        assertThat(saved.verify(plans.plan(stack(2)), HERE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("`a` has gone from the cloud"));
    }

    @Test
    void anIgnoredPropertyMayDrift() {
        plans.applied("a", Map.of("size", Value.of(1), "note", Value.of("old")));
        var ignoring =
                new ResourceBlock.Lifecycle(false, false, false, List.of(PropertyPath.of("note")), List.of(), Map.of());
        var properties = Map.of("name", TestStack.literal("a"), "size", number(2), "note", TestStack.literal("new"));
        var saved =
                SavedPlan.of(plans.plan(plans.stack().resource("a", MemoryProvider.THING, properties, ignoring)), HERE);
        cloud.drift("a", "note", Value.of("by somebody"));
        assertThat(saved.verify(
                        plans.plan(plans.stack().resource("a", MemoryProvider.THING, properties, ignoring)), HERE))
                .isEmpty();
    }

    @Test
    void anotherVersionIsRefused() {
        refuses("SP0807", new PlanOrigin("2", false, HERE.providers()), "made by Setpoint 1", "this is 2");
    }

    @Test
    void anotherPlaceIsRefused() {
        var elsewhere = new PlanOrigin("1", false, Map.of("test", location("there")));
        refuses("SP0811", elsewhere, "region", "`here`", "`there`");
    }

    private void refuses(String code, PlanOrigin here, String... words) {
        assertThat(saved().verify(plans.plan(stack(2)), here)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(words);
        });
    }

    private static Value.Map location(String region) {
        return Value.Map.EMPTY.with("region", Value.of(region));
    }

    @Test
    void aChangeThatThePlanDoesNotContainIsRefused() {
        var saved = saved();
        assertThat(saved.verify(plans.plan(stack(2).thing("c", Map.of())), HERE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("`c` would now be created"));
    }

    @Test
    void aStateThatChangedSinceThePlanIsRefused() {
        var saved = saved();
        plans.serial(2);
        assertThat(saved.verify(plans.plan(stack(2)), HERE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("serial 1 to 2"));
    }

    private SavedPlan saved() {
        plans.applied("a", Map.of("size", Value.of(1)));
        return SavedPlan.of(plans.plan(stack(2)), HERE);
    }

    private TestStack stack(int size) {
        return plans.stack()
                .thing("a", Map.of("size", number(size)))
                .thing("b", Map.of("note", TestStack.reference("a", "arn")));
    }

    private static Term number(int n) {
        return TestStack.literal(Value.of(n));
    }
}
