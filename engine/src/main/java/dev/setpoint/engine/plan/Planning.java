package dev.setpoint.engine.plan;

import dev.setpoint.engine.Providers;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.diff.Differ;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Secrets;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One plan in the making. For one thread; only {@link LiveReader} uses others. */
final class Planning {

    private final Graph graph;
    private final State state;
    private final PlanOptions options;
    private final Selection selection;
    private final Map<Address, Origin> origins;
    private final Dependencies dependencies;
    private final Evaluation evaluation;
    private final Desires desires;
    private final DataReads data;
    private final Refresh refresh;
    private final Triggers triggers = new Triggers();
    private final Decision decision;
    private final Departures departures;
    private final Collisions collisions;
    private final Prerequisites prerequisites;
    private final Redaction redaction;
    private final Secrets secrets;
    private final List<Change> changes = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    Planning(
            Graph graph,
            State state,
            PlanOptions options,
            Providers providers,
            SchemaCatalog catalog,
            LiveReader reader,
            Secrets secrets) {
        this.graph = graph;
        this.state = state;
        this.options = options;
        this.selection = Selection.of(options, graph, state);
        this.origins = Origin.all(graph.stack(), state);
        this.dependencies = new Dependencies(graph);
        this.evaluation = new Evaluation(graph.stack());
        this.desires = new Desires(providers, evaluation, problems::add);
        this.data = new DataReads(reader, desires, evaluation, problems::add, secrets);
        this.redaction = new Redaction(state.lineage());
        var differ = new Differ(redaction);
        this.secrets = secrets;
        this.refresh = new Refresh(graph.stack(), state, options, providers, catalog, reader, differ, secrets);
        this.decision = new Decision(differ, triggers);
        this.departures = new Departures(catalog, graph.stack());
        this.collisions = new Collisions(reader, state);
        this.prerequisites = new Prerequisites(reader, catalog, differ);
    }

    Result<Plan> plan() {
        return switch (options.mode()) {
            case APPLY -> apply();
            case DESTROY -> destroy();
        };
    }

    private Result<Plan> apply() {
        refresh.begin(origins, selection);
        graph.stack().data().values().stream()
                .filter(block -> graph.dependenciesOf(block.address()).isEmpty())
                .filter(block -> selection.contains(block.address()))
                .forEach(block -> data.begin(block, false));
        var realms = refresh.realms();
        if (realms instanceof Result.Failed<Map<String, String>>(var diagnostics)) {
            // In the wrong account everything would look gone.
            return new Result.Failed<>(diagnostics.stream().distinct().toList());
        }
        graph.order().forEach(this::visit);
        removed();
        return finished(realms);
    }

    private void visit(Address address) {
        var name = address.text();
        if (address.isData()) {
            var block = Optional.ofNullable(graph.stack().data().get(name.substring(name.indexOf('.') + 1)));
            block.filter(b -> selection.contains(address)).ifPresent(b -> data.begin(b, waits(b.dependsOn())));
            return;
        }
        var block = Optional.ofNullable(graph.stack().resources().get(name));
        if (selection.contains(address)) {
            block.ifPresent(this::resource);
        } else {
            state.resource(address)
                    .ifPresent(r -> evaluation.settle(address, () -> r.applied().plus(r.outputs())));
        }
    }

    private boolean waits(List<Address> dependsOn) {
        return dependsOn.stream()
                        .flatMap(address -> dependencies.of(address).stream())
                        .anyMatch(triggers::isPlanned)
                || dependsOn.stream().anyMatch(triggers::isPlanned);
    }

    private void resource(ResourceBlock block) {
        var before = problems.size();
        var desired = desires.of(block);
        var change = desired.flatMap(map -> decide(block, map));
        if (change.isPresent() && problems.size() == before) {
            changes.add(change.get());
            triggers.planned(change.get());
            evaluation.settle(block.address(), () -> outlook(block, change.get()));
            prerequisites.planned(block, desired.orElseThrow(), change.get().touchesCloud());
        } else {
            change.ifPresent(triggers::planned);
        }
    }

    private Optional<Change> decide(ResourceBlock block, Value.Map desired) {
        return switch (origins.getOrDefault(block.address(), new Origin.Nowhere())) {
            case Origin.Nowhere _ -> Optional.of(create(block, Change.CreateReason.NEW, desired));
            case Origin.Existing(var identity) -> adopt(block, identity, desired);
            case Origin.Known(var resource, var from) ->
                known(block, resource, desired)
                        .map(change -> from.<Change>map(old -> new Change.Move(change.target(), old, change))
                                .orElse(change));
        };
    }

    private Change create(ResourceBlock block, Change.CreateReason reason, Value.Map desired) {
        collisions.search(block, desired);
        return decision.create(block, dependencies.of(block.address()), reason, desired);
    }

    private Optional<Change> known(ResourceBlock block, ResourceState resource, Value.Map desired) {
        var misfit = Refusals.misfit(block, resource);
        if (misfit.isPresent()) {
            problems.add(misfit.get());
            return Optional.empty();
        }
        return switch (refresh.live(resource)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> {
                problems.addAll(diagnostics);
                yield Optional.empty();
            }
            case Result.Ok<Optional<Value.Map>>(var live, var _) ->
                Optional.of(live.map(found -> decision.existing(
                                block,
                                dependencies.of(block.address()),
                                resource,
                                desired,
                                secrecy(block).conceal(found, desired, resource.applied())))
                        .orElseGet(() -> create(block, Change.CreateReason.GONE, desired)));
        };
    }

