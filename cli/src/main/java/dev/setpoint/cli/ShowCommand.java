package dev.setpoint.cli;

import dev.setpoint.cli.render.StateMarkdown;
import dev.setpoint.cli.render.StateText;
import dev.setpoint.engine.state.StateJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = {
            "Show what was last applied: every resource of the state, and the outputs.",
            "With a plan that `setpoint plan --out FILE` wrote, show that."
        },
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    private final Console console;

    ShowCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        output = new OutputOptions(console, Format.TEXT, Format.JSON, Format.MARKDOWN);
    }

    @Override
    public ExitCode call() {
        return output.then(
                PlanFile.find(console, stack.argument()),
                file -> file.map(this::plan).orElseGet(this::state));
    }

    private ExitCode plan(PlanFile file) {
        output.print(file.plan(), file.plan().preview());
        return ExitCode.OK;
    }

    private ExitCode state() {
        return output.then(stack.open().then(Workspace::state), state -> {
            if (output.json()) {
                output.print(StateJson.write(state));
            } else if (output.format() == Format.MARKDOWN) {
                output.print(new StateMarkdown().render(state));
            } else {
                output.print(new StateText(output.style()).all(state));
            }
            return ExitCode.OK;
        });
    }
}
