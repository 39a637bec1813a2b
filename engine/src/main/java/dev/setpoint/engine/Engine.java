package dev.setpoint.engine;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.adoption.Adoption;
import dev.setpoint.engine.apply.Applier;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.apply.recovery.Recovery;
import dev.setpoint.engine.assertion.Assessment;
import dev.setpoint.engine.check.AssertionCheck;
import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.check.ExpressionEvaluator;
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
 * Runs the whole flow, with one method for each stage: spec text → stack → graph → plan → outcome. Between calls it
 * keeps only the open providers of each stack.
 */
public final class Engine implements AutoCloseable {

    private final SchemaCatalog schemas;
    private final EngineSettings environment;
    // An identity map, because hashing a stack of thousands of resources by content costs more than opening providers.
    private final Map<Stack, Providers> open = Collections.synchronizedMap(new IdentityHashMap<>());

    public Engine(SchemaCatalog schemas, EngineSettings environment) {
        this.schemas = schemas;
        this.environment = environment;
    }

    /** Checks a parsed spec. Sends no request. */
    public Result<Stack> check(Document document, Bindings bindings) {
        return checker().check(document, bindings);
    }

    /** Checks a parsed spec, and returns an evaluator of expressions that use its names. Sends no request. */
    public Result<ExpressionEvaluator> evaluator(Document document, Bindings bindings) {
        return checker().evaluator(document, bindings);
    }

    private Checker checker() {
        return new Checker(schemas, environment.usableFactories(), environment.allowed());
    }

    public Result<Graph> order(Stack stack) {
        return new Grapher().order(stack);
    }

    /** Evaluates the assertions of a stack as far as its spec alone tells. Sends no request. */
    public Result<Graph> asserted(Graph graph) {
        return Result.of(graph, List.copyOf(assessment(graph.stack()).broken().values()));
    }

    private Assessment assessment(Stack stack) {
        return AssertionCheck.of(environment.usableFactories(), stack);
    }

    /** Cleans up after an interrupted run. Call it before a plan that will be applied. */
    public Result<State> recover(Stack stack, Session session, Event.Listener listener) {
        session.conceal(StackSecrets.of(stack));
        var departed = new RemovedProviders(environment).of(stack, session.state(), session.unidentified());
        var whole = departed.isEmpty() ? stack : stack.withDeparted(departed);
        return new Recovery(providers(whole), schemas, whole).recover(session, listener);
    }

    /** Reads the live cloud and returns the changes that apply would make. Changes nothing. */
    public Result<Plan> plan(Graph graph, State state, PlanOptions options, Event.Listener listener) {
        var whole = withProvidersOf(graph, state);
        var assertions = options.mode() == Plan.Mode.APPLY ? assessment(whole.stack()) : Assessment.NONE;
        return new Planner(providers(whole.stack()), schemas).plan(whole, assertions, state, options, listener);
    }

    /** Returns the graph of a stack that has every provider configuration which the state uses. */
    private Graph withProvidersOf(Graph graph, State state) {
        var departed = new RemovedProviders(environment).of(graph.stack(), state, List.of());
        return departed.isEmpty() ? graph : graph.withDeparted(departed);
    }

    /**
     * Returns the Setpoint version, the cloud and the account that a plan of this stack is made with. A saved plan
     * carries it.
     *
     * @param version of Setpoint
     */
    public PlanOrigin origin(Stack stack, String version) {
        return new PlanOrigin(version, environment.sandbox(), providers(stack).locations());
    }

    /** Carries out a plan. Each change is written to the journal before its first call. */
    public Outcome apply(Plan plan, Session session, Event.Listener listener, Cancellation cancellation) {
        return new Applier(providers(plan.graph().stack()), schemas).apply(plan, session, listener, cancellation);
    }

    /** Applies a plan like {@link #apply}, and rolls back the changes already made when one fails. */
    public Outcome applyOrRollBack(Plan plan, Session session, Event.Listener listener, Cancellation cancellation) {
        return new Applier(providers(plan.graph().stack()), schemas)
                .applyOrRollBack(plan, session, listener, cancellation);
    }

    /** Imports an existing object into the state as a resource of the spec. Changes nothing in the cloud. */
    public Result<Adoption.Adopted> adopt(
            Graph graph, Session session, Address address, Identity identity, Event.Listener listener) {
        var whole = withProvidersOf(graph, session.state());
        return new Adoption(providers(whole.stack()), schemas).run(whole, session, address, identity, listener);
    }

    /**
     * Computes the permissions that the caller needs, as policy documents of each cloud.
     *
     * @param state empty when it could not be read; then only the spec counts
     * @param besides permissions to add for the state itself
     */
    public Result<List<Permissions>> permissions(
            Graph graph, Optional<State> state, Set<Purpose> purposes, List<Grant> besides) {
        var whole = state.map(known -> withProvidersOf(graph, known)).orElse(graph);
        return new PermissionCalculator(providers(whole.stack()), schemas, whole, state)
                .needed(purposes)
                .map(needed -> Permissions.of(environment.usableFactories(), needed, besides));
    }

    /** Returns the value of a sensitive output in plain text. */
    public Result<Value> reveal(Graph graph, State state, String output) {
        return new OutputReader(graph, state).output(output);
    }

    /**
     * Verifies by experiment that the applied resources work, such as that a bucket encrypts what is put in it.
     *
     * @param patience how long a check may wait for slow effects in the cloud, such as replication
     * @param cancellation a first request ends running checks early; each still removes its test objects
     */
    public Result<Proofs> verify(
            Stack stack, State state, Duration patience, Event.Listener listener, Cancellation cancellation) {
        var departed = new RemovedProviders(environment).of(stack, state, List.of());
        var whole = departed.isEmpty() ? stack : stack.withDeparted(departed);
        return new Verifier(providers(whole), schemas, listener, cancellation).verify(whole, state, patience);
    }

    /** Returns the stack's providers. They stay open until the engine is closed. */
    public Providers providers(Stack stack) {
        return open.computeIfAbsent(stack, s -> new Providers(s, environment));
    }

    @Override
    public void close() {
        open.values().forEach(Providers::close);
    }
}