    private Optional<Change> adopt(ResourceBlock block, Identity identity, Value.Map desired) {
        switch (refresh.imported(block, identity)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
            case Result.Ok<Optional<Value.Map>>(var live, var _) -> {
                if (live.isPresent()) {
                    var then = decision.imported(
                            block,
                            dependencies.of(block.address()),
                            identity,
                            desired,
                            secrecy(block).conceal(live.get(), desired, Value.Map.EMPTY));
                    return Optional.of(new Change.Import(then.target(), identity, then));
                }
                problems.add(Refusals.nothingToImport(block, identity));
            }
        }
        return Optional.empty();
    }

    private Secrecy secrecy(ResourceBlock block) {
        return new Secrecy(block.type().properties(), secrets);
    }

    private static Value outlook(ResourceBlock block, Change change) {
        var address = block.address();
        return switch (change) {
            case Change.Create create -> Outlook.ofNew(address, block.type(), create.desired());
            case Change.Replace replace -> Outlook.ofNew(address, block.type(), replace.desired());
            case Change.Update update -> Outlook.ofUpdated(address, block.type(), update.desired(), update.live());
            case Change.NoOp same -> Outlook.ofUnchanged(address, block.type(), same.desired(), same.live());
            case Change.Move move -> outlook(block, move.then());
            case Change.Import taken -> outlook(block, taken.then());
            case Change.Delete _, Change.Forget _ -> new Value.Unknown(address.text());
        };
    }

    /** What is in the state and no longer in the spec, and what replacements have left behind. */
    private void removed() {
        var renamed = renamed();
        for (var resource : state.resources().values()) {
            var address = renamed.getOrDefault(resource.address(), resource.address());
            if (!selection.contains(address)) {
                continue;
            }
            if (!graph.stack().resources().containsKey(address.text())) {
                leave(resource, Change.DeleteReason.REMOVED, renamed);
            }
            changes.addAll(departures.deposed(resource, address, renamed));
        }
    }

    private Map<Address, Address> renamed() {
        var renamed = new HashMap<Address, Address>();
        origins.forEach((address, origin) -> {
            if (origin instanceof Origin.Known(var _, var from)) {
                from.ifPresent(old -> renamed.put(old, address));
            }
        });
        return renamed;
    }

    private void leave(ResourceState resource, Change.DeleteReason reason, Map<Address, Address> renamed) {
        switch (refresh.live(resource)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
            case Result.Ok<Optional<Value.Map>>(var live, var _) ->
                changes.add(departures.leave(resource, live.isEmpty(), reason, renamed));
        }
    }

    private Result<Plan> destroy() {
        refresh.begin(Map.of(), selection);
        var realms = refresh.realms();
        if (realms instanceof Result.Failed<Map<String, String>>(var diagnostics)) {
            return new Result.Failed<>(diagnostics.stream().distinct().toList());
        }
        for (var resource : state.resources().values()) {
            if (selection.contains(resource.address())) {
                leave(resource, Change.DeleteReason.DESTROY, Map.of());
                changes.addAll(departures.deposed(resource, resource.address(), Map.of()));
            }
        }
        return finished(realms);
    }

    private Result<Plan> finished(Result<Map<String, String>> realms) {
        var ordered = ordered();
        prerequisites.check(problems::add);
        var known = data.all(graph.stack().data());
        var outputs = outputs();
        var refreshed = refresh.state().withRealms(realms.fold(_ -> state.realms(), accounts -> accounts));
        var plan = new Plan(options.mode(), graph, refreshed, known, ordered, outputs);
        return Result.of(plan, problems.stream().distinct().toList());
    }

    private List<Change> ordered() {
        var deleted = new HashSet<Address>();
        changes.stream()
                .filter(Change.Delete.class::isInstance)
                .map(Change::address)
                .forEach(deleted::add);
        var after = collisions.settle(deleted, problems::add);
        changes.replaceAll(change -> after.containsKey(change.address()) ? waiting(change, after) : change);
        forbidRenaming(after);
        var precedence = Precedence.of(changes, state);
        var sequence = precedence.sequence();
        if (sequence.size() < changes.size()) {
            problems.add(Refusals.circle(precedence.circle(sequence), graph.stack()));
        }
        return sequence;
    }

    private static Change waiting(Change change, Map<Address, Set<Address>> after) {
        return change instanceof Change.Create create
                ? new Change.Create(
                        create.target().waitingFor(after.getOrDefault(create.address(), Set.of())),
                        create.reason(),
                        create.desired(),
                        create.properties())
                : change;
    }

    /** A protected object whose name another block takes has most likely been renamed in the spec: says how. */
    private void forbidRenaming(Map<Address, Set<Address>> after) {
        changes.replaceAll(change -> change instanceof Change.Delete delete
                        && delete.target().forbidden().isPresent()
                ? after.entrySet().stream()
                        .filter(taking -> taking.getValue().contains(delete.address()))
                        .flatMap(taking ->
                                Optional.ofNullable(graph.stack()
                                                .resources()
                                                .get(taking.getKey().text()))
                                        .stream())
                        .findFirst()
                        .<Change>map(block -> delete.forbidden(Refusals.renaming(delete, block)))
                        .orElse(change)
                : change);
    }

    private Map<String, Plan.OutputChange> outputs() {
        return new Outputs(redaction, evaluation, problems::add)
                .changes(options.mode(), graph.stack().outputs(), state.outputs());
    }
}
