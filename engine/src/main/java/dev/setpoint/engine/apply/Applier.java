package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.apply.outcome.OutcomeBuilder;
import dev.setpoint.engine.apply.outcome.Rollback;
import dev.setpoint.engine.apply.run.ObjectClaims;
import dev.setpoint.engine.apply.run.ReplacementDecisions;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.run.RunChanges;
import dev.setpoint.engine.apply.run.RunScope;
import dev.setpoint.engine.apply.step.StepGraph;
import dev.setpoint.engine.apply.step.StepOrder;
import dev.setpoint.engine.apply.step.StepResult;
import dev.setpoint.engine.apply.step.StepScheduler;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.planning.live.Locations;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Carries out exactly the changes of a plan. A change starts when the changes it waits for have ended, is written to
 * the journal before its first call, and fails without touching its object when the live object differs from the
 * plan.
 */
public final class Applier {

    private final Providers providers;
    private final SchemaCatalog schemas;

    public Applier(Providers providers, SchemaCatalog schemas) {
        this.providers = providers;
        this.schemas = schemas;
    }

    /**
     * Applies a plan. State and journal are consistent at the end, also after a failure. Provider errors become part
     * of the outcome and are never thrown. Does nothing when a change is forbidden.
     */
    public Outcome apply(Plan plan, Session session, Event.Listener listener, Cancellation cancellation) {
        return apply(plan, session, listener, cancellation, false);
    }

    /**
     * Applies a plan like {@link #apply}. After the first failure it starts no more changes and undoes those already
     * made, where that is possible.
     */
    public Outcome applyOrRollBack(Plan plan, Session session, Event.Listener listener, Cancellation cancellation) {
        return apply(plan, session, listener, cancellation, true);
    }

    private Outcome apply(
            Plan plan, Session session, Event.Listener listener, Cancellation cancellation, boolean rollsBack) {
        var now = session.state();
        if (!plan.forbidden().isEmpty()) {
            return refused(plan, now, plan.forbidden());
        }
        if (!now.lineage().equals(plan.state().lineage())
                || now.serial() != plan.state().serial()) {
            return refused(plan, now, List.of(movedOn(plan, now)));
        }
        try {
            if (begin(plan, session) instanceof Result.Failed<State>(var problems)) {
                return refused(plan, now, problems);
            }
            move(plan, session);
            restore(plan, session);
            var inventory = new Inventory(
                    session.state(), schemas, new Locations(plan.state().realms()));
            var run = run(plan, session, inventory, listener, cancellation);
            var graph = StepOrder.of(plan, run.before(), schemas, inventory);
            var circle = graph.breakCycles();
            return circle.isPresent()
                    ? refused(plan, now, List.of(circular(circle.get())))
                    : carryOut(run, graph, rollsBack);
        } catch (StateWriteException e) {
            return refused(plan, now, List.of(e.diagnostic()));
        }
    }

    private Run run(
            Plan plan, Session session, Inventory inventory, Event.Listener listener, Cancellation cancellation) {
        return new Run(
                plan,
                session,
                session.state(),
                new RunScope(plan),
                new ReplacementDecisions(),
                new RunChanges(),
                new ObjectClaims(session.state(), plan, inventory),
                providers,
                schemas,
                listener,
                cancellation);
    }

    private Outcome carryOut(Run run, StepGraph graph, boolean rollsBack) {
        run.session().unidentified().stream()
                .filter(intent -> isGivenUp(run, intent))
                .forEach(intent -> run.session().record(new JournalEntry.Failed(intent.change())));
        var runner = new StepRunner(run);
        var results =
                new StepScheduler(graph, run.cancellation(), providers.parallelism(), rollsBack, runner::run).run();
        var problems = new ArrayList<>(runner.warnings());
        var rollback = rollsBack ? rollBack(run, graph, results) : Optional.<Rollback>empty();
        var evaluation = new AppliedOutputs(run, problems::add);
        var outputs = rollback.map(evaluation::afterRollback).orElseGet(evaluation::afterApply);
        var known = run.plan().state();
        // Creations without an answer carry this run's number in their tag.
        var number = run.session().unidentified().isEmpty()
                ? Optional.<String>empty()
                : run.before().run();
        var written = run.session()
                .write(state -> state.withRealms(known.realms())
                        .withProviders(inUse(state, known, number))
                        .withOutputs(outputs)
                        .withRun(number));
        problems.addAll(written.diagnostics());
        var state = written.fold(_ -> run.session().state(), done -> done);
        return OutcomeBuilder.of(run, graph, results, state, problems, run.cancellation(), rollback);
    }

