package dev.setpoint.cli.render.text;

import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.render.model.ImportResult;
import dev.setpoint.cli.render.model.NamedOutput;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import dev.setpoint.engine.verify.Proofs;
import java.util.List;
import java.util.Optional;

/** The format {@code text}, for a person at a terminal. Diagnostics are on stderr. */
public final class TextRenderer implements Renderer {

    private final Style style;

    public TextRenderer(Style style) {
        this.style = style;
    }

    @Override
    public Optional<Writer<PlanResult>> plan() {
        return Optional.of((result, _) -> new PlanText(style).render(result.plan()));
    }

    @Override
    public Optional<Writer<OutcomeModel>> outcome() {
        return Optional.of((outcome, _) -> new OutcomeText(style).render(outcome));
    }

    @Override
    public Optional<Writer<State>> state() {
        return Optional.of((state, _) -> new StateText(style).all(state));
    }

    @Override
    public Optional<Writer<State>> stateList() {
        return Optional.of((state, _) -> new StateText(style).list(state));
    }

    @Override
    public Optional<Writer<ResourceState>> resource() {
        return Optional.of((resource, _) -> new StateText(style).one(resource));
    }

    @Override
    public Optional<Writer<Value.Map>> outputs() {
        return Optional.of((outputs, _) -> new OutputsText(style).page(outputs));
    }

    @Override
    public Optional<Writer<NamedOutput>> output() {
        return Optional.of(
                (output, _) -> new OutputsText(style).page(Value.Map.EMPTY.with(output.name(), output.value())));
    }

    @Override
    public Optional<Writer<Value>> value() {
        return Optional.of((value, _) -> new OutputsText(style).value(value));
    }

    @Override
    public Optional<Writer<Proofs>> proofs() {
        return Optional.of((proofs, _) -> new ProofsText(style).render(proofs));
    }

    @Override
    public Optional<Writer<ImportResult>> imported() {
        return Optional.of((result, _) -> imported(result));
    }

    @Override
    public Optional<Writer<String>> file() {
        return Optional.of((file, _) -> file);
    }

    @Override
    public Optional<Writer<List<Explanation>>> explanations() {
        return Optional.of((explanations, _) -> new ExplanationText(style).pages(explanations));
    }

    @Override
    public Optional<Writer<List<Explanation>>> codes() {
        return Optional.of((explanations, _) -> new ExplanationText(style).list(explanations));
    }

    @Override
    public Optional<Writer<Page>> page() {
        return Optional.of((page, _) -> new PageText(style).page(page));
    }

    @Override
    public Optional<Writer<List<Page>>> pages() {
        return Optional.of((pages, _) -> new PageText(style).list(pages));
    }

    @Override
    public Optional<Writer<Report>> report() {
        return Optional.of((report, _) -> report.text());
    }

    @Override
    public boolean isOneDocument() {
        return false;
    }

    private String imported(ImportResult result) {
        var resource = result.resource();
        var first = Report.sentences(
                "Imported `%s` (%s `%s`) into the state.\n", resource.address(), resource.type(), resource.identity());
        return result.differences().isEmpty()
                ? first + "It matches the spec.\n"
                : first
                        + "It differs from the spec. The next apply would change:\n\n"
                        + new PlanText(style).render(result.rest());
    }
}
