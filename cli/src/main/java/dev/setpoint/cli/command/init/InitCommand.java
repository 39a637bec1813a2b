package dev.setpoint.cli.command.init;

import dev.setpoint.cli.option.ChangeOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = {
            "Write a new stack from an example, with a `.gitignore` and a workflow that plans in pull requests.",
            "No file is overwritten."
        },
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TEMPLATE",
            completionCandidates = Names.class,
            description = "Name of the example; without it, `encrypted-bucket`.")
    private @Nullable String template;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Folder for the stack, made if it is missing; without it, the current folder.")
    private @Nullable String folder;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the stack; without it, the name of the folder.")
    private @Nullable String name;

    @Option(names = "--list", description = "List the templates.")
    private boolean list;

    @Mixin
    private final OutputOptions output;

    public InitCommand(Console console) {
        this.console = console;
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        if (list) {
            return listed();
        }
        return output.then(
                chosen().then(example ->
                        stack(example).then(stack -> stack.write().map(files -> report(example, stack, files)))),
                report -> {
                    output.print(Kind.REPORT, report);
                    return ExitCode.OK;
                });
    }

    private Result<StackTemplate> chosen() {
        var wanted = Optional.ofNullable(template);
        return wanted.isEmpty()
                ? Result.ok(StackTemplate.ALL.getFirst())
                : wanted.flatMap(StackTemplate::named)
                        .map(Result::ok)
                        .orElseGet(() -> Result.failed(unknown(wanted.get())));
    }

    private Diagnostic unknown(String wanted) {
        var isFolder = folder == null && Files.isDirectory(console.path(wanted));
        return Diagnostic.error("SP0921", "There is no template `%s`.".formatted(wanted))
                .hint(
                        isFolder
                                ? "A folder stands second: `setpoint init %s %s`."
                                        .formatted(StackTemplate.ALL.getFirst().name(), ChangeOptions.quoted(wanted))
                                : Nearest.hint(wanted, StackTemplate.names())
                                        .orElse("`setpoint init --list` lists the templates."));
    }

    private Result<NewStack> stack(StackTemplate example) {
        var place = Optional.ofNullable(folder)
                .map(console::path)
                .orElse(console.folder())
                .toAbsolutePath()
                .normalize();
        var ofFolder =
                Optional.ofNullable(place.getFileName()).map(Path::toString).orElse("");
        if (name == null) {
            return Result.ok(new NewStack(console, example, StackName.from(ofFolder, example.name()), place));
        }
        return StackName.isValid(name)
                ? Result.ok(new NewStack(console, example, name, place))
                : Result.failed(Diagnostic.error(
                                "SP0923",
                                "`%s` is not a name of a stack: it begins with a lower-case letter and has at most 63 lower-case letters, digits and `-`."
                                        .formatted(name))
                        .hint("Use `--name %s`.".formatted(StackName.from(name, example.name()))));
    }

    private Report report(StackTemplate example, NewStack stack, List<Path> written) {
        var files = written.stream().map(stack::shown).toList();
        var where = Optional.ofNullable(folder)
                .map(ChangeOptions::quoted)
                .map(" "::concat)
                .orElse("");
        var next = List.of("setpoint plan%s --sandbox".formatted(where), "setpoint apply%s --sandbox".formatted(where));
        var text = new StringBuilder(
                Report.sentences("Wrote the stack `%s` from the template `%s`:\n", stack.name(), example.name()));
        files.forEach(file -> text.append(Report.sentences("  %s\n", file)));
        text.append("\nTry it on the simulated AWS, without an account:\n");
        next.forEach(command -> text.append(Report.sentences("  %s\n", command)));
        return new Report(
                text.toString(),
                Value.Map.EMPTY
                        .with("stack", Value.of(stack.name()))
                        .with("template", Value.of(example.name()))
                        .with("files", Value.strings(files))
                        .with("next", Value.strings(next)));
    }

    private ExitCode listed() {
        var names = StackTemplate.names();
        var widest = names.stream().mapToInt(String::length).max().orElse(0);
        var page = new StringBuilder();
        StackTemplate.ALL.forEach(one -> page.append(one.name())
                .append(" ".repeat(widest - one.name().length() + 2))
                .append(one.description())
                .append('\n'));
        output.print(Kind.REPORT, new Report(page.toString(), Value.strings(names)));
        return ExitCode.OK;
    }

    /** Names of the templates, for completion in shells. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return StackTemplate.names().iterator();
        }
    }
}
