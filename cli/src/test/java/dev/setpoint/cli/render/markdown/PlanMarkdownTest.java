package dev.setpoint.cli.render.markdown;

import static dev.setpoint.cli.render.LiteralPlan.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.LiteralPlan;
import dev.setpoint.cli.render.SamplePlans;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.cli.testing.Golden;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanMarkdownTest {

    @Test
    void aCommentHasCountsLossesSectionsAndAGraph() throws IOException {
        var warning =
                Diagnostic.warning("SP0000", "Something <odd> about *this*.").at(Optional.of(LiteralPlan.line(7)));
        Golden.check(
                "markdown/kinds.md", new PlanMarkdown().render(PlanModel.of(SamplePlans.kinds()), List.of(warning)));
    }

    @Test
    void textsAreComparedByLineAndJsonByMember() throws IOException {
        Golden.check("markdown/texts.md", new PlanMarkdown().render(PlanModel.of(SamplePlans.texts()), List.of()));
    }

    @Test
    void aPlanWithoutChangesIsAShortComment() {
        var plan = new LiteralPlan().unchanged("key", "aws.kms.key").plan();

        assertThat(new PlanMarkdown().render(PlanModel.of(plan), List.of()))
                .startsWith("<!-- setpoint-plan stack=demo -->\n")
                .contains("**No changes.**")
                .doesNotContain("<details>");
    }

    @Test
    void nothingInAValueEndsItsBlockOrActsAsHtml() {
        var plan = new LiteralPlan()
                .create(
                        target("a", "core.value", 3, "Loses <b>all</b> of @team."),
                        Change.CreateReason.NEW,
                        "{'text': '```', 'html': '</details><script>'}")
                .plan();

        assertThat(new PlanMarkdown().render(PlanModel.of(plan), List.of()))
                .contains("````diff")
                .contains("- `a`: Loses `<b>all</b>` of `@team.`");
    }
}
