package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.verify.Proofs;
import java.util.List;
import java.util.Optional;

/** The format {@code markdown}, for comments on pull requests and job summaries. */
public final class MarkdownRenderer implements Renderer {

    @Override
    public Optional<Writer<PlanResult>> plan() {
        return Optional.of((result, warnings) -> new PlanMarkdown().render(result.plan(), warnings));
    }

    @Override
    public Optional<Writer<OutcomeModel>> outcome() {
        return Optional.of((outcome, _) -> OutcomeMarkdown.page(outcome));
    }

    @Override
    public Optional<Writer<State>> state() {
        return Optional.of((state, _) -> StateMarkdown.page(state));
    }

    @Override
    public Optional<Writer<Proofs>> proofs() {
        return Optional.of((proofs, _) -> ProofsMarkdown.page(proofs));
    }

    @Override
    public Optional<Writer<Page>> page() {
        return Optional.of((page, _) -> page.markdown());
    }

    @Override
    public Optional<Writer<List<Page>>> pages() {
        return Optional.of((pages, _) -> PageMarkdown.list(pages, Page::name));
    }

    @Override
    public Optional<String> failure(List<Diagnostic> diagnostics) {
        return Optional.of(DiagnosticMarkdown.page(diagnostics));
    }
}
