package dev.setpoint.cli;

import dev.setpoint.cli.render.OutcomeJson;
import dev.setpoint.cli.render.OutcomeText;
import dev.setpoint.cli.render.PlanText;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.apply.Cancellation;
import dev.setpoint.engine.apply.Outcome;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.SavedPlan;
import dev.setpoint.engine.state.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run that changes the cloud: under the lock, plan, show, ask, apply, report. */
final class ChangeRun {

    private final Console console;
    private final OutputOptions output;
    private final ChangeOptions options;

    ChangeRun(Console console, OutputOptions output, ChangeOptions options) {
        this.console = console;
        this.output = output;
        this.options = options;
    }

    ExitCode run(Workspace workspace, PlanOptions what) {
        return run(workspace, what, Optional.empty());
    }

    /** Does exactly what a saved plan says, or says what has moved since. */
    ExitCode run(Workspace workspace, SavedPlan saved) {
        var what = saved.mode() == Plan.Mode.DESTROY ? PlanOptions.DESTROY : PlanOptions.APPLY;
        return run(workspace, what, Optional.of(saved));
    }

    private ExitCode run(Workspace workspace, PlanOptions what, Optional<SavedPlan> saved) {
        try (var engine = workspace.engine()) {
            return output.then(workspace.graph(engine), graph -> {
                var command = "setpoint " + (what.mode() == Plan.Mode.DESTROY ? "destroy" : "apply");
                var store = workspace.store(graph.stack().name());
                return output.then(store.lock(command, options.lockTimeout()), session -> {
                    try (session) {
                        return output.then(
                                plan(engine, graph, session, what).then(plan -> agreed(plan, saved)),
                                plan -> approved(engine, plan, session, saved.isPresent()));
                    }
                });
            });
        }
    }

    private Result<Plan> plan(Engine engine, Graph graph, Session session, PlanOptions what) {
        try (var progress = output.progress()) {
            return engine.recover(graph.stack(), session, progress)
                    .then(state -> engine.plan(graph, state, what, progress));
        }
    }

    private static Result<Plan> agreed(Plan fresh, Optional<SavedPlan> saved) {
        return Result.of(fresh, saved.map(plan -> plan.verify(fresh)).orElse(List.of()));
    }

    private ExitCode approved(Engine engine, Plan plan, Session session, boolean saved) {
        preview(plan);
        if (!plan.forbidden().isEmpty()) {
            return output.fail(plan.forbidden());
        }
        if (plan.hasChanges()) {
            var approval = options.approval();
            if (!approval.of(question(plan))) {
                return output.fail(List.of(approval.refusal(action(plan))));
            }
        }
        var start = System.nanoTime();
        var outcome = apply(engine, plan, session);
        return report(plan, outcome, Duration.ofNanos(System.nanoTime() - start), saved);
    }

    /** With JSON the one document is the outcome, so that a person who is asked reads the preview on stderr. */
    private void preview(Plan plan) {
        if (!output.json()) {
            output.print(new PlanText(output.style()).render(Preview.of(plan)));
        } else if (console.canAsk()) {
            output.note(new PlanText(output.errorStyle()).render(Preview.of(plan)));
        }
    }

    private static String question(Plan plan) {
        return plan.mode() == Plan.Mode.DESTROY
                ? "\nDestroy all of this? Only `yes` is a yes: "
                : "\nApply this plan? Only `yes` is a yes: ";
    }

    private static String action(Plan plan) {
        return plan.mode() == Plan.Mode.DESTROY ? "destroy the stack" : "apply the plan";
    }

    private Outcome apply(Engine engine, Plan plan, Session session) {
        var cancellation = new Cancellation();
        try (var progress = output.progress();
                var _ = Interrupts.to(cancellation, progress::say)) {
            return engine.apply(plan, session, progress, cancellation);
        }
    }

    private ExitCode report(Plan plan, Outcome outcome, Duration took, boolean saved) {
        if (output.json()) {
            output.print(OutcomeJson.document(plan, outcome, took));
        } else {
            output.print(new OutcomeText(output.style()).render(plan, outcome, took));
            var problems = new ArrayList<>(outcome.problems());
            problems.addAll(outcome.failed().values());
            output.diagnostics(problems);
            if (!outcome.succeeded()) {
                // A saved plan is spent once a part of it is done.
                output.note(
                        saved
                                ? "To continue, plan again: the saved plan no longer fits."
                                : "To continue: " + options.again(plan.graph().stack()));
            }
        }
        return outcome.interrupted() ? ExitCode.INTERRUPTED : outcome.succeeded() ? ExitCode.OK : ExitCode.ERROR;
    }
}
