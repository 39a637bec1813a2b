package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlannedCheck;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assertions and validations in whole runs: each is evaluated at the first moment at which its values are known. */
class AssertionsTest {

    private static final String HEAD = "setpoint: v1\nstack: test\n";

    /** The first object of the cloud has revision 1. */
    private static final String REVISED = "resources:\n"
            + "  a: {type: test.thing, properties: {name: a, size: 1}, assert: [{that: \"${self.revision == 1}\","
            + " message: \"Revision ${self.revision}.\"}]}\n"
            + "  b: {type: test.thing, properties: {name: b, comment: \"${a.arn}\"}}\n"
            + "  c: {type: test.thing, properties: {name: c}}\n";

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    private static String revised(int revision) {
        return HEAD + REVISED.replace("== 1", "== " + revision);
    }

    private List<Diagnostic> found(String spec) {
        return world.planned(spec, PlanOptions.APPLY).diagnostics();
    }

    private static List<String> codes(List<Diagnostic> problems) {
        return problems.stream().map(Diagnostic::code).toList();
    }

    @Test
    void anAssertionOnOutputsIsCheckedAfterTheChange() {
        var applied = world.apply(revised(1));
        assertThat(applied.plan().assertions())
                .map(PlannedCheck::of)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.subject()).isEqualTo("a");
                    assertThat(check.condition()).isEqualTo("self.revision == 1");
                });
        assertThat(applied.outcome().succeeded()).isTrue();
        assertThat(world.plan(revised(1)).assertions()).isEmpty();
        assertThat(world.changes(revised(1))).isEmpty();
    }

    @Test
    void whatDependsOnTheObjectDoesNotStartAndTheObjectStays() {
        var outcome = world.apply(revised(2)).outcome();
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0630");
            assertThat(problem.message()).isEqualTo("`a`: Revision 1 (`self.revision` is `1`).");
        });
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("create a", "create c");
        assertThat(outcome.skipped().values()).containsExactly(Address.resource("a"));
        assertThat(world.state().resources()).containsKeys(Address.resource("a"), Address.resource("c"));
    }

    @Test
    void everyLaterPlanChecksAgainOnLiveValues() {
        world.apply(revised(2));
        var plan = World.value(world.planned(revised(2), PlanOptions.APPLY));
        assertThat(codes(plan.forbidden())).containsExactly("SP0591");
        assertThat(world.apply(revised(2)).outcome().succeeded()).isFalse();
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.apply(revised(1)).outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).containsExactly("create b");
    }

    @Test
    void aPlanWithABrokenAssertionChangesNothing() {
        world.succeed(revised(1));
        var spec = revised(1).replace("name: c}", "name: c, size: 7}").replace("== 1", "== 3");
        var outcome = world.apply(spec).outcome();
        assertThat(codes(outcome.problems())).containsExactly("SP0591");
        assertThat(world.cloud.changes()).isEmpty();
    }

    @Test
    void whatTheSpecAloneBreaksIsSaidBeforeAnythingIsRead() {
        var spec = HEAD + "resources: {a: {type: test.thing, properties: {name: a, size: 1},"
                + " assert: [{that: \"${self.size > 1}\", message: Too small.}]}}\n";
        assertThat(codes(found(spec))).containsExactly("SP0591");
        assertThat(world.cloud.requests()).isEmpty();
    }

    @Test
    void aWarningBlocksNothing() {
        var spec = revised(2).replace("message:", "severity: warning, message:");
        var outcome = world.apply(spec).outcome();
        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0630");
            assertThat(problem.isError()).isFalse();
        });
        assertThat(world.cloud.changes()).contains("create b");
        var again = world.planned(spec, PlanOptions.APPLY);
        assertThat(codes(again.diagnostics())).containsExactly("SP0591");
        assertThat(again).isInstanceOf(Result.Ok.class);
    }

    @Test
    void anAssertionThatReadsADependentIsCheckedAfterIt() {
        var spec = HEAD
                + "resources:\n"
                + "  a: {type: test.thing, properties: {name: a}, assert: [{that: \"${b.comment == self.arn && b.revision == 1}\", message: No.}]}\n"
                + "  b: {type: test.thing, properties: {name: b, comment: \"${a.arn}\"}}\n"
                + "  c: {type: test.thing, properties: {name: c, comment: \"${a.arn}\"}}\n";
        assertThat(world.apply(spec).outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).startsWith("create a", "create b");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void destroyEvaluatesNoAssertions() {
        world.apply(revised(2));
        var broken = revised(2) + "assert: [{that: false, message: Never.}]\n";
        assertThat(world.destroy(broken).outcome().succeeded()).isTrue();
        assertThat(world.state().resources()).isEmpty();
    }

    @Test
    void refreshOnlyEvaluatesNoAssertions() {
        world.apply(revised(2));
        var plan = World.value(world.planned(revised(2), PlanOptions.REFRESH));
        assertThat(plan.assertions()).isEmpty();
        assertThat(plan.forbidden()).isEmpty();
    }

    @Test
    void aTargetChecksItsOwnAssertionsAndWhatIsKnown() {
        var spec = revised(2) + "assert:\n"
                + "  - {that: \"${a.revision == 1}\", message: About a.}\n"
                + "  - {that: \"${c.revision == 1}\", message: About c.}\n";
        var run = world.run(spec, PlanOptions.APPLY.targeting(Set.of(Address.resource("c"))));
        assertThat(run.plan().assertions())
                .map(condition -> PlannedCheck.of(condition).condition())
                .containsExactly("c.revision == 1");
        assertThat(run.outcome().succeeded()).isTrue();
        var known = HEAD + "assert: [{that: \"${stack.name == 'shop'}\", message: Another.}]\n"
                + REVISED.replace("== 1", "== 2");
        var planned = world.planned(known, PlanOptions.APPLY.targeting(Set.of(Address.resource("c"))));
        assertThat(codes(planned.diagnostics())).containsExactly("SP0591");
    }

    @Test
    void aRunThatWasCutShortAnywhereIsCheckedByTheNextOne() throws IOException {
        var happened = true;
        for (var boundary = 1; happened; boundary++) {
            var other = new World(Files.createDirectory(folder.resolve("run" + boundary)));
            var crash = Crash.throwing(boundary);
            other.applyUntil(crash, revised(2));
            happened = crash.happened();
            assertThat(codes(other.apply(revised(2)).outcome().problems()))
                    .containsAnyOf("SP0591", "SP0630")
                    .hasSize(1);
            assertThat(other.cloud.things()).containsKey("a").doesNotContainKey("b");
        }
    }

    @Test
    void aRollbackUndoesARunWhoseAssertionFails() {
        var outcome = world.applyOrRollBack(revised(2)).outcome();
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.rollback()).isPresent();
        assertThat(world.state().resources()).isEmpty();
    }

    @Test
    void anInputThatComesLateIsValidatedBeforeItIsUsed() throws IOException {
        Files.writeString(folder.resolve("late.yaml"), """
                setpoint: v1
                module: late
                inputs:
                  revision:
                    type: integer
                    validate: [{that: "${inputs.revision > 1}", message: "It is ${inputs.revision}."}]
                resources:
                  user: {type: test.thing, properties: {name: user, size: "${inputs.revision}"}}
                  free: {type: test.thing, properties: {name: free}}
                """);
        var spec = HEAD + "resources: {a: {type: test.thing, properties: {name: a}}}\n"
                + "modules: {late: {source: ./late.yaml, inputs: {revision: \"${a.revision}\"}}}\n";
        var run = world.apply(spec);
        assertThat(run.plan().assertions())
                .map(condition -> PlannedCheck.of(condition).subject())
                .containsExactly("late.inputs.revision");
        assertThat(run.outcome().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0325");
            assertThat(problem.message()).isEqualTo("It is 1 (`inputs.revision` is `1`).");
            assertThat(problem.span().orElseThrow().source().name()).isEqualTo("test.yaml");
        });
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("create a", "create late.free");
        assertThat(codes(found(spec))).containsExactly("SP0325");
    }

    @Test
    void whatReadsAModuleWaitsForItsAssertions() throws IOException {
        Files.writeString(folder.resolve("pair.yaml"), """
                setpoint: v1
                module: pair
                resources: {first: {type: test.thing, properties: {name: first}}}
                assert: [{that: "${first.revision == 2}", message: Inside.}]
                outputs: {revision: "${first.revision}", arn: "${first.arn}"}
                """);
        var spec = HEAD
                + "modules: {pair: {source: ./pair.yaml, assert: [{that: \"${self.revision == 1}\", message: Call.}]}}\n"
                + "resources:\n"
                + "  b: {type: test.thing, properties: {name: b, comment: \"${pair.arn}\"}}\n"
                + "  c: {type: test.thing, properties: {name: c}}\n";
        var run = world.apply(spec);
        assertThat(run.plan().assertions()).hasSize(2);
        assertThat(run.outcome().problems())
                .extracting(Diagnostic::message)
                .containsExactly("`pair`: Inside (`first.revision` is `1`).");
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("create pair.first", "create c");
        assertThat(found(spec.replace("== 1", "== 2")))
                .extracting(Diagnostic::message)
                .containsExactlyInAnyOrder(
                        "`pair`: Inside (`first.revision` is `1`).", "`pair`: Call (`self.revision` is `1`).");
    }

    @Test
    void aDataSourceIsCheckedOnceItIsRead() {
        var spec = HEAD
                + "data: {look: {type: test.lookup, properties: {name: \"${a.name}\"}, assert: [{that: \"${self.size == 2}\", message: Small.}]}}\n"
                + "resources:\n"
                + "  a: {type: test.thing, properties: {name: a, size: 1}}\n"
                + "  b: {type: test.thing, properties: {name: b, size: \"${data.look.size}\"}}\n";
        assertThat(codes(world.apply(spec).outcome().problems())).containsExactly("SP0630");
        assertThat(world.cloud.changes()).containsExactly("create a");
        assertThat(codes(found(spec))).containsExactly("SP0591");
        assertThat(world.apply(spec.replace("size: 1", "size: 2")).outcome().succeeded())
                .isTrue();
        assertThat(world.changes(spec.replace("size: 1", "size: 2"))).isEmpty();
    }

    @Test
    void aBlockThatIsOffHasNoAssertions() throws IOException {
        Files.writeString(folder.resolve("off.yaml"), """
                setpoint: v1
                module: maybe
                inputs: {size: {type: integer, validate: [{that: "${inputs.size > 5}", message: Small.}]}}
                resources: {first: {type: test.thing, properties: {name: first}}}
                assert: [{that: "${inputs.size > 6}", message: Inside.}]
                outputs: {name: "${first.name}"}
                """);
        var spec = HEAD
                + "data: {look: {type: test.lookup, properties: {name: a}}}\n"
                + "modules: {maybe: {source: ./off.yaml, when: \"${SWITCH}\", inputs: {size: 1},"
                + " assert: [{that: \"${self.name == 'x'}\", message: Call.}]}}\n"
                + "resources:\n"
                + "  b: {type: test.thing, when: \"${SWITCH}\", properties: {name: b},"
                + " assert: [{that: \"${self.name == 'x'}\", message: Block.}]}\n";
        assertThat(found(spec.replace("SWITCH", "stack.name == 'x'").replaceAll("(?m)^data.*\\n", "")))
                .isEmpty();
        world.succeed(HEAD + "resources: {a: {type: test.thing, properties: {name: a, size: 1}}}\n");
        var kept = spec + "  a: {type: test.thing, properties: {name: a, size: 1}}\n";
        assertThat(found(kept.replace("SWITCH", "data.look.size == 2"))).isEmpty();
        var on = world.planned(kept.replace("SWITCH", "data.look.size == 1"), PlanOptions.APPLY);
        assertThat(on.diagnostics())
                .extracting(Diagnostic::message)
                .contains("Small (`inputs.size` is `1`).", "`maybe`: Inside (`inputs.size` is `1`).");
    }

    @Test
    void secretsAreNotShown() {
        var spec = HEAD
                + "inputs: {token: {type: string, sensitive: true, default: hush}}\n"
                + "resources: {a: {type: test.thing, properties: {name: a}, assert: [{that:"
                + " \"${self.revision == 2 || inputs.token == 'x'}\", message: \"It is ${inputs.token}.\"}]}}\n";
        assertThat(world.apply(spec).outcome().problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).doesNotContain("hush").contains("`inputs.token` is a secret"));
        assertThat(world.plan(spec).forbidden())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).doesNotContain("hush"));
    }

    @Test
    void ignoredPropertiesAreCheckedAsTheyAre() {
        var spec = HEAD
                + "resources: {a: {type: test.thing, lifecycle: {ignoreChanges: [size]}, properties: {name: a, size: 1},"
                + " assert: [{that: \"${self.size == 1}\", message: \"Size ${self.size}.\"}]}}\n";
        world.succeed(spec);
        world.cloud.drift("a", "size", Value.of(5));
        assertThat(world.plan(spec).forbidden())
                .extracting(Diagnostic::message)
                .containsExactly("`a`: Size 5 (`self.size` is `5`).");
    }

    @Test
    void aReplacementIsCheckedAfterIt() {
        world.succeed(revised(1));
        var spec = revised(1).replace("name: a,", "name: other,");
        Plan plan = world.plan(spec);
        assertThat(plan.changes()).anyMatch(change -> change instanceof Change.Replace);
        assertThat(plan.assertions()).hasSize(1);
        world.succeed(spec);
    }
}
