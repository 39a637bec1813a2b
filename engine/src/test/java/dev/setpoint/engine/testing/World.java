package dev.setpoint.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.Engine;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.state.store.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** Spec texts driven through the whole engine, against one cloud and one state folder. */
public final class World {

    /** Plan and outcome of one apply. */
    public record Applied(Plan plan, Outcome outcome) {}

    public final MemoryCloud cloud = new MemoryCloud();
    private final Path folder;
    private Cancellation cancellation = new Cancellation();
    private Event.Listener listener = Event.Listener.NONE;
    private int parallelism = EngineSettings.DEFAULT_PARALLELISM;

    public World(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /** Changes at once, and reads, at most. */
    public World parallelism(int most) {
        parallelism = most;
        return this;
    }

    /** Tells this one what applies do from now on. */
    public World listener(Event.Listener whoever) {
        listener = whoever;
        return this;
    }

    /** As Ctrl-C does to the run that is applying. */
    public void interrupt() {
        cancellation.request();
    }

    /** Interrupts the run just before it sends this request. */
    public void interruptBefore(String request) {
        cloud.before(next -> {
            if (next.toString().equals(request)) {
                interrupt();
            }
        });
    }

    /** Interrupts the run while the change waits for its turn to send its first request. */
    public void interruptOnTheWayTo(String request) {
        cloud.approach(next -> {
            if (next.toString().equals(request)) {
                interrupt();
            }
        });
    }

    /** Interrupts no run any more. */
    public void calm() {
        cloud.before(_ -> {}).approach(_ -> {});
    }

    public State state() {
        return value(store().read());
    }

    public StateStore store() {
        return new StateStore(new FolderStorage(folder), "shop", Sealer.NONE);
    }

    /** The changes that are none left out. */
    public List<Change> changes(String spec) {
        return plan(spec).changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .toList();
    }

    public Plan plan(String spec) {
        return value(planned(spec, PlanOptions.APPLY));
    }

    public Plan plan(String spec, PlanOptions options) {
        return value(planned(spec, options));
    }

    public List<Diagnostic> problems(String spec) {
        return TestPlans.applicable(planned(spec, PlanOptions.APPLY)).diagnostics();
    }

    public Result<Plan> planned(String spec, PlanOptions options) {
        try (var engine = engine()) {
            return graph(engine, spec).then(graph -> engine.plan(graph, state(), options, Event.Listener.NONE));
        }
    }

    public Applied apply(String spec) {
        return run(spec, PlanOptions.APPLY);
    }

    public Applied destroy(String spec) {
        return run(spec, PlanOptions.DESTROY);
    }

    /** Applies a spec of which nothing may fail. */
    public void succeed(String spec) {
        var outcome = apply(spec).outcome();
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.succeeded()).isTrue();
    }

    /** Takes everything back when something fails. */
    public Applied applyOrRollBack(String spec) {
        return run(spec, PlanOptions.APPLY, Engine::applyOrRollBack, UnaryOperator.identity());
    }

    public Applied run(String spec, PlanOptions options) {
        return run(spec, options, Engine::apply, UnaryOperator.identity());
    }

    /** A run that ends at the crash, unless it ends before. */
    public void applyUntil(Crash crash, String spec) {
        cloud.before(request -> crash.boundary("before " + request))
                .after(request -> crash.boundary("after " + request));
        try {
            crash.ends(() -> run(spec, PlanOptions.APPLY, Engine::apply, crash::on));
        } catch (CompletionException | Crash.Halted e) {
            if (!crash.happened()) {
                throw e;
            }
        } finally {
            cloud.before(_ -> {}).after(_ -> {});
        }
    }

    /** One of the ways in which an engine carries out a plan. */
    @FunctionalInterface
    private interface Way {
        Outcome apply(Engine engine, Plan plan, Session session, Event.Listener listener, Cancellation cancellation);
    }

    /** Lock, recover, plan, apply; the cloud's recorded requests are those of the applying alone. */
    private Applied run(String spec, PlanOptions options, Way way, UnaryOperator<Session> around) {
        cancellation = new Cancellation();
        try (var engine = engine();
                var session = around.apply(value(store().lock("setpoint test", Duration.ofHours(1))))) {
            var graph = value(graph(engine, spec));
            var state = value(engine.recover(graph.stack(), session, Event.Listener.NONE));
            var plan = value(engine.plan(graph, state, options, Event.Listener.NONE));
            cloud.forgetRequests();
            return new Applied(plan, way.apply(engine, plan, session, listener, cancellation));
        }
    }

    private Result<Graph> graph(Engine engine, String spec) {
        return new Parser()
                .parse(new Source("test.yaml", spec))
                .then(document -> engine.check(document, Bindings.NONE.in(SpecFiles.in(folder))))
                .then(engine::order);
    }

    private Engine engine() {
        return new Engine(
                TestStack.SCHEMAS,
                new EngineSettings(
                        List.of(new MemoryProvider.Factory(cloud)), Map.of(), false, folder, folder, parallelism));
    }

    public static <T> T value(Result<T> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(problems.toString());
                },
                value -> value);
    }
}
