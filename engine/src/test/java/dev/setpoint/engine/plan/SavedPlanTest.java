package dev.setpoint.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavedPlanTest {

    private final MemoryCloud cloud = new MemoryCloud();
    private final Plans plans = new Plans(cloud);

    @Test
    void whatIsWrittenReadsBackTheSame() {
        var saved = saved();
        assertThat(SavedPlan.read("plan.json", saved.text())).isEqualTo(Result.ok(saved));
        assertThat(saved.addresses()).containsExactly("a", "b");
        assertThat(saved.mode()).isEqualTo(Plan.Mode.APPLY);
    }

    @Test
    void itIsAsItsSchemaSays() {
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
        assertThat(SavedPlan.of(plans.plan(stack), "1").text())
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
    void whatIsNoPlanIsRefused() {
        assertThat(SavedPlan.read("x", "[]").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0801");
        assertThat(SavedPlan.read("x", "{").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0801");
        assertThat(SavedPlan.read("x", "{\"formatVersion\":2}").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0802");
    }

    @Test
    void anUnmovedWorldVerifies() {
        var saved = saved();
        assertThat(saved.verify(plans.plan(stack(2)))).isEmpty();
    }

    @Test
    void aMovedPropertyIsNamedWithBothValues() {
        var saved = saved();
        cloud.drift("a", "size", Value.of(7));
        assertThat(saved.verify(plans.plan(stack(2))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("`size` of `a`")
                        .contains("`1` → `2`")
                        .contains("`7` → `2`"));
    }

    @Test
    void aChangeThatThePlanDoesNotSayIsRefused() {
        var saved = saved();
        assertThat(saved.verify(plans.plan(stack(2).thing("c", Map.of()))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("`c` would now be created"));
    }

    @Test
    void aStateThatMovedOnIsRefused() {
        var saved = saved();
        plans.serial(2);
        assertThat(saved.verify(plans.plan(stack(2))))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("serial").contains("`1` then, `2` now"));
    }

    private SavedPlan saved() {
        plans.applied("a", Map.of("size", Value.of(1)));
        return SavedPlan.of(plans.plan(stack(2)), "1");
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
