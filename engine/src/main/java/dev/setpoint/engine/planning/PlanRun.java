package dev.setpoint.engine.planning;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.assertion.Assessment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.naming.ObjectNames;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.planning.check.PlanAssertions;
import dev.setpoint.engine.planning.check.PlanChecks;
import dev.setpoint.engine.planning.decide.ChangeDecision;
import dev.setpoint.engine.planning.decide.ReplacementCertainty;
import dev.setpoint.engine.planning.decide.ReplacementTriggers;
import dev.setpoint.engine.planning.decide.ResourceChanges;
import dev.setpoint.engine.planning.decide.ReviewMarks;
import dev.setpoint.engine.planning.desired.DataProducers;
import dev.setpoint.engine.planning.desired.DataReads;
import dev.setpoint.engine.planning.desired.DesiredProperties;
import dev.setpoint.engine.planning.desired.OutputChanges;
import dev.setpoint.engine.planning.desired.PlanScope;
import dev.setpoint.engine.planning.live.Collisions;
import dev.setpoint.engine.planning.live.ExpectedOutputs;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.planning.live.LiveReader;
import dev.setpoint.engine.planning.live.LiveResources;
import dev.setpoint.engine.planning.live.Locations;
import dev.setpoint.engine.planning.live.Moves;
import dev.setpoint.engine.planning.live.ObjectOrigin;
import dev.setpoint.engine.planning.live.ProviderSwitch;
import dev.setpoint.engine.planning.live.RefreshPlanner;
import dev.setpoint.engine.planning.order.ReplacementOrder;
import dev.setpoint.engine.planning.order.ResourceDependencies;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.planning.scope.DecidedBlocks;
import dev.setpoint.engine.planning.scope.PendingResources;
import dev.setpoint.engine.planning.scope.RequestedAddresses;
import dev.setpoint.engine.planning.scope.RetainedData;
import dev.setpoint.engine.planning.scope.Selection;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes one plan. Not thread-safe; only {@link LiveReader} uses other threads. */
final class PlanRun {

    private final Graph graph;
    private final Providers providers;
    private final SchemaCatalog catalog;
    private final State state;
    private final PlanOptions options;
    private final RequestedAddresses asked;
    private final Moves moves;
    private final Map<Address, ObjectOrigin> origins;
    private final Map<Address, Address> renamed;
    private final Selection selection;
    private final Set<Address> keepings;
    private final PlanScope evaluation;
    private final DesiredProperties desires;
    private final DataReads data;
    private final LiveResources refresh;
    private final ReplacementTriggers triggers = new ReplacementTriggers();
    private final PendingResources pending;
    private final DecidedBlocks decided;
    private final ResourceChanges resources;
    private final Removals removals;
    private final Refreshes refreshes;
    private final ChangeDecision decision;
    private final Collisions collisions;
    private final PlanChecks checks;
    private final PlanAssertions assertions;
    private final List<Change> changes = new ArrayList<>();
    private final PlanProblems problems = new PlanProblems();

    PlanRun(
            Graph graph,
            Assessment assessment,
            ProviderSwitch home,
            PlanOptions options,
            Providers providers,
            SchemaCatalog catalog,
            LiveReader reader) {
        this.graph = graph;
        this.providers = providers;
        this.catalog = catalog;
        this.state = home.state();
        this.options = options;
        this.asked = new RequestedAddresses(RequestedAddresses.resolved(options, graph, state), graph, state);
        this.moves = options.mode() == Plan.Mode.APPLY ? Moves.of(graph.stack(), state) : Moves.NONE;
        this.origins = options.mode() == Plan.Mode.APPLY ? ObjectOrigin.all(graph.stack(), state, moves) : Map.of();
        this.renamed = ObjectOrigin.renamed(origins);
        this.selection = new Selection(asked.options(), graph, state, renamed);
        this.assertions = new PlanAssertions(assessment, graph.stack(), state, selection);
        this.keepings = options.keepData() ? RetainedData.of(state, catalog) : Set.of();
        this.pending = new PendingResources(graph);
        this.evaluation = new PlanScope(graph.stack());
        this.decided = new DecidedBlocks(graph.stack(), evaluation, problems);
        this.desires = new DesiredProperties(providers, evaluation, new SpecPlaces(graph.stack()), problems::add);
        this.data = new DataReads(reader, desires, evaluation, new DataProducers(graph.stack()), problems::add);
        var differ = new Differ(state.redaction());
        this.refresh = new LiveResources(graph.stack(), home, options, providers, catalog, reader, differ);
        this.removals = new Removals(catalog, graph.stack(), state, selection, renamed, refresh, decided, problems);
        var learning = new RefreshPlanner(differ, graph.stack());
        this.refreshes = new Refreshes(state, catalog, selection, refresh, learning, removals, evaluation, problems);
        this.collisions = new Collisions(reader, options.refresh());
        this.decision = new ChangeDecision(
                differ,
                triggers,
                new ReplacementCertainty(graph.stack(), evaluation, triggers::isNew, triggers::isCertain),
                asked.options().replace(),
                new ReplacementOrder(graph),
                home.former());
        this.resources =
                new ResourceChanges(origins, refresh, decision, new ResourceDependencies(graph), collisions, problems);
        this.checks = new PlanChecks(providers, graph.stack(), catalog, reader, differ, options.refresh());
    }

