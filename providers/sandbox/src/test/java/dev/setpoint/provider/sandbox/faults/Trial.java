package dev.setpoint.provider.sandbox.faults;

import dev.setpoint.engine.Engine;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.permission.Purpose;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.TestPlans;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.SandboxProviderFactory;
import dev.setpoint.provider.sandbox.call.CallListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One stack with its state and its cloud in a folder. Each run opens both again, as a new process does.
 *
 * @param variables what goes wrong: those of {@link dev.setpoint.provider.sandbox.call.Settings}, without their prefix
 */
public record Trial(Path folder, Path cloud, Source source, Map<String, String> variables, int parallelism) {

    private static final SchemaFiles SCHEMAS = SchemaFiles.bundled();
    private static final Pattern KEY_ID = Pattern.compile("mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Map<Source, Graph> GRAPHS = new ConcurrentHashMap<>();

    public static Trial ofExample(Path folder) {
        return of(folder, example().text());
    }

    /** @param name a folder of the stacks that people copy */
    public static Trial ofExample(String name, Path folder) {
        return of(folder, example(name).text());
    }

    public static Trial of(Path folder, String text) {
        return new Trial(
                folder,
                folder.resolve("cloud"),
                new Source("setpoint.yaml", text),
                Map.of(),
                EngineSettings.DEFAULT_PARALLELISM);
    }

    /** Returns the example stack. */
    public static Source example() {
        return example("s3-encryption");
    }

    private static Source example(String name) {
        var path = file(name);
        try {
            return new Source("setpoint.yaml", Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a stack, all of which stands in one file. */
    public static Path file(String name) {
        var root = Path.of("..", "..");
        var whole = root.resolve("cli").resolve("bench").resolve(name).resolve("setpoint.yaml");
        return Files.exists(whole)
                ? whole
                : root.resolve("examples").resolve(name).resolve("setpoint.yaml");
    }

    public Trial with(Map<String, String> others) {
        return new Trial(folder, cloud, source, others, parallelism);
    }

    public Trial of(String text) {
        return new Trial(folder, cloud, new Source("setpoint.yaml", text), variables, parallelism);
    }

    /** Returns the trial with its cloud in another folder, shared with other trials. */
    public Trial in(Path other) {
        return new Trial(folder, other, source, variables, parallelism);
    }

    public Trial parallelism(int most) {
        return new Trial(folder, cloud, source, variables, most);
    }

    public StateStore store() {
        return new StateStore(
                new FolderStorage(folder.resolve("state")), graph().stack().name(), Sealer.NONE);
    }

    /** Returns the addresses of the resources in the spec. */
    public Set<Address> resources() {
        return graph().stack().resources().keySet();
    }

    public State state() {
        return value(store().read());
    }

    public Result<Plan> plan(PlanOptions options) {
        return inSession((engine, session) -> TestPlans.applicable(planned(engine, session, options)));
    }

    /** Returns the policy that allows these purposes, and no more. */
    public Value.Map permissions(Set<Purpose> purposes) {
        return inSession((engine, session) -> value(
                        engine.permissions(graph(), Optional.of(session.state()), purposes, List.of()))
                .getFirst()
                .policy());
    }

    /** Returns the addresses that a plan would change. */
    public List<String> pending() {
        return value(plan(PlanOptions.APPLY)).changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .map(Trial::text)
                .toList();
    }

    public Outcome apply() {
        return run(PlanOptions.APPLY).outcome();
    }

    public Outcome destroy() {
        return run(PlanOptions.DESTROY).outcome();
    }

    /** Runs with a change from outside between the plan and the first change. */
    public Outcome applyAfter(Runnable meddling) {
        return inSession((engine, session) -> {
            var plan = value(planned(engine, session, PlanOptions.APPLY));
            meddling.run();
            return engine.apply(plan, session, Event.Listener.NONE, new Cancellation());
        });
    }

    /** Plan and outcome of a run. */
    public record Run(Plan plan, Outcome outcome) {}

    public Run run(PlanOptions options) {
        return inSession((engine, session) -> run(engine, session, options, new Cancellation()));
    }

    /** Runs until the crash; empty when the crash has ended the run. */
    public Optional<Run> runUntil(Crash crash, PlanOptions options) {
        return runUntil(crash, options, new Cancellation());
    }

    /**
     * Runs as {@link #runUntil(Crash, PlanOptions)} with a cancellation, which ends the process if it does not wait.
     */
    public Optional<Run> runUntil(Crash crash, PlanOptions options, Cancellation cancellation) {
        try {
            var run = inSession(crash, (engine, session) -> {
                var done = run(engine, crash.on(session), options, cancellation);
                if (cancellation.isAborting()) {
                    crash.now();
                }
                return done;
            });
            return Optional.of(run).filter(_ -> !crash.happened() || cancellation.isAborting());
        } catch (CompletionException | Crash.Halted e) {
            if (!crash.happened()) {
                throw e;
            }
            return Optional.empty();
        } finally {
            crash.settle();
        }
    }

    private Run run(Engine engine, Session session, PlanOptions options, Cancellation cancellation) {
        var plan = value(planned(engine, session, options));
        return new Run(plan, engine.apply(plan, session, Event.Listener.NONE, cancellation));
    }

    private Result<Plan> planned(Engine engine, Session session, PlanOptions options) {
        var graph = graph();
        return engine.recover(graph.stack(), session, Event.Listener.NONE)
                .then(state -> engine.plan(graph, state, options, Event.Listener.NONE));
    }

    /** Checks the stack, once for each source: crash tests run a stack thousands of times. */
    private Graph graph() {
        return source.text().contains("/**") ? checked() : GRAPHS.computeIfAbsent(source, _ -> checked());
    }

    private Graph checked() {
        var engine = new Engine(
                SCHEMAS, new EngineSettings(List.of(new SandboxProviderFactory()), Map.of(), true, folder, folder, 1));
        return value(new Parser()
                .parse(source)
                .then(document -> engine.check(document, Bindings.NONE.in(SpecFiles.in(folder))))
                .then(engine::order));
    }

    private <T> T inSession(Work<T> work) {
        return inSession(Crash.never(), work);
    }

    private <T> T inSession(Crash crash, Work<T> work) {
        var prefixed = new HashMap<String, String>();
        variables.forEach(
                (name, value) -> prefixed.put(name.startsWith("AWS_") ? name : "SETPOINT_SANDBOX_" + name, value));
        var factories = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(factory -> factory.simulated() ? new SandboxProviderFactory(watch(crash)) : factory)
                .toList();
        // An endpoint to speak HTTP to takes the place of the sandbox.
        var simulated = !variables.containsKey("AWS_ENDPOINT_URL");
        var environment = new EngineSettings(factories, prefixed, simulated, cloud, folder, parallelism);
        try (var engine = new Engine(SCHEMAS, environment);
                var session = value(store().lock("trial", Duration.ZERO))) {
            return work.with(engine, session);
        }
    }

    private static CallListener watch(Crash crash) {
        return new CallListener() {
            @Override
            public void before(String call) {
                crash.before(nameless(call));
            }

            @Override
            public void after(String call) {
                crash.after(nameless(call));
            }
        };
    }

    /** The call without the id of a key: that is another one each time. */
    private static String nameless(String call) {
        return KEY_ID.matcher(call).replaceAll("<key>");
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

    /** Returns all problems, for an assertion that there are none. */
    public static List<String> problems(Outcome outcome) {
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