    /** Returns the settings of each provider that has resources in the state or creations without an answer. */
    private static Map<String, Value.Map> inUse(State now, State planned, Optional<String> unanswered) {
        var settings = new TreeMap<>(planned.providers());
        if (unanswered.isEmpty()) {
            settings.keySet()
                    .retainAll(now.resources().values().stream()
                            .map(ResourceState::provider)
                            .toList());
        }
        return settings;
    }

    /**
     * Tells whether the search for an object ends: it was not found, this run does not create it, and no other run
     * will.
     */
    private static boolean isGivenUp(Run run, JournalEntry.Intent intent) {
        var changes = run.plan().changes().stream()
                .filter(change -> change.address().equals(intent.address()))
                .toList();
        var wanted = run.plan().mode() != Plan.Mode.DESTROY
                && run.block(intent.address()).isPresent();
        return changes.isEmpty() ? !wanted : changes.stream().noneMatch(StepOrder::makes);
    }

    private static Optional<Rollback> rollBack(Run run, StepGraph graph, List<StepResult> results) {
        var failed = IntStream.range(0, results.size())
                .filter(number -> results.get(number) instanceof StepResult.Failed)
                .findFirst();
        if (failed.isEmpty() || run.cancellation().isStopping()) {
            return Optional.empty();
        }
        run.listener().on(new Event.RollingBack(graph.step(failed.getAsInt()).address()));
        return Optional.of(new RollbackRun(run, graph, results).run());
    }

    /**
     * Writes the run's tag and the new provider configurations to the state before the first change. The tag finds
     * the objects of this run even when the journal is lost.
     */
    private Result<State> begin(Plan plan, Session session) {
        var makes = plan.changes().stream()
                .filter(StepOrder::makes)
                .flatMap(change -> schemas.type(change.target().type()).stream())
                .anyMatch(type -> !type.stateOnly());
        var rehomed = rehomed(plan, session.state());
        if (!makes && rehomed.isEmpty()) {
            return Result.ok(session.state());
        }
        return session.write(state -> {
            var resources = new TreeMap<>(state.resources());
            resources.putAll(rehomed);
            var known = state.withResources(resources)
                    .withRealms(plan.state().realms())
                    .withProviders(plan.state().providers());
            return makes ? known.withNewRun() : known;
        });
    }

    /** Returns the resources whose provider configuration differs between plan and state. */
    private static Map<Address, ResourceState> rehomed(Plan plan, State state) {
        var rehomed = new TreeMap<Address, ResourceState>();
        for (var change : plan.changes()) {
            state.resource(change.origin())
                    .filter(resource ->
                            !resource.provider().equals(change.target().provider()))
                    .ifPresent(resource -> rehomed.put(
                            resource.address(),
                            resource.withProvider(change.target().provider())));
        }
        return rehomed;
    }

    /** Carries out moves, which change only the state. All move at once, because two resources may swap addresses. */
    private static void move(Plan plan, Session session) {
        var addresses = new TreeMap<Address, Address>();
        plan.changes().forEach(change -> {
            if (change instanceof Change.Move move) {
                addresses.put(move.from(), move.address());
            }
        });
        if (!addresses.isEmpty()) {
            session.commit(new JournalEntry.Moved(addresses));
        }
    }

    /** Makes deposed objects current again in the state. Steps then change the objects themselves. */
    private static void restore(Plan plan, Session session) {
        plan.changes().stream()
                .flatMap(change -> change.restored().stream())
                .forEach(restored -> session.commit(new JournalEntry.Restored(restored.address(), restored.id())));
    }

    private static Diagnostic movedOn(Plan plan, State now) {
        return Diagnostic.error(
                        "SP0601",
                        "The state has changed since the plan was made: the plan is for serial "
                                + plan.state().serial() + ", the state has " + now.serial() + ".")
                .hint("Plan again.");
    }

    private static Diagnostic circular(List<Address> circle) {
        var path = String.join("` → `", circle.stream().map(Address::text).toList());
        return Diagnostic.error("SP0602", "These changes depend on each other in a cycle: `" + path + "`.")
                .hint("Apply in two runs: first without the change of name or of `createBeforeDestroy`.");
    }

    private static Outcome refused(Plan plan, State now, List<Diagnostic> problems) {
        var skipped = new LinkedHashMap<Change, Address>();
        plan.changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .forEach(change -> skipped.put(change, change.address()));
        return new Outcome(now, List.of(), Map.of(), skipped, problems, false, Optional.empty());
    }
}
