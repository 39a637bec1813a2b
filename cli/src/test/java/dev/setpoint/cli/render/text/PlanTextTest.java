package dev.setpoint.cli.render.text;

import static dev.setpoint.cli.render.LiteralPlan.forcing;
import static dev.setpoint.cli.render.LiteralPlan.property;
import static dev.setpoint.cli.render.LiteralPlan.secret;
import static dev.setpoint.cli.render.LiteralPlan.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.LiteralPlan;
import dev.setpoint.cli.render.SamplePlans;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.cli.testing.Golden;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Preview;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static final Style PLAIN = new Style(false, 100);

    private static String render(Preview plan) {
        return new PlanText(PLAIN).render(PlanModel.of(plan));
    }

    @Test
    void everyKindOfChangeIsShownInItsOwnWay() throws IOException {
        Golden.check("text/kinds.txt", render(SamplePlans.kinds()));
    }

    @Test
    void policiesAndListsAreShownAsStructuralDiffs() throws IOException {
        Golden.check("text/structure.txt", render(SamplePlans.structure()));
    }

    @Test
    void textsAreComparedByLineAndJsonByMember() throws IOException {
        Golden.check("text/texts.txt", render(SamplePlans.texts()));
    }

    @Test
    void aNarrowTerminalGetsWrappedLines() throws IOException {
        Golden.check(
                "text/narrow.txt", new PlanText(new Style(false, 60)).render(PlanModel.of(SamplePlans.structure())));
    }

    @Test
    void destroyNamesLossesAndTheDateUntilWhichTheyCanBeCancelled() throws IOException {
        Golden.check("text/destroy.txt", render(SamplePlans.destroy()));
    }

    @Test
    void aPlanWithoutChangesSaysSoInOneLine() {
        var plan = new LiteralPlan()
                .unchanged("key", "aws.kms.key")
                .unchanged("bucket", "aws.s3.bucket")
                .plan();

        assertThat(render(plan)).isEqualTo("No changes: all 2 resources match the spec.\n");
    }

    @Test
    void secretsAreNeverShown() {
        var plan = new LiteralPlan()
                .update(
                        target("token", "core.value", 3),
                        "1",
                        secret(property("password", "'old-pw'", "'new-pw'", Cause.SPEC, 4)))
                .output("password", "'old-pw'", "'new-pw'", true)
                .plan();

        assertThat(render(plan))
                .contains("password: (sensitive) → (sensitive)")
                .doesNotContain("old-pw")
                .doesNotContain("new-pw");
    }

    @Test
    void foreignTextCannotSteerTheTerminal() {
        var plan = new LiteralPlan()
                .create(
                        target("a", "core.value", 3),
                        Change.CreateReason.NEW,
                        "{'tags': {'x\\u001b[2J': 'y\\u001b]0;evil\\u0007'}}")
                .plan();

        assertThat(render(plan)).doesNotContain("\u001b").doesNotContain("\u0007");
    }

    @Test
    void coloursAreForTerminalsOnly() {
        assertThat(render(SamplePlans.kinds())).doesNotContain("\u001b");
        assertThat(new PlanText(new Style(true, 100)).render(PlanModel.of(SamplePlans.kinds())))
                .contains("\u001b[32m");
    }

    @Test
    void theForcingPropertyIsNamed() {
        var plan = new LiteralPlan()
                .replace(
                        target("bucket", "aws.s3.bucket", 9),
                        "old-name",
                        Change.Order.DELETE_FIRST,
                        forcing(property("name", "'old-name'", "'new-name'", Cause.SPEC, 12)))
                .plan();

        assertThat(render(plan)).contains("name: old-name → new-name  forces replacement; spec, setpoint.yaml:12");
    }
}
