package dev.setpoint.cli.run;

import dev.setpoint.cli.option.ChangeOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.cli.terminal.Version;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run that changes the cloud: under the lock, plan, show, ask, apply, report. */
public final class ChangeRun {

    private final OutputOptions output;
    private final ChangeOptions options;
    private final boolean rollsBack;
    private final Cancellation cancellation = new Cancellation();
    private final InterruptibleRun stoppable;

    /** @param rollsBack true when a failure undoes the changes of the run */
    public ChangeRun(OutputOptions output, ChangeOptions options, boolean rollsBack) {
        this.output = output;
        this.options = options;
        this.rollsBack = rollsBack;
        this.stoppable = new InterruptibleRun(cancellation, output);
    }

    public ExitCode run(Workspace workspace, PlanOptions what) {
        return run(workspace, what, Optional.empty());
    }

    /** Applies a saved plan exactly, or lists the differences since it was made. */
    public ExitCode run(Workspace workspace, SavedPlan saved) {
        return run(workspace, saved.options(), Optional.of(saved));
    }

    private ExitCode run(Workspace workspace, PlanOptions what, Optional<SavedPlan> saved) {
        try (var engine = workspace.engine();
                var _ = Interrupts.to(cancellation)) {
            return output.then(workspace.graph(engine), graph -> {
                var command = "setpoint " + (what.mode() == Plan.Mode.DESTROY ? "destroy" : "apply");
                return output.then(workspace.store(graph.stack()), store -> {
                    try (store) {
                        return stoppable.then(
                                stoppable.lock(store, command, options.lockTimeout()),
                                result -> output.then(result, session -> {
                                    try (session) {
                                        return planned(engine, graph, session, what, saved);
                                    }
                                }));
                    }
                });
            });
        }
    }

    private ExitCode planned(Engine engine, Graph graph, Session session, PlanOptions what, Optional<SavedPlan> saved) {
        Optional<Result<Plan>> made;
        try (var progress = output.progress()) {
            made = stoppable.run(() -> engine.recover(graph.stack(), session, progress)
                    .then(state -> engine.plan(graph, state, what, progress))
                    .then(plan -> agreed(engine, plan, saved)));
        }
        return stoppable.then(
                made, result -> output.then(result, plan -> approved(engine, plan, session, saved.isPresent())));
    }

    private static Result<Plan> agreed(Engine engine, Plan fresh, Optional<SavedPlan> saved) {
        var here = engine.origin(fresh.graph().stack(), Version.number());
        return Result.of(fresh, saved.map(plan -> plan.verify(fresh, here)).orElse(List.of()));
    }

    private ExitCode approved(Engine engine, Plan plan, Session session, boolean saved) {
        output.preview(Preview.of(plan));
        if (!plan.forbidden().isEmpty()) {
            return output.fail(plan.forbidden());
        }
        var approval = options.approval();
        var answer = stoppable.run(() -> !plan.hasChanges() || approval.of(question(plan)));
        return stoppable.then(answer, yes -> {
            if (!yes) {
                return output.fail(List.of(approval.refusal(action(plan))));
            }
            var start = System.nanoTime();
            var outcome = apply(engine, plan, session);
            var took = Duration.ofNanos(System.nanoTime() - start);
            return report(
                    new OutcomeModel(plan, outcome, took, next(plan.graph().stack(), outcome, saved)));
        });
    }

    private static String question(Plan plan) {
        return switch (plan.mode()) {
            case APPLY -> "\nApply this plan? Type `yes` to confirm: ";
            case DESTROY -> "\nDestroy all of this? Type `yes` to confirm: ";
            case REFRESH -> "\nUpdate the state? Type `yes` to confirm: ";
        };
    }

    private static String action(Plan plan) {
        return switch (plan.mode()) {
            case APPLY -> "apply the plan";
            case DESTROY -> "destroy the stack";
            case REFRESH -> "refresh the state";
        };
    }

    private Outcome apply(Engine engine, Plan plan, Session session) {
        try (var progress = output.progress()) {
            cancellation.whenStopping(() ->
                    progress.say("Stopping after the running calls … (interrupt again to stop waiting for them)"));
            cancellation.whenAborting(() -> progress.say(
                    "Stopped waiting. The journal lists the calls that were begun; the next run continues from"
                            + " there."));
            return rollsBack
                    ? engine.applyOrRollBack(plan, session, progress, cancellation)
                    : engine.apply(plan, session, progress, cancellation);
        }
    }

    private ExitCode report(OutcomeModel result) {
        var outcome = result.outcome();
        output.print(result);
        return outcome.interrupted() ? ExitCode.INTERRUPTED : outcome.succeeded() ? ExitCode.OK : ExitCode.ERROR;
    }

    /** Returns the command to go on with. A saved plan cannot be applied twice. */
    private String next(Stack stack, Outcome outcome, boolean saved) {
        if (outcome.succeeded()) {
            return "";
        }
        var purpose = outcome.rollback().isPresent() ? "To try again" : "To continue";
        return saved
                ? purpose + ", plan again: a saved plan cannot be applied twice."
                : purpose + ": " + options.again(stack);
    }
}
