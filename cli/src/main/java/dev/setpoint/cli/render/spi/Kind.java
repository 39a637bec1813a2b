package dev.setpoint.cli.render.spi;

import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.render.model.ImportResult;
import dev.setpoint.cli.render.model.NamedOutput;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import dev.setpoint.engine.verify.Proofs;
import java.util.List;
import java.util.Optional;

/**
 * Kind of result that commands print.
 *
 * @param <M> the result
 */
@FunctionalInterface
public interface Kind<M> {

    Kind<PlanResult> PLAN = Renderer::plan;
    Kind<OutcomeModel> OUTCOME = Renderer::outcome;
    Kind<State> STATE = Renderer::state;
    Kind<State> STATE_LIST = Renderer::stateList;
    Kind<ResourceState> RESOURCE = Renderer::resource;
    Kind<Value.Map> OUTPUTS = Renderer::outputs;
    Kind<NamedOutput> OUTPUT = Renderer::output;
    Kind<Value> VALUE = Renderer::value;
    Kind<Proofs> PROOFS = Renderer::proofs;
    Kind<Graph> GRAPH = Renderer::graph;
    Kind<ImportResult> IMPORT = Renderer::imported;
    Kind<String> FILE = Renderer::file;
    Kind<List<Explanation>> EXPLANATIONS = Renderer::explanations;
    Kind<List<Explanation>> CODES = Renderer::codes;
    Kind<Page> PAGE = Renderer::page;
    Kind<List<Page>> PAGES = Renderer::pages;
    Kind<Report> REPORT = Renderer::report;

    /** Returns the format's writer for this kind; empty when the format cannot show it. */
    Optional<Writer<M>> writer(Renderer format);
}
