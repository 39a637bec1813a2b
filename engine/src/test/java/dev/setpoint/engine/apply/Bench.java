package dev.setpoint.engine.apply;

import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.apply.recovery.Recovery;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestPlans;
import dev.setpoint.engine.testing.TestStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A state folder and a cloud for whole runs: lock, recover, plan, apply. */
final class Bench {

    private final Path folder;
    private final MemoryCloud cloud;
    final Cancellation cancellation = new Cancellation();

    Bench(Path folder, MemoryCloud cloud) {
        this.folder = folder;
        this.cloud = cloud;
    }

    MemoryCloud cloud() {
        return cloud;
    }

    StateStore store() {
        return new StateStore(new FolderStorage(folder), "shop", Sealer.NONE);
    }

    State state() {
        return value(store().read());
    }

    Outcome apply(TestStack stack) {
        return run(stack, state -> new TestPlans(cloud).plan(stack.graph(), state));
    }

    /** Rolls back when a change fails. */
    Outcome applyOrRollBack(TestStack stack) {
        return run(
                stack,
                state -> new TestPlans(cloud).plan(stack.graph(), state),
                UnaryOperator.identity(),
                Applier::applyOrRollBack);
    }

    /** Runs until the crash, unless the run ends before. */
    void applyUntil(Crash crash, TestStack stack) {
        applyUntil(crash, stack, Applier::apply);
    }

    void applyUntil(Crash crash, TestStack stack, Way way) {
        cloud.before(request -> crash.boundary("before " + request))
                .after(request -> crash.boundary("after " + request));
        try {
            crash.ends(() -> run(stack, state -> new TestPlans(cloud).plan(stack.graph(), state), crash::on, way));
        } catch (CompletionException | Crash.Halted e) {
            if (!crash.happened()) {
                throw e;
            }
        } finally {
            cloud.before(_ -> {}).after(_ -> {});
        }
    }

    Outcome destroy(TestStack stack) {
        return run(stack, state -> new TestPlans(cloud).destroy(stack.graph(), state));
    }

    Outcome run(TestStack stack, Function<State, Plan> planner) {
        return run(stack, planner, UnaryOperator.identity());
    }

    /** @param around put around the session */
    Outcome run(TestStack stack, Function<State, Plan> planner, UnaryOperator<Session> around) {
        return run(stack, planner, around, Applier::apply);
    }

    /** One of the ways in which an applier carries out a plan. */
    @FunctionalInterface
    interface Way {
        Outcome apply(Applier applier, Plan plan, Session session, Event.Listener listener, Cancellation cancellation);
    }

    private Outcome run(TestStack stack, Function<State, Plan> planner, UnaryOperator<Session> around, Way way) {
        try (var session = around.apply(value(store().lock("setpoint test", Duration.ofHours(1))));
                var providers = providers(stack)) {
            cloud.reload();
            var state = value(
                    new Recovery(providers, TestStack.SCHEMAS, stack.stack()).recover(session, Event.Listener.NONE));
            return way.apply(
                    new Applier(providers, TestStack.SCHEMAS),
                    planner.apply(state),
                    session,
                    Event.Listener.NONE,
                    cancellation);
        }
    }

    Outcome apply(Plan plan, TestStack stack, Session session) {
        try (var providers = providers(stack)) {
            return new Applier(providers, TestStack.SCHEMAS).apply(plan, session, Event.Listener.NONE, cancellation);
        }
    }

    Providers providers(TestStack stack) {
        return new Providers(
                stack.stack(),
                new EngineSettings(List.of(new MemoryProvider.Factory(cloud)), Map.of(), false, folder, folder, 32));
    }

    static <T> T value(Result<T> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(problems);
                },
                value -> value);
    }
}
