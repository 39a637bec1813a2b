package dev.setpoint.cli.stack;

import dev.setpoint.cli.backend.NamedLocation;
import dev.setpoint.cli.backend.StateLocation;
import dev.setpoint.cli.backend.StateLocations;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.Stack.BackendBlock;
import dev.setpoint.engine.stack.Stack.StateSettings;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stack file with everything that a run on it needs.
 *
 * @param folder the stack's own: its state lies below it, unless it is shared
 * @param place where the state is kept, whatever the file says; empty: where the file says
 * @param lease how long a lock of a shared state holds without being renewed
 * @param again the arguments by which a command opens the same stack, each after a space
 */
public record Workspace(
        Document document,
        Path folder,
        Bindings bindings,
        EngineSettings environment,
        Optional<StateLocation> place,
        Duration lease,
        String again) {

    public Engine engine() {
        return new Engine(SchemaFiles.bundled(), environment);
    }

    /** Checks the stack and orders its resources. A policy applies even when no cloud is called. */
    public Result<Graph> graph(Engine engine) {
        return environment.allowed().policy().isEmpty()
                ? engine.check(document, bindings).then(engine::order)
                : reachable(engine);
    }

    /** Checks and orders the stack; fails when it would reach something that the operator does not allow. */
    public Result<Graph> reachable(Engine engine) {
        return engine.check(document, bindings)
                .then(engine::order)
                .then(graph -> Result.of(
                        graph,
                        fence(graph.stack())
                                .refusals(
                                        graph.stack(),
                                        named(graph.stack().stateSettings().backend()))));
    }

    private OperatorCheck fence(Stack stack) {
        return new OperatorCheck(environment, places(stack.stateSettings()));
    }

    /**
     * The state of this stack; to be closed. Fails before anything is asked where the stack names what the operator
     * does not allow, and before the state is read where it is to work in an account that is not allowed.
     */
    public Result<StateStore> store(Stack stack) {
        var fence = fence(stack);
        return Result.of(
                        stack, fence.refusals(stack, named(stack.stateSettings().backend())))
                .then(_ -> Result.of(stack, fence.strangers(stack)))
                .then(_ -> store(stack.name(), stack.stateSettings()));
    }

    /** Workspace that also trusts the endpoint of another place, which the operator has named. */
    public Workspace trusting(Optional<StateLocation> other) {
        return other.flatMap(StateLocation::endpoint)
                .map(endpoint -> new Workspace(
                        document,
                        folder,
                        bindings,
                        environment.with(environment.allowed().with(endpoint)),
                        place,
                        lease,
                        again))
                .orElse(this);
    }

    /** Opens the store like {@link #store(Stack)}, for commands that need only the place of the state. */
    public Result<StateStore> store() {
        return name().then(name -> written().then(written -> store(name, written)));
    }

    private Result<StateStore> store(String name, StateSettings written) {
        return places(written).open(name, named(written.backend()));
    }

    /**
     * Permissions that a caller needs for the state.
     *
     * @param writing true to change it, and not only to read it
     */
    public List<Grant> grants(Stack stack, boolean writing) {
        return places(stack.stateSettings())
                .grants(stack.name(), named(stack.stateSettings().backend()).place(), writing);
    }

    /** The place that the option names for the state, or the file. */
    public Result<NamedLocation> named() {
        return written().map(written -> named(written.backend()));
    }

    private Result<StateSettings> written() {
        return Checker.stateSettings(document, bindings);
    }

    /** Opens the state, does something with it, and closes it. */
    public <T> Result<T> withStore(Function<StateStore, Result<T>> work) {
        return store().then(store -> {
            try (store) {
                return work.apply(store);
            }
        });
    }

    /**
     * Changes the state under its lock.
     *
     * @param command as others are told of who has the lock
     */
    public <T> Result<T> withSession(String command, Duration timeout, Function<Session, Result<T>> work) {
        return withStore(store -> store.lock(command, timeout).then(session -> {
            try (session) {
                return work.apply(session);
            }
        }));
    }

    /** Reads the state without a lock. */
    public Result<State> state() {
        return withStore(StateStore::read);
    }

    /** Places that the state can be in. */
    public Result<StateLocations> places() {
        return written().map(this::places);
    }

    private StateLocations places(StateSettings written) {
        return new StateLocations(folder, environment, written.encryption(), lease, again);
    }

    /** Place of the state for this run: the sandbox has a separate state, shared only by `--backend`. */
    private NamedLocation named(Optional<BackendBlock> written) {
        return place.map(NamedLocation::by)
                .or(() -> written.filter(_ -> !environment.sandbox()).map(NamedLocation::by))
                .orElse(NamedLocation.LOCAL);
    }

    /** Name of the stack, with its environment: {@code shop@prod}. */
    public Result<String> name() {
        return name(document, bindings.environment());
    }

    /** Name of the stack in a file, whatever else is in it, in an environment. */
    public static Result<String> name(Document document, Optional<Environment> environment) {
        return name(document)
                .map(name -> environment.map(chosen -> chosen.of(name)).orElse(name));
    }

    private static Result<String> name(Document document) {
        if (document.root().get("stack").orElse(null) instanceof Node.Scalar scalar
                && scalar.value() instanceof Value.Str(var name)
                && name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            return Result.ok(name);
        }
        return Result.failed(
                Diagnostic.error("SP0914", document.root().span(), "The file has no valid name under `stack`.")
                        .hint("A stack begins with `setpoint: v1` and `stack: <name>`."));
    }
}
