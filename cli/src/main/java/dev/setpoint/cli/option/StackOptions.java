package dev.setpoint.cli.option;

import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.diagnostic.Result;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The argument STACK, and {@link CloudOptions}. */
public final class StackOptions {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STACK",
            description = "The stack's file or folder; without it, the current folder.")
    private @Nullable String stack;

    @Mixin
    private final CloudOptions cloud;

    public StackOptions(Console console) {
        cloud = new CloudOptions(console);
    }

    public Optional<String> argument() {
        return Optional.ofNullable(stack);
    }

    /** The stack of a saved plan, with the inputs that it was made with. */
    public Result<Workspace> open(PlanFile plan) {
        return cloud.open(plan);
    }

    /** The stack in an environment that another option than {@code --env} names. */
    public Result<Workspace> openIn(String environment) {
        return cloud.openIn(environment, Optional.ofNullable(stack));
    }

    /** The stack in each of its environments, unless one is named. */
    public Result<List<Result<Workspace>>> openEach() {
        return cloud.openEach(Optional.ofNullable(stack));
    }

    public Result<Workspace> open() {
        return cloud.open(Optional.ofNullable(stack));
    }
}
