package dev.setpoint.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.markdown.MarkdownRenderer;
import dev.setpoint.cli.render.markdown.PlanMarkdown;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.cli.render.text.PlanText;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.cli.render.text.TextRenderer;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlannedCheck;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import dev.setpoint.engine.verify.Proofs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Text from a spec, a file name or a live object never changes the structure of what is printed. */
class HostileTextTest {

    private static final long SEED = Long.getLong("hostile.seed", 1);
    private static final int ROUNDS = Integer.getInteger("hostile.rounds", 300);
    private static final TypeName TYPE = new TypeName("aws.s3.bucket");

    @Test
    void aPlanInMarkdownKeepsItsStructure() {
        markdown(text -> new PlanMarkdown()
                .render(
                        PlanModel.of(plan(text)),
                        List.of(problem("SP0551", text).asWarning())));
    }

    @Test
    void aShortenedPlanInMarkdownKeepsItsStructure() {
        markdown(text -> new PlanMarkdown(1).render(PlanModel.of(plan(text)), List.of()));
    }

    @Test
    void diagnosticsInMarkdownKeepTheirStructure() {
        markdown(text -> new MarkdownRenderer()
                .failure(List.of(problem("SP0203", text), problem("SP0514", text)))
                .orElseThrow());
    }

    @Test
    void proofsInMarkdownKeepTheirStructure() {
        markdown(text -> new MarkdownRenderer().proofs().orElseThrow().write(proofs(text), List.of()));
    }

    @Test
    void everyLineOfAPlanIsOneOfOurs() {
        lines(text -> new PlanText(new Style(false, 100)).render(PlanModel.of(plan(text))));
    }

    @Test
    void everyLineOfADiagnosticIsOneOfOurs() {
        lines(text -> new DiagnosticText(false).render(List.of(problem("SP0203", text))));
    }

    @Test
    void everyLineOfAProofIsOneOfOurs() {
        lines(text ->
                new TextRenderer(new Style(false, 100)).proofs().orElseThrow().write(proofs(text), List.of()));
    }

    @Test
    void aDiagnosticHasAsManyLinesAsWithPlainWords() {
        var text = new HostileText(SEED);
        var plain = problem(() -> "word");
        for (var round = 0; round < ROUNDS; round++) {
            assertThat(problem(text::next)).hasLineCount((int) plain.lines().count());
        }
    }

    private static String problem(Supplier<String> text) {
        return new DiagnosticText(false).render(problem("SP0203", text));
    }

    private static void markdown(Function<Supplier<String>, String> render) {
        var text = new HostileText(SEED);
        var plain = MarkdownStructure.of(render.apply(() -> "word"));
        for (var round = 0; round < ROUNDS; round++) {
            var page = render.apply(text::next);
            assertThat(MarkdownStructure.of(page)).as("%s", page).isEqualTo(plain);
            assertThat(page.codePoints().filter(c -> c != '\n' && c != '\t').anyMatch(Printable::isInvisible))
                    .as("%s", page)
                    .isFalse();
        }
    }

    private static void lines(Function<Supplier<String>, String> render) {
        var text = new HostileText(SEED);
        for (var round = 0; round < ROUNDS; round++) {
            var page = render.apply(text::next);
            assertThat(page.lines()).as("%s", page).noneMatch(line -> line.startsWith(HostileText.FORGED));
            assertThat(page.codePoints().filter(c -> c != '\n' && c != '\t').anyMatch(Printable::isInvisible))
                    .as("%s", page)
                    .isFalse();
        }
    }

    private static Preview plan(Supplier<String> text) {
        var changes = List.<Change>of(
                new Change.Create(
                        target(text, 0),
                        Change.CreateReason.NEW,
                        Value.Map.EMPTY,
                        List.of(change(text, Optional.empty()), keyed(text))),
                new Change.Update(
                        target(text, 1),
                        new Identity(text.get()),
                        Value.Map.EMPTY,
                        Value.Map.EMPTY,
                        List.of(change(text, Optional.of(Value.of(text.get()))), keyed(text)),
                        Set.of()),
                new Change.Move(
                        target(text, 2),
                        Address.instance("old", text.get()),
                        new Change.NoOp(target(text, 2), new Identity(text.get()), Value.Map.EMPTY, Value.Map.EMPTY)),
                new Change.Delete(
                        target(text, 3).forbidden(List.of(problem("SP0522", text))),
                        new Identity(text.get()),
                        Value.Map.EMPTY,
                        Change.DeleteReason.REMOVED));
        var outputs =
                Map.of("shown", new Plan.OutputChange(Optional.empty(), Optional.of(Value.of(text.get())), false));
        return new Preview(
                text.get(),
                PlanOptions.of(Plan.Mode.APPLY),
                changes,
                0,
                List.of(Address.instance("left", text.get())),
                outputs,
                Map.of(changes.get(1).address(), Set.of(changes.get(0).address())),
                List.of(new PlannedCheck(text.get(), text.get(), false, Optional.empty())));
    }

    private static ChangeTarget target(Supplier<String> text, int number) {
        return new ChangeTarget(
                Address.instance("block" + number, text.get()),
                TYPE,
                "aws." + text.get(),
                Optional.of(span(text)),
                Set.of(),
                List.of());
    }

    private static PropertyChange change(Supplier<String> text, Optional<Value> before) {
        return new PropertyChange(
                PropertyPath.of("tags").name(text.get()),
                before,
                Optional.of(Value.of(text.get())),
                Cause.SPEC_AND_DRIFT,
                Optional.of(span(text)),
                false,
                false,
                Optional.empty());
    }

    private static PropertyChange keyed(Supplier<String> text) {
        return new PropertyChange(
                PropertyPath.of("policy").key(text.get()),
                Optional.empty(),
                Optional.of(new Value.Map(
                        Map.of(text.get(), Value.of(List.of(Value.of(text.get()), new Value.Unknown(text.get())))))),
                Cause.DRIFT,
                Optional.empty(),
                false,
                false,
                Optional.empty());
    }

    private static Span span(Supplier<String> text) {
        return new Span(new Source("stacks/" + text.get() + ".yaml", "a: " + text.get()), 1, 2, 1, 4);
    }

    private static Diagnostic problem(String code, Supplier<String> text) {
        return Diagnostic.error(code, span(text), "`%s` is no property of %s.".formatted(text.get(), text.get()))
                .hint("Did you mean `%s`?".formatted(text.get()))
                .related(text.get(), span(text))
                .answered(Optional.of(new Diagnostic.Answer(
                        "aws." + text.get(), text.get(), text.get(), Optional.of(text.get()), Optional.empty())));
    }

    private static Proofs proofs(Supplier<String> text) {
        return new Proofs(
                text.get(),
                List.of(new Proofs.Proof(
                        Address.instance("bucket", text.get()),
                        TYPE,
                        new Identity(text.get()),
                        List.of(Check.pass(text.get(), text.get()), Check.fail(text.get(), text.get())))));
    }
}
