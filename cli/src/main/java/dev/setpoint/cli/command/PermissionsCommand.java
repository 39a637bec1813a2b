package dev.setpoint.cli.command;

import dev.setpoint.cli.backend.StateLocations;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.permission.Permissions;
import dev.setpoint.engine.permission.Purpose;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "permissions",
        description = {
            "Print the IAM policy with the least permissions that plan, apply and destroy of the stack need.",
            "It names resources that the spec or the state names. A replacement needs the permissions for destroy too."
        },
        mixinStandardHelpOptions = true)
final class PermissionsCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    @Option(
            names = "--part",
            paramLabel = "N",
            description = "Print only the N-th part of a policy that is too large for one managed policy.")
    private @Nullable Integer part;

    private final Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);

    @CommandLine.Spec
    private CommandSpec command;

    PermissionsCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Option(
            names = "--for",
            paramLabel = "plan|apply|destroy",
            description = "Permissions for this command only; may be repeated.")
    void purposes(List<String> names) {
        for (var name : names) {
            purposes.add(Stream.of(Purpose.values())
                    .filter(purpose -> purpose.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            command.commandLine(),
                            "`--for` takes `plan`, `apply` or `destroy`, not `%s`.".formatted(name))));
        }
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open(), workspace -> {
            try (var engine = workspace.engine()) {
                return output.then(
                        workspace.reachable(engine).then(graph -> permissions(workspace, engine, graph)),
                        all -> output.then(chosen(all), this::shown));
            }
        });
    }

    private Result<List<Permissions>> permissions(Workspace workspace, Engine engine, Graph graph) {
        var asked = purposes.isEmpty() ? EnumSet.allOf(Purpose.class) : purposes;
        var writing = asked.contains(Purpose.APPLY) || asked.contains(Purpose.DESTROY);
        return state(workspace, graph)
                .then(state -> engine.permissions(graph, state, asked, workspace.grants(graph.stack(), writing)));
    }

    /** Reads the state if the caller may: whoever asks for permissions may not have that one yet. */
    private static Result<Optional<State>> state(Workspace workspace, Graph graph) {
        var read = workspace.store(graph.stack()).then(store -> {
            try (store) {
                return store.read();
            }
        });
        return switch (read) {
            case Result.Ok<State> ok -> ok.map(Optional::of);
            case Result.Failed<State>(var problems)
            when StateLocations.areElsewhere(problems) -> new Result.Failed<>(problems);
            case Result.Failed<State>(var problems) ->
                Result.of(
                        Optional.empty(),
                        problems.stream().map(PermissionsCommand::withoutState).toList());
        };
    }

    private static Diagnostic withoutState(Diagnostic problem) {
        return Diagnostic.warning(
                        "SP0972",
                        "The state cannot be read, so resources that only the state names are left out, or the policy"
                                + " has `*` for them: "
                                + problem.message())
                .hint(problem.hint());
    }

    private Result<Permissions> chosen(List<Permissions> all) {
        if (all.isEmpty()) {
            return Result.failed(Diagnostic.error("SP0970", "The stack needs no permissions: it uses no cloud."));
        }
        var policy = all.getFirst();
        var parts = policy.parts().size();
        if (part != null && (part < 1 || part > parts)) {
            return Result.failed(Diagnostic.error(
                    "SP0971", "There is no part " + part + ": the policy has " + (parts == 1 ? "one." : parts + ".")));
        }
        return Result.ok(policy);
    }

    private ExitCode shown(Permissions policy) {
        var parts = policy.parts().size();
        if (part == null && parts > 1) {
            output.note(("The policy is too large for one managed policy. Attach it as %s:"
                            + " `setpoint permissions --part 1` to `--part %s`.")
                    .formatted(parts, parts));
        }
        output.print(Json.pretty(part == null ? policy.policy() : policy.parts().get(part - 1)) + "\n");
        return ExitCode.OK;
    }
}
