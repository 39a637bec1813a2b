package dev.setpoint.engine.planning;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.naming.ObjectNames;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.planning.check.PlanRules;
import dev.setpoint.engine.planning.check.Preflights;
import dev.setpoint.engine.planning.check.Prerequisites;
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
import dev.setpoint.engine.planning.scope.PendingResources;
import dev.setpoint.engine.planning.scope.RemovedResources;
import dev.setpoint.engine.planning.scope.RequestedAddresses;
import dev.setpoint.engine.planning.scope.RetainedData;
import dev.setpoint.engine.planning.scope.Selection;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final ResourceDependencies dependencies;
    private final PlanScope evaluation;
    private final DesiredProperties desires;
    private final DataReads data;
    private final LiveResources refresh;
    private final ReplacementTriggers triggers = new ReplacementTriggers();
    private final PendingResources pending;
    private final ResourceChanges resources;
    private final RemovedResources removals;
    private final RefreshPlanner learning;
    private final ChangeDecision decision;
    private final Collisions collisions;
    private final Prerequisites prerequisites;
    private final PlanRules rules;
    private final Preflights preflights;
    private final Redaction redaction;
    private final List<Change> changes = new ArrayList<>();
    private final PlanProblems problems = new PlanProblems();

    PlanRun(
            Graph graph,
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
        this.keepings = options.keepData() ? RetainedData.of(state, catalog) : Set.of();
        this.dependencies = new ResourceDependencies(graph);
        this.pending = new PendingResources(graph);
        this.evaluation = new PlanScope(graph.stack());
        this.desires = new DesiredProperties(providers, evaluation, new SpecPlaces(graph.stack()), problems::add);
        this.data = new DataReads(reader, desires, evaluation, new DataProducers(graph.stack()), problems::add);
        this.redaction = state.redaction();
        var differ = new Differ(redaction);
        this.refresh = new LiveResources(graph.stack(), home, options, providers, catalog, reader, differ);
        this.learning = new RefreshPlanner(differ, graph.stack());
        this.removals = new RemovedResources(catalog, graph.stack());
        this.collisions = new Collisions(reader, options.refresh());
        this.decision = new ChangeDecision(
                differ,
                triggers,
                new ReplacementCertainty(graph.stack(), evaluation, triggers::isNew, triggers::isCertain),
                asked.options().replace(),
                new ReplacementOrder(graph),
                home.former());
        this.resources = new ResourceChanges(origins, refresh, decision, dependencies, collisions, problems);
        this.preflights = new Preflights(providers, reader, graph.stack(), catalog, options.refresh());
        this.prerequisites = new Prerequisites(reader, catalog, differ, options.refresh());
        this.rules = new PlanRules(providers, graph.stack());
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
        refresh.begin(origins, selection);
        beginData();
        return decided(() -> {
            graph.order().forEach(this::visit);
            removed();
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
            graph.stack().resource(address).ifPresent(this::resource);
        } else if (origins.get(address) instanceof ObjectOrigin.InState(var resource, var _)) {
            evaluation.settle(address, () -> resource.applied().plus(resource.outputs()));
        }
        pending.note(address, triggers.isPlanned(address));
    }

    private void data(Address address) {
        graph.stack()
                .dataSource(address)
                .filter(block -> selection.contains(address))
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
            rules.planned(block, planned);
            if (change.get().touchesCloud()) {
                prerequisites.touched(block, planned);
            }
        } else {
            change.ifPresent(made -> triggers.planned(block, made));
        }
    }

    /** Plans removals: resources of the state that are not in the spec, and deposed objects. */
    private void removed() {
        var restored = changes.stream()
                .flatMap(change -> change.restored().stream())
                .collect(Collectors.toMap(Change::address, Change.Restore::id));
        for (var resource : state.resources().values()) {
            var address = renamed.getOrDefault(resource.address(), resource.address());
            if (!selection.contains(address)) {
                continue;
            }
            if (!graph.stack().resources().containsKey(address)) {
                remove(resource, Change.DeleteReason.REMOVED);
            }
            var now = Optional.ofNullable(restored.get(address)).flatMap(resource::withRestored);
            removeDeposed(now.orElse(resource), resource.identity(), address);
        }
    }

    /** @param present the current object of the address */
    private void removeDeposed(ResourceState resource, Identity present, Address address) {
        for (var old : resource.deposed()) {
            var reason = old.identity().equals(present) ? Change.DeleteReason.SUPERSEDED : Change.DeleteReason.DEPOSED;
            switch (refresh.leftOver(resource, old, Optional.empty())) {
                case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
                case Result.Ok<Optional<Value.Map>>(var live, var _) ->
                    changes.add(removals.deposedRemoval(
                            resource.withAddress(address), old, live.isEmpty(), reason, renamed));
            }
        }
    }

    private void remove(ResourceState resource, Change.DeleteReason reason) {
        switch (refresh.live(resource)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
            case Result.Ok<Optional<Value.Map>>(var live, var _) ->
                changes.add(removals.removal(resource, live.isEmpty(), reason, renamed));
        }
    }

    private Result<Plan> destroy() {
        refresh.begin(origins, selection);
        return decided(this::removeAll);
    }

    private void removeAll() {
        var spec = new StaticValues(graph.stack());
        for (var resource : state.resources().values()) {
            if (selection.contains(resource.address()) && !keepings.contains(resource.address())) {
                remove(withDeletionOptions(resource, spec), Change.DeleteReason.DESTROY);
                removeDeposed(resource, resource.identity(), resource.address());
            }
        }
    }

    /**
     * Returns the resource with the deletion options of the present spec. They take effect without an apply, because
     * the cloud does not store them.
     */
    private ResourceState withDeletionOptions(ResourceState resource, StaticValues spec) {
        return graph.stack()
                .resource(resource.address())
                .filter(block -> block.type().name().equals(resource.type()))
                .map(block -> resource.withApplied(
                        resource.applied().plus(block.type().writeOnly(spec.properties(block)))))
                .orElse(resource);
    }

    /**
     * Plans a refresh: live values for the state, and outputs of the spec evaluated with them. Properties are not
     * compared with the spec.
     */
    private Result<Plan> refreshOnly() {
        refresh.begin(origins, selection);
        beginData();
        return decided(() -> {
            state.resources().values().forEach(this::refresh);
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

    private void refresh(ResourceState resource) {
        var address = resource.address();
        if (!selection.contains(address)) {
            evaluation.settle(address, () -> resource.applied().plus(resource.outputs()));
            return;
        }
        switch (refresh.live(resource)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
            case Result.Ok<Optional<Value.Map>>(var live, var _)
            when live.isEmpty() -> changes.add(removals.removal(resource, true, Change.DeleteReason.REMOVED, renamed));
            case Result.Ok<Optional<Value.Map>>(var live, var _) -> {
                var change = learning.of(resource, catalog.type(resource.type()).orElseThrow(), live.orElseThrow());
                changes.add(change);
                evaluation.settle(
                        address,
                        () -> change instanceof Change.Refresh learned
                                ? learned.applied().plus(learned.outputs())
                                : resource.applied().plus(resource.outputs()));
            }
        }
    }

    private Result<Plan> finished(Map<String, Realm> realms) {
        var inventory = new Inventory(state, catalog, new Locations(realms));
        var ordered = problems.marked(new ChangeSequencer(collisions, decision, inventory, state, graph.stack())
                .of(moves.marked(changes), problems));
        preflights.begin(ordered, realms);
        prerequisites.check(rules.check(problems), problems);
        var looked = preflights.settle(ordered, problems);
        var known = data.all(graph.stack().data().keySet());
        var outputs = outputs();
        var refreshed = refreshed().withRealms(realms).withProviders(settings(realms.keySet()));
        var marked = new ReviewMarks(catalog).of(problems.marked(looked));
        var plan = new Plan(options, graph, refreshed, known, marked, outputs, leftOut());
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
        return new OutputChanges(redaction, evaluation, leftOut(), problems::add)
                .changes(options.mode(), graph.stack().outputs(), state.outputs());
    }
}
