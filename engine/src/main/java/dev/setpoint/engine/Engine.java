package dev.setpoint.engine;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.adoption.Adoption;
import dev.setpoint.engine.apply.Applier;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.apply.recovery.Recovery;
import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.graph.Grapher;
import dev.setpoint.engine.permission.PermissionCalculator;
import dev.setpoint.engine.permission.Permissions;
import dev.setpoint.engine.permission.Purpose;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.planning.Planner;
import dev.setpoint.engine.planning.desired.OutputReader;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.provider.RemovedProviders;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StackSecrets;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import dev.setpoint.engine.verify.Proofs;
import dev.setpoint.engine.verify.Verifier;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole flow, one call for each arrow: document → stack → graph → plan → outcome. It keeps
 * nothing between calls but the open providers of each stack.
 */
public final class Engine implements AutoCloseable {

    private final SchemaCatalog schemas;
    private final EngineSettings environment;
    // By identity: to hash a stack of thousands of resources by content would cost more than opening providers.
    private final Map<Stack, Providers> open = Collections.synchronizedMap(new IdentityHashMap<>());

    public Engine(SchemaCatalog schemas, EngineSettings environment) {
        this.schemas = schemas;
        this.environment = environment;
    }

    /** Checks a parsed spec, calling nothing outside. */
    public Result<Stack> check(Document document, Bindings bindings) {
        return new Checker(schemas).check(document, bindings);
    }

    public Result<Graph> order(Stack stack) {
        return new Grapher().order(stack);
    }

    /** Clears up after a run that was cut short: before a plan that is to be applied. */
    public Result<State> recover(Stack stack, Session session, Event.Listener listener) {
        session.conceal(StackSecrets.of(stack));
        var departed = new RemovedProviders(environment).of(stack, session.state(), session.unidentified());
        var whole = departed.isEmpty() ? stack : stack.withDeparted(departed);
        return new Recovery(providers(whole), schemas, whole).recover(session, listener);
    }

    /** Reads the live cloud and says what apply would do; changes nothing. */
    public Result<Plan> plan(Graph graph, State state, PlanOptions options, Event.Listener listener) {
        var whole = withProvidersOf(graph, state);
        return new Planner(providers(whole.stack()), schemas).plan(whole, state, options, listener);
    }

    /** The graph of a stack that knows every provider configuration of the state. */
    private Graph withProvidersOf(Graph graph, State state) {
        var departed = new RemovedProviders(environment).of(graph.stack(), state, List.of());
        return departed.isEmpty() ? graph : graph.withDeparted(departed);
    }

    /**
     * What has made a plan of the stack, and where: for a plan that is to be saved, or that was.
     *
     * @param version of Setpoint
     */
    public PlanOrigin origin(Stack stack, String version) {
        return new PlanOrigin(version, environment.sandbox(), providers(stack).locations());
    }

    /** Does what the plan says, journal first. */
    public Outcome apply(Plan plan, Session session, Event.Listener listener, Cancellation cancellation) {
        return new Applier(providers(plan.graph().stack()), schemas).apply(plan, session, listener, cancellation);
    }

    /** As {@link #apply}; but when a change fails, what was done is taken back where that can be. */
    public Outcome applyOrRollBack(Plan plan, Session session, Event.Listener listener, Cancellation cancellation) {
        return new Applier(providers(plan.graph().stack()), schemas)
                .applyOrRollBack(plan, session, listener, cancellation);
    }

    /** Takes an existing object into the state as a resource of the spec; changes nothing in the cloud. */
    public Result<Adoption.Adopted> adopt(
            Graph graph, Session session, Address address, Identity identity, Event.Listener listener) {
        var whole = withProvidersOf(graph, session.state());
        return new Adoption(providers(whole.stack()), schemas).run(whole, session, address, identity, listener);
    }

    /**
     * What the caller must be allowed, in the words of each cloud.
     *
     * @param state empty when it could not be read: then the spec alone is gone by
     * @param besides what is needed for the state
     */
    public Result<List<Permissions>> permissions(
            Graph graph, Optional<State> state, Set<Purpose> purposes, List<Grant> besides) {
        var whole = state.map(known -> withProvidersOf(graph, known)).orElse(graph);
        return new PermissionCalculator(providers(whole.stack()), schemas, whole, state)
                .needed(purposes)
                .map(needed -> Permissions.of(environment.usableFactories(), needed, besides));
    }

    /** The value of a sensitive output, in clear. */
    public Result<Value> reveal(Graph graph, State state, String output) {
        return new OutputReader(graph, state).output(output);
    }

    /**
     * Proves that what was applied does what it is for.
     *
     * @param patience how long a check may wait for what takes its time in the cloud
     * @param cancellation once: what runs ends early, and takes away what it has made
     */
    public Result<Proofs> verify(
            Stack stack, State state, Duration patience, Event.Listener listener, Cancellation cancellation) {
        var departed = new RemovedProviders(environment).of(stack, state, List.of());
        var whole = departed.isEmpty() ? stack : stack.withDeparted(departed);
        return new Verifier(providers(whole), schemas, listener, cancellation).verify(whole, state, patience);
    }

    /** The stack's providers, open until the engine is closed. */
    public Providers providers(Stack stack) {
        return open.computeIfAbsent(stack, s -> new Providers(s, environment));
    }

    @Override
    public void close() {
        open.values().forEach(Providers::close);
    }
}
