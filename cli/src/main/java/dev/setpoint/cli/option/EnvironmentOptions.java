package dev.setpoint.cli.option;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.check.environment.EnvironmentFiles;
import dev.setpoint.engine.check.environment.StackEnvironment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The environment of a stack: from the command line, a saved plan or the variable SETPOINT_ENV. */
final class EnvironmentOptions {

    private static final String VARIABLE = "SETPOINT_ENV";

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description = "Environment of the stack: `prod` for the file envs/prod.yaml beside it. Default: " + VARIABLE
                    + ".")
    private @Nullable String name;

    /**
     * Returns the environment that is meant; empty for a stack without environments.
     *
     * @param planned the environment of a saved plan
     */
    Result<Optional<StackEnvironment>> chosen(Console console, EnvironmentFiles files, Optional<String> planned) {
        if (files.isEmpty() && name == null) {
            return Result.ok(Optional.empty());
        }
        return Optional.ofNullable(name)
                .or(() -> planned)
                .or(() -> variable(console))
                .map(chosen -> files.environment(chosen).map(Optional::of))
                .orElseGet(() -> Result.failed(missing(files.names())));
    }

    /** Returns an environment that another option names; fails when `--env` names another one. */
    Result<String> only(String environment) {
        return name == null || name.equals(environment)
                ? Result.ok(environment)
                : Result.failed(Diagnostic.error(
                                "SP0903",
                                "`--env %s` and `--to-env %s` contradict each other: the state becomes that of one environment."
                                        .formatted(name, environment))
                        .hint("Leave out one of them."));
    }

    /** Tells whether an environment is named. */
    boolean isGiven(Console console) {
        return name != null || variable(console).isPresent();
    }

    private static Optional<String> variable(Console console) {
        return Optional.ofNullable(console.variables().get(VARIABLE)).filter(text -> !text.isBlank());
    }

    private static Diagnostic missing(List<String> names) {
        return Diagnostic.error("SP0989", "This stack has environments: %s.".formatted(String.join(", ", names)))
                .hint("Say which: `--env " + names.getFirst() + "`, or set " + VARIABLE + ".");
    }
}
