package dev.setpoint.cli.option;

import dev.setpoint.cli.backend.StateLocation;
import dev.setpoint.cli.backend.StateLocations;
import dev.setpoint.cli.stack.SharedPlace;
import dev.setpoint.cli.stack.StackFile;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.check.environment.EnvironmentFiles;
import dev.setpoint.engine.check.environment.StackEnvironment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of every command that opens a stack: inputs, cloud, state and policy. */
public final class CloudOptions {

    private final Console console;

    @Option(names = "--sandbox", description = "Use the built-in simulated AWS, with a separate state.")
    private boolean sandbox;

    private int parallelism = EngineSettings.DEFAULT_PARALLELISM;

    @Option(
            names = "--backend",
            paramLabel = "PLACE",
            description =
                    "Place of the state: `s3://bucket/key?region=eu-west-1`, or `local` for the folder beside the stack"
                            + " file. Overrides the stack file.")
    private @Nullable String backend;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private final InputOptions inputs = new InputOptions();

    @Mixin
    private final EnvironmentOptions environments = new EnvironmentOptions();

    @Mixin
    private final OperatorOptions operator = new OperatorOptions();

    public CloudOptions(Console console) {
        this.console = console;
    }

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Largest number of resources that are read or changed at once, and of concurrent requests for"
                    + " each kind of provider. Default: " + EngineSettings.DEFAULT_PARALLELISM + ".")
    void parallelism(String text) {
        if (!text.matches("0*[1-9][0-9]{0,5}")) {
            throw new ParameterException(
                    command.commandLine(), "`--parallelism` takes a whole number from 1, not `%s`.".formatted(text));
        }
        parallelism = Integer.parseInt(text);
    }

    /**
     * The stack file, found and parsed, with all that its run needs; nothing of it is checked yet.
     *
     * @param stack file or folder; empty for the current folder
     */
    public Result<Workspace> open(Optional<String> stack) {
        return open(stack, Optional.empty());
    }

    /**
     * Opens the stack like {@link #open(Optional)}. Empty when nothing names one, neither the argument nor a value of an
     * input, and the current folder has none.
     */
    public Result<Optional<Workspace>> openIfAny(Optional<String> stack) {
        return allowed()
                .then(allowed -> stack.isEmpty() && inputs.areLeftOut() && StackFile.isMissing(console, stack, allowed)
                        ? Result.ok(Optional.empty())
                        : open(stack, Optional.empty(), allowed).map(Optional::of));
    }

    /** Opens the stack of a saved plan; fails in the sandbox for a plan of the real cloud, and the other way round. */
    Result<Workspace> open(PlanFile file) {
        if (file.plan().isInSandbox() != sandbox) {
            return Result.failed(
                    sandbox
                            ? Diagnostic.error("SP0952", "`%s` is a plan for the real cloud.".formatted(file.name()))
                                    .hint("Leave out `--sandbox`.")
                            : Diagnostic.error("SP0952", "`%s` is a plan for the sandbox.".formatted(file.name()))
                                    .hint("Use it with `--sandbox`."));
        }
        return file.stack(console).then(stack -> open(Optional.of(stack), Optional.of(file)));
    }

    private Result<Workspace> open(Optional<String> stack, Optional<PlanFile> plan) {
        return allowed().then(allowed -> open(stack, plan, allowed));
    }

    private Result<Workspace> open(Optional<String> stack, Optional<PlanFile> plan, AllowedAccess allowed) {
        return find(stack, plan.isPresent(), allowed)
                .then(found -> environments
                        .chosen(console, found.environments(), plan.flatMap(PlanFile::environment))
                        .then(environment -> open(found, environment, plan, allowed)));
    }

    /**
     * Opens the stack once for each of its environments, unless one is named.
     *
     * @param stack file or folder; empty for the current folder
     * @return the result for each environment, in the order of their names
     */
    public Result<List<Result<Workspace>>> openEach(Optional<String> stack) {
        return allowed()
                .then(allowed -> find(stack, false, allowed).then(found -> {
                    if (found.environments().isEmpty() || environments.isGiven(console)) {
                        return environments
                                .chosen(console, found.environments(), Optional.empty())
                                .then(environment -> open(found, environment, Optional.empty(), allowed))
                                .map(workspace -> List.of(Result.ok(workspace)));
                    }
                    return Result.ok(found.environments().names().stream()
                            .map(name -> found.environments()
                                    .environment(name)
                                    .then(environment ->
                                            open(found, Optional.of(environment), Optional.empty(), allowed)))
                            .toList());
                }));
    }

    /** Opens the stack in an environment, which no option may contradict. */
    public Result<Workspace> openIn(String environment, Optional<String> stack) {
        return allowed()
                .then(allowed -> find(stack, false, allowed)
                        .then(found -> environments
                                .only(environment)
                                .then(found.environments()::environment)
                                .then(chosen -> open(found, Optional.of(chosen), Optional.empty(), allowed))));
    }

    /** A stack file that was found and parsed, with the environments beside it. */
    private record Found(Optional<String> argument, StackFile file, Document document, EnvironmentFiles environments) {}

    private Result<Found> find(Optional<String> stack, boolean guessed, AllowedAccess allowed) {
        return StackFile.find(console, stack, allowed, guessed)
                .then(file -> Result.of(
                        file, StateLocations.wayOut(file.files()).stream().toList()))
                .then(file -> file.parse()
                        .then(document -> EnvironmentFiles.of(file.files(), file.folder(), document)
                                .map(environments -> new Found(stack, file, document, environments))));
    }

    private Result<Workspace> open(
            Found found, Optional<StackEnvironment> chosen, Optional<PlanFile> plan, AllowedAccess allowed) {
        var environment = chosen.map(StackEnvironment::environment);
        var folder = found.file().folder();
        return plan.map(p -> p.requireStackOf(found.document(), environment))
                .orElse(Result.ok(found.document()))
                .then(document -> inputs.bindings(
                        console,
                        document,
                        chosen.map(StackEnvironment::inputs).orElse(Map.of()),
                        plan.map(InputOptions::saved).orElse(Map.of())))
                .map(bindings -> environment.map(bindings::in).orElse(bindings))
                .then(bindings -> Result.of(bindings, shared(found, bindings)))
                .then(bindings -> place().map(place -> new Workspace(
                        found.document(),
                        folder,
                        bindings.in(allowed.files(folder)),
                        environment(folder, allowed),
                        place,
                        console.lease(),
                        again(found, environment))));
    }

    /** Problems of other environments with the same place for the state, unless an option names the place. */
    private List<Diagnostic> shared(Found found, Bindings bindings) {
        if (backend != null || bindings.environment().isEmpty()) {
            return List.of();
        }
        var name = bindings.environment().get().name();
        var others = found.environments().names().stream()
                .filter(other -> !other.equals(name))
                .flatMap(other -> found.environments().environment(other).fold(_ -> Stream.empty(), Stream::of))
                .toList();
        return new SharedPlace(found.document(), bindings).problems(others);
    }

    /** Arguments that open the same stack again, without sensitive inputs. */
    private String again(Found found, Optional<Environment> environment) {
        var words = new ArrayList<String>();
        found.argument().ifPresent(words::add);
        environment.ifPresent(chosen -> words.addAll(List.of("--env", chosen.name())));
        if (sandbox) {
            words.add("--sandbox");
        }
        if (backend != null) {
            words.addAll(List.of("--backend", backend));
        }
        words.addAll(operator.again());
        words.addAll(inputs.again(found.document()));
        return words.stream().map(word -> " " + ChangeOptions.quoted(word)).collect(Collectors.joining());
    }

    /** Permissions of the operator, with the endpoint of `--backend` among them. */
    private Result<AllowedAccess> allowed() {
        return operator.allowed(console)
                .then(allowed -> place().map(place -> place.flatMap(StateLocation::endpoint)
                        .map(allowed::with)
                        .orElse(allowed)));
    }

    private Result<Optional<StateLocation>> place() {
        return backend == null
                ? Result.ok(Optional.empty())
                : StateLocation.parse(backend).map(Optional::of);
    }

    private EngineSettings environment(Path folder, AllowedAccess allowed) {
        var cloud = Optional.ofNullable(console.variables().get("SETPOINT_SANDBOX"))
                .filter(text -> !text.isBlank())
                .map(console::path)
                .orElse(StateLocations.sandboxFolder(folder).resolve("cloud"));
        var factories = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return new EngineSettings(
                factories, console.variables(), sandbox, cloud, allowed.files(folder), parallelism, allowed);
    }
}
