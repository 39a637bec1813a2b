package dev.setpoint.cli.option;

import dev.setpoint.cli.render.Format;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.text.PlanText;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.cli.terminal.Progress;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options for the format of results, shared by every command. Commands print only by way of this class. */
public final class OutputOptions {

    private final Console console;
    private final List<Format> formats;
    private final List<Diagnostic> warnings = new ArrayList<>();
    private Format format;

    @Option(names = "--no-color", description = "Print without colours. The variable NO_COLOR does the same.")
    private boolean noColour;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    /** @param kinds results that the command prints; it offers the formats that can show them all */
    public OutputOptions(Console console, Kind<?>... kinds) {
        this.console = console;
        this.formats = Format.showing(List.of(kinds));
        this.format = formats.getFirst();
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "Output format.")
    void format(String name) {
        format = formats.stream()
                .filter(offered -> offered.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "`%s` prints %s, not `%s`."
                                .formatted(
                                        command.name(),
                                        formats.stream().map(f -> "`" + f + "`").collect(Collectors.joining(", ")),
                                        name)));
    }

    /** Names the formats in the help of a command: an annotation cannot, since each command offers its own. */
    public static void describe(CommandLine commandLine) {
        commandLine.getSubcommands().values().forEach(OutputOptions::describe);
        var spec = commandLine.getCommandSpec();
        spec.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(OutputOptions.class::isInstance)
                .map(OutputOptions.class::cast)
                .forEach(output -> {
                    var option = spec.findOption("--format");
                    spec.remove(option);
                    spec.addOption(OptionSpec.builder(option)
                            .description("Output format: " + output.offered() + ".")
                            .completionCandidates(
                                    output.formats.stream().map(Format::name).toList())
                            .build());
                });
    }

    private String offered() {
        return formats.getFirst() + " (default)"
                + formats.stream().skip(1).map(name -> ", " + name).collect(Collectors.joining());
    }

    /** Style of results on stdout. */
    private Style style() {
        return style(Console.Stream.OUT);
    }

    /** Style of progress and diagnostics on stderr. */
    private Style errorStyle() {
        return style(Console.Stream.ERR);
    }

    private Style style(Console.Stream stream) {
        // NO_COLOR counts when it is set to anything but nothing (no-color.org).
        var wanted =
                !noColour && console.variables().getOrDefault("NO_COLOR", "").isEmpty();
        return new Style(wanted && console.isTerminal(stream), console.width());
    }

    private Renderer renderer() {
        return format.renderer(style());
    }

    /** Prints a result in the chosen format. */
    public <M> void print(Kind<M> kind, M result) {
        var renderer = renderer();
        var writer = kind.writer(renderer).orElseThrow();
        print(writer.write(result, List.copyOf(warnings)));
        if (renderer.holdsDiagnostics()) {
            toStderr(writer.leftOut(result, List.copyOf(warnings)));
            warnings.clear();
        }
    }

    /** Shows a plan to the person who is asked to approve it: on stderr when stdout is for one document alone. */
    public void preview(Preview plan) {
        if (!renderer().isOneDocument()) {
            print(new PlanText(style()).render(PlanModel.of(plan)));
        } else if (console.canAsk()) {
            note(new PlanText(errorStyle()).render(PlanModel.of(plan)));
        }
    }

    /** Prints the outcome of a run. Its problems are in the one document, or on stderr. */
    public void print(OutcomeModel outcome) {
        if (!renderer().isOneDocument()) {
            toStderr(outcome.problems());
        }
        print(Kind.OUTCOME, outcome);
    }

    /** Prints a value byte by byte. */
    public void raw(String text) {
        console.raw(text);
    }

    /** Prints text that is the same in every format. */
    public void print(String text) {
        console.out().print(text);
        console.out().flush();
    }

    /** Prints on stderr, at the end of a command, the warnings that no document of it holds. */
    public static void finish(ParseResult parsed) {
        parsed.asCommandLineList().stream()
                .flatMap(command -> command.getCommandSpec().mixins().values().stream())
                .map(CommandSpec::userObject)
                .filter(OutputOptions.class::isInstance)
                .map(OutputOptions.class::cast)
                .forEach(OutputOptions::finish);
    }

    private void finish() {
        if (renderer().holdsDiagnostics()) {
            toStderr(List.copyOf(warnings));
            warnings.clear();
        }
    }

    /** Shows what a run is doing, until it is closed. */
    public Progress progress() {
        return new Progress(console, errorStyle());
    }

    /** Prints a note on stderr. */
    public void note(String text) {
        console.err().println(text);
        console.err().flush();
    }

    /** Goes on with the value, or ends with the diagnostics; prints warnings either way. */
    public <T> ExitCode then(Result<T> result, Function<T, ExitCode> next) {
        return switch (result) {
            case Result.Failed<T>(var diagnostics) -> fail(diagnostics);
            case Result.Ok<T>(var value, var found) -> {
                warn(found);
                yield next.apply(value);
            }
        };
    }

    /** Prints warnings on stderr, or keeps them for the document. */
    private void warn(List<Diagnostic> diagnostics) {
        warnings.addAll(diagnostics);
        if (!renderer().holdsDiagnostics()) {
            toStderr(diagnostics);
        }
    }

    /** Prints the diagnostics of a command that has no result. */
    public ExitCode fail(List<Diagnostic> diagnostics) {
        var renderer = renderer();
        if (renderer.holdsDiagnostics()) {
            var all = new ArrayList<>(warnings);
            all.addAll(diagnostics);
            renderer.failure(all).ifPresent(this::print);
            warnings.clear();
        } else {
            toStderr(diagnostics);
            renderer.failure(diagnostics).ifPresent(this::print);
        }
        return ExitCode.ERROR;
    }

    /** Ends a preview that was printed whole, and in which a change is blocked; a document holds the reasons itself. */
    public ExitCode blocked(List<Diagnostic> reasons) {
        if (!renderer().holdsDiagnostics()) {
            toStderr(reasons);
        }
        return ExitCode.ERROR;
    }

    private void toStderr(List<Diagnostic> diagnostics) {
        if (!diagnostics.isEmpty()) {
            console.err().print(new DiagnosticText(errorStyle().colour()).render(diagnostics));
            console.err().flush();
        }
    }
}
