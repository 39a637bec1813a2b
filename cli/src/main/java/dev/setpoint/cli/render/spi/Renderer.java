package dev.setpoint.cli.render.spi;

import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.render.model.ImportResult;
import dev.setpoint.cli.render.model.NamedOutput;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import dev.setpoint.engine.verify.Proofs;
import java.util.List;
import java.util.Optional;

/**
 * Output format. A format has a writer for each kind of result that it can show; a command offers the formats that
 * have a writer for everything it prints. Writers only write: order, sentences, counts and groups come from the model.
 */
public interface Renderer {

    /** Writer of a plan. */
    default Optional<Writer<PlanResult>> plan() {
        return Optional.empty();
    }

    /** Writer of the result of apply or destroy. */
    default Optional<Writer<OutcomeModel>> outcome() {
        return Optional.empty();
    }

    /** Writer of the whole state. */
    default Optional<Writer<State>> state() {
        return Optional.empty();
    }

    /** Writer of the list of resources in the state. */
    default Optional<Writer<State>> stateList() {
        return Optional.empty();
    }

    /** Writer of one resource of the state. */
    default Optional<Writer<ResourceState>> resource() {
        return Optional.empty();
    }

    /** Writer of all outputs of a stack. */
    default Optional<Writer<Value.Map>> outputs() {
        return Optional.empty();
    }

    /** Writer of one output that was asked for by name. */
    default Optional<Writer<NamedOutput>> output() {
        return Optional.empty();
    }

    /** Writer of the value of an expression. */
    default Optional<Writer<Value>> value() {
        return Optional.empty();
    }

    /** Writer of the results of verify. */
    default Optional<Writer<Proofs>> proofs() {
        return Optional.empty();
    }

    /** Writer of the dependencies between the resources of a stack. */
    default Optional<Writer<Graph>> graph() {
        return Optional.empty();
    }

    /** Writer of an imported resource. */
    default Optional<Writer<ImportResult>> imported() {
        return Optional.empty();
    }

    /** Writer of a file that is printed as it is, such as a state that is pulled. */
    default Optional<Writer<String>> file() {
        return Optional.empty();
    }

    /** Writer of diagnostic codes with their whole explanations. */
    default Optional<Writer<List<Explanation>>> explanations() {
        return Optional.empty();
    }

    /** Writer of a list of diagnostic codes. */
    default Optional<Writer<List<Explanation>>> codes() {
        return Optional.empty();
    }

    /** Writer of a page of the reference. */
    default Optional<Writer<Page>> page() {
        return Optional.empty();
    }

    /** Writer of a list of pages of the reference. */
    default Optional<Writer<List<Page>>> pages() {
        return Optional.empty();
    }

    /** Writer of a short result. */
    default Optional<Writer<Report>> report() {
        return Optional.empty();
    }

    /**
     * Document of a command that failed and has no result. Empty for a format that prints nothing then: the diagnostics
     * are on stderr.
     */
    default Optional<String> failure(List<Diagnostic> diagnostics) {
        return Optional.empty();
    }

    /** Returns true when documents hold the diagnostics, so that commands print none on stderr. */
    default boolean holdsDiagnostics() {
        return false;
    }

    /**
     * Returns true when a command prints exactly one document on stdout. The document of an outcome then holds its
     * problems, and a plan that a person must approve is shown on stderr.
     */
    default boolean isOneDocument() {
        return true;
    }
}
