package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.PlanFile;
import dev.setpoint.cli.option.PlanningOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.cli.terminal.Version;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.state.State;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "plan", description = "Show what apply would change, and why.", mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final PlanningOptions planning = new PlanningOptions();

    @Mixin
    private final OutputOptions output;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Save the plan to FILE too. `setpoint apply FILE` applies exactly that plan, `setpoint show FILE`"
                            + " shows it.")
    private @Nullable String file;

    @Option(names = "--destroy", description = "Show what destroy would delete.")
    private boolean destroy;

    @Option(names = "--detailed-exitcode", description = "Exit with 2 when there are changes.")
    private boolean detailed;

    private final Console console;

    PlanCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.PLAN);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open(), workspace -> {
            try (var engine = workspace.engine()) {
                return output.then(plan(workspace, engine), plan -> show(plan, engine));
            }
        });
    }

    private Result<Plan> plan(Workspace workspace, Engine engine) {
        return planning.options(destroy)
                .then(options -> workspace
                        .graph(engine)
                        .then(graph -> state(workspace, graph).then(state -> {
                            try (var progress = output.progress()) {
                                return engine.plan(graph, state, options, progress);
                            }
                        })));
    }

    private static Result<State> state(Workspace workspace, Graph graph) {
        return workspace.store(graph.stack()).then(store -> {
            try (store) {
                return store.read();
            }
        });
    }

    private ExitCode show(Plan plan, Engine engine) {
        var saved = SavedPlan.of(plan, engine.origin(plan.graph().stack(), Version.number()));
        return output.then(
                file == null ? Result.ok(saved) : PlanFile.write(console, file, saved), _ -> shown(plan, saved));
    }

    private ExitCode shown(Plan plan, SavedPlan saved) {
        output.print(Kind.PLAN, PlanResult.of(Preview.of(plan), saved));
        if (!plan.forbidden().isEmpty()) {
            return output.blocked(plan.forbidden());
        }
        return detailed && plan.hasChanges() ? ExitCode.CHANGES : ExitCode.OK;
    }
}