    Result<Plan> plan() {
        var nonsense = asked.problems();
        if (nonsense.isEmpty()) {
            nonsense = asked.outside(selection);
        }
        if (!nonsense.isEmpty()) {
            return new Result.Failed<>(nonsense);
        }
        return switch (options.mode()) {
            case APPLY -> apply();
            case DESTROY -> destroy();
            case REFRESH -> refreshOnly();
        };
    }

    private Result<Plan> apply() {
        var broken = assertions.broken();
        if (broken.stream().anyMatch(Diagnostic::isError)) {
            return new Result.Failed<>(broken);
        }
        problems.addAll(broken);
        refresh.begin(origins, selection);
        beginData();
        return decided(() -> {
            graph.order().forEach(this::visit);
            changes.addAll(removals.unwanted(changes));
        });
    }

    /**
     * Makes the decisions after the accounts are checked. In a wrong account or region, every object would seem to be
     * gone.
     */
    private Result<Plan> decided(Runnable decisions) {
        return switch (refresh.realms()) {
            case Result.Failed<Map<String, Realm>>(var diagnostics) ->
                new Result.Failed<>(diagnostics.stream().distinct().toList());
            case Result.Ok<Map<String, Realm>>(var realms, var _) -> {
                decisions.run();
                yield finished(realms);
            }
        };
    }

    private void beginData() {
        graph.stack().data().values().stream()
                .filter(block -> graph.dependenciesOf(block.address()).isEmpty())
                .filter(block -> selection.contains(block.address()))
                .forEach(block -> data.begin(block, false));
    }

    private void visit(Address address) {
        if (address.isData()) {
            data(address);
        } else if (selection.contains(address)) {
            graph.stack()
                    .resource(address)
                    .filter(block -> decided.exists(address, block.conditions()))
                    .ifPresent(this::resource);
        } else if (origins.get(address) instanceof ObjectOrigin.InState(var resource, var _)) {
            evaluation.settle(address, () -> resource.applied().plus(resource.outputs()));
        }
        pending.note(address, triggers.isPlanned(address));
    }

    private void data(Address address) {
        graph.stack()
                .dataSource(address)
                .filter(block -> selection.contains(address))
                .filter(block -> decided.exists(address, block.conditions()))
                .ifPresent(block -> data.begin(block, pending.waits(address)));
    }

    private void resource(ResourceBlock block) {
        var before = problems.count();
        var desired = desires.of(block);
        var change = desired.flatMap(map -> resources.change(block, map));
        if (change.isPresent() && problems.count() == before) {
            changes.add(change.get());
            triggers.planned(block, change.get());
            evaluation.settle(block.address(), () -> ExpectedOutputs.of(block, change.get()));
            var planned = ObjectNames.planned(block, desired.orElseThrow(), change.get());
            checks.planned(block, planned, change.get().touchesCloud());
        } else {
            change.ifPresent(made -> triggers.planned(block, made));
        }
    }

    private Result<Plan> destroy() {
        refresh.begin(origins, selection);
        return decided(() -> changes.addAll(removals.everything(keepings)));
    }

    /**
     * Plans a refresh: live values for the state, and outputs of the spec evaluated with them. Properties are not
     * compared with the spec.
     */
    private Result<Plan> refreshOnly() {
        refresh.begin(origins, selection);
        beginData();
        return decided(() -> {
            changes.addAll(refreshes.all());
            var gone = changes.stream()
                    .filter(Change.Forget.class::isInstance)
                    .map(Change::address)
                    .collect(Collectors.toSet());
            graph.order().forEach(address -> readUnlessDependsOn(gone, address));
        });
    }

    /** Reads a data source unless it depends on an object that is gone and not created again. */
    private void readUnlessDependsOn(Set<Address> gone, Address address) {
        if (address.isData()) {
            data(address);
        }
        pending.note(address, gone.contains(address));
    }

    private Result<Plan> finished(Map<String, Realm> realms) {
        var waiting = assertions.evaluate(evaluation, problems);
        var inventory = new Inventory(state, catalog, new Locations(realms));
        var ordered = problems.marked(new ChangeSequencer(collisions, decision, inventory, state, graph.stack())
                .of(moves.marked(changes), problems));
        var looked = checks.run(ordered, realms, problems);
        var known = data.all(graph.stack().data().keySet());
        var outputs = outputs();
        var refreshed = refreshed().withRealms(realms).withProviders(settings(realms.keySet()));
        var marked = new ReviewMarks(catalog).of(problems.marked(looked));
        var plan = new Plan(options, graph, refreshed, known, marked, outputs, leftOut(), waiting);
        return Result.of(plan, problems.all());
    }

    private Set<Address> leftOut() {
        var leftOut = new LinkedHashSet<>(selection.leftOut());
        leftOut.addAll(keepings);
        return leftOut;
    }

    /** Returns provider settings from the spec, or from the state for configurations that the spec no longer has. */
    private Map<String, Value.Map> settings(Set<String> configurations) {
        var settings = new TreeMap<>(state.providers());
        configurations.stream()
                .filter(graph.stack().providers()::containsKey)
                .forEach(name -> settings.put(name, providers.settings(name)));
        return settings;
    }

    /** Returns the state to show in the plan. A planned refresh has not changed it yet. */
    private State refreshed() {
        return options.mode() == Plan.Mode.REFRESH ? state : refresh.state();
    }

    private Map<String, Plan.OutputChange> outputs() {
        return new OutputChanges(state.redaction(), evaluation, leftOut(), problems::add)
                .changes(options.mode(), graph.stack().outputs(), state.outputs());
    }
}
