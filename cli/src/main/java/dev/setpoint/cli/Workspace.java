package dev.setpoint.cli;

import dev.setpoint.engine.Engine;
import dev.setpoint.engine.Environment;
import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.Stack.BackendBlock;
import dev.setpoint.engine.stack.Stack.Keeping;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateStore;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stack file with what its run has around it.
 *
 * @param folder the stack's own: its state lies below it, unless it is shared
 * @param place where the state is kept, whatever the file says; empty: where the file says
 */
record Workspace(Source source, Path folder, Bindings bindings, Environment environment, Optional<StatePlace> place) {

    private static final String STATE_FOLDER = ".setpoint";

    /** Where everything of the sandbox is kept. */
    static Path sandboxFolder(Path folder) {
        return stateFolder(folder).resolve("sandbox");
    }

    /** Where the states of the stack files in this folder are kept that are not shared. */
    static Path stateFolder(Path folder) {
        return folder.resolve(STATE_FOLDER);
    }

    Engine engine() {
        return new Engine(new SchemaFiles(), environment);
    }

    /** The checked stack in its order. */
    Result<Graph> graph(Engine engine) {
        return engine.check(source, bindings).then(engine::order);
    }

    /** The state of this stack; to be closed. */
    Result<StateStore> store(Stack stack) {
        return store(stack.name(), stack.keeping());
    }

    /** As {@link #store(Stack)}, for commands that need no more of the file than how its state is kept. */
    Result<StateStore> store() {
        return name().then(name -> written().then(written -> store(name, written)));
    }

    private Result<StateStore> store(String name, Keeping written) {
        return places(written).openForUse(name, placeOr(written.backend()));
    }

    /**
     * What a caller must be allowed for the state.
     *
     * @param writing whether to change it, and not only to read it
     */
    List<Grant> grants(Stack stack, boolean writing) {
        return places(stack.keeping())
                .grants(stack.name(), placeOr(stack.keeping().backend()), writing);
    }

    /** The place that is not the folder beside the stack file. */
    Result<StatePlace> shared() {
        return written()
                .then(written -> place.or(() -> written.backend().map(Workspace::shared))
                        .filter(StatePlace.Shared.class::isInstance)
                        .map(Result::ok)
                        .orElseGet(() -> Result.failed(
                                Diagnostic.error("SP0919", "The stack names no backend to keep its state in.")
                                        .hint("Name one under `backend` in the stack file, or by `--backend"
                                                + " s3://bucket/key?region=eu-west-1`."))));
    }

    private Result<Keeping> written() {
        return new Parser().parse(source).then(document -> Checker.keeping(document, bindings));
    }

    /** Does something with the state and closes it. */
    <T> Result<T> withStore(Function<StateStore, Result<T>> work) {
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
    <T> Result<T> withSession(String command, Duration timeout, Function<Session, Result<T>> work) {
        return withStore(store -> store.lock(command, timeout).then(session -> {
            try (session) {
                return work.apply(session);
            }
        }));
    }

    /** The state as it is, without a lock. */
    Result<State> state() {
        return withStore(StateStore::read);
    }

    /** The places that its state can be in. */
    Result<StatePlaces> places() {
        return written().map(this::places);
    }

    private StatePlaces places(Keeping written) {
        return new StatePlaces(folder, environment, written.encryption());
    }

    /** A sandbox has a state of its own, which is shared only when that is asked for. */
    private StatePlace placeOr(Optional<BackendBlock> written) {
        return place.orElseGet(
                () -> environment.sandbox() || written.isEmpty() ? new StatePlace.Local() : shared(written.get()));
    }

    private static StatePlace shared(BackendBlock written) {
        return new StatePlace.Shared(written.name(), written.settings());
    }

    Result<String> name() {
        return stackOf(source);
    }

    /** What a file says its stack is called, whatever else is in it. */
    static Result<String> stackOf(Source source) {
        return new Parser().parse(source).then(Workspace::name);
    }

    private static Result<String> name(Document document) {
        if (document.root().get("stack").orElse(null) instanceof Node.Scalar scalar
                && scalar.value() instanceof Value.Str(var name)
                && name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            return Result.ok(name);
        }
        return Result.failed(
                Diagnostic.error("SP0914", document.root().span(), "The file does not say what its stack is called.")
                        .hint("A stack begins with `setpoint: v1` and `stack: <name>`."));
    }
}
