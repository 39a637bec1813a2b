package dev.setpoint.provider.sandbox.faults;

import dev.setpoint.engine.Engine;
import dev.setpoint.engine.Environment;
import dev.setpoint.engine.apply.Cancellation;
import dev.setpoint.engine.apply.Event;
import dev.setpoint.engine.apply.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateStore;
import dev.setpoint.engine.state.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One stack with its state and its cloud in a folder. Each run opens both anew, as a new process does.
 *
 * @param variables what goes wrong: those of {@link dev.setpoint.provider.sandbox.call.Settings}, without their prefix
 */
record Trial(Path folder, Source source, Map<String, String> variables, int parallelism) {

    static Trial ofExample(Path folder) {
        return new Trial(folder, example(), Map.of(), Environment.DEFAULT_PARALLELISM);
    }

    /** The stack that people copy. */
    private static Source example() {
        var path = Path.of("..", "..", "examples", "s3-encryption", "setpoint.yaml");
        try {
            return new Source("setpoint.yaml", Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Trial with(Map<String, String> others) {
        return new Trial(folder, source, others, parallelism);
    }

    Trial of(String text) {
        return new Trial(folder, new Source("setpoint.yaml", text), variables, parallelism);
    }

    Trial parallelism(int most) {
        return new Trial(folder, source, variables, most);
    }

    Path cloud() {
        return folder.resolve("cloud");
    }

    State state() {
        return value(new StateStore(Storage.folder(folder.resolve("state")), "trial", Sealer.NONE).read());
    }

    Result<Plan> plan(PlanOptions options) {
        return inSession((engine, session) -> planned(engine, session, options));
    }

    /** Addresses of what a plan would change. */
    List<String> pending() {
        return value(plan(PlanOptions.APPLY)).changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .map(Trial::text)
                .toList();
    }

    Outcome apply() {
        return run(PlanOptions.APPLY);
    }

    Outcome destroy() {
        return run(PlanOptions.DESTROY);
    }

    private Outcome run(PlanOptions options) {
        return inSession((engine, session) -> engine.apply(
                value(planned(engine, session, options)), session, Event.Listener.NONE, new Cancellation()));
    }

    private Result<Plan> planned(Engine engine, Session session, PlanOptions options) {
        var graph = value(engine.check(source, Bindings.NONE).then(engine::order));
        return engine.recover(graph.stack(), session, Event.Listener.NONE)
                .then(state -> engine.plan(graph, state, options, Event.Listener.NONE));
    }

    private <T> T inSession(Work<T> work) {
        var prefixed = new HashMap<String, String>();
        variables.forEach(
                (name, value) -> prefixed.put(name.startsWith("AWS_") ? name : "SETPOINT_SANDBOX_" + name, value));
        var factories = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        var environment = new Environment(factories, prefixed, true, cloud(), parallelism);
        var store = new StateStore(Storage.folder(folder.resolve("state")), "trial", Sealer.NONE);
        try (var engine = new Engine(new SchemaFiles(), environment);
                var session = value(store.lock("trial", Duration.ZERO))) {
            return work.with(engine, session);
        }
    }

    private interface Work<T> {
        T with(Engine engine, Session session);
    }

    /** @throws AssertionError with all problems when there is no value */
    static <T> T value(Result<T> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(problems.stream().map(Trial::text).collect(Collectors.joining("\n")));
                },
                Function.identity());
    }

    /** Everything that went wrong, for an assertion that nothing did. */
    static List<String> problems(Outcome outcome) {
        var all = outcome.failed().values().stream().map(Trial::text).collect(Collectors.toList());
        outcome.problems().stream().map(Trial::text).forEach(all::add);
        outcome.skipped().forEach((change, waited) -> all.add(change.address() + " skipped for " + waited));
        return all;
    }

    static String text(Diagnostic diagnostic) {
        return diagnostic.code() + " "
                + diagnostic.span().map(span -> span.place() + " ").orElse("") + diagnostic.message()
                + diagnostic.hint().map(hint -> " (" + hint + ")").orElse("");
    }

    private static String text(Change change) {
        var properties = change instanceof Change.Update update ? " " + update.properties() : "";
        return change.getClass().getSimpleName() + " " + change.address() + properties;
    }
}
