package dev.setpoint.cli.render.json;

import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.render.lines.ValueLines;
import dev.setpoint.cli.render.model.ImportResult;
import dev.setpoint.cli.render.model.NamedOutput;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.format.StateJson;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.engine.verify.Proofs;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The format {@code json}: one document for a program. Its member {@code diagnostics} holds warnings and errors. */
public final class JsonRenderer implements Renderer {

    @Override
    public Optional<Writer<PlanResult>> plan() {
        return Optional.of(new PlanJson());
    }

    @Override
    public Optional<Writer<OutcomeModel>> outcome() {
        return document(OutcomeJson::document);
    }

    @Override
    public Optional<Writer<State>> state() {
        return document(StateJson::write);
    }

    @Override
    public Optional<Writer<State>> stateList() {
        return bare(StateListJson::document);
    }

    @Override
    public Optional<Writer<ResourceState>> resource() {
        return document(StateJson::write);
    }

    @Override
    public Optional<Writer<Value.Map>> outputs() {
        return bare(outputs -> outputs);
    }

    /** The value alone, so that a program reads nothing else. */
    @Override
    public Optional<Writer<NamedOutput>> output() {
        return bare(NamedOutput::value);
    }

    /** The value alone; a part that is known after apply is written as in plans. */
    @Override
    public Optional<Writer<Value>> value() {
        return bare(JsonRenderer::masked);
    }

    /** The value with a text in the place of each secret. */
    private static Value masked(Value value) {
        return value instanceof Value.Secret || value instanceof Value.Redacted
                ? Value.of(ValueLines.SENSITIVE)
                : value.mapChildren(JsonRenderer::masked);
    }

    @Override
    public Optional<Writer<Proofs>> proofs() {
        return document(ProofsJson::document);
    }

    @Override
    public Optional<Writer<ImportResult>> imported() {
        return document(ImportJson::document);
    }

    @Override
    public Optional<Writer<List<Explanation>>> explanations() {
        return document(ExplanationJson::pages);
    }

    @Override
    public Optional<Writer<List<Explanation>>> codes() {
        return document(ExplanationJson::list);
    }

    @Override
    public Optional<Writer<Page>> page() {
        return document(PageJson::page);
    }

    @Override
    public Optional<Writer<List<Page>>> pages() {
        return document(PageJson::list);
    }

    @Override
    public Optional<Writer<Report>> report() {
        return Optional.of(new ReportJson());
    }

    @Override
    public Optional<String> failure(List<Diagnostic> diagnostics) {
        return Optional.of(Json.pretty(DiagnosticJson.document(diagnostics)) + "\n");
    }

    @Override
    public boolean holdsDiagnostics() {
        return true;
    }

    /** Writer of a document whose members are ours, with the warnings in it. */
    private static <M> Optional<Writer<M>> document(Function<M, Value.Map> content) {
        return Optional.of(new JsonDocument<>(content));
    }

    /** Writer of a document without warnings: its members are a user's, or it is no map. */
    private static <M> Optional<Writer<M>> bare(Function<M, Value> content) {
        return Optional.of((result, _) -> Json.pretty(content.apply(result)) + "\n");
    }
}
