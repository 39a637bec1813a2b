package dev.setpoint.cli;

import dev.setpoint.cli.render.DiagnosticJson;
import dev.setpoint.cli.render.DiagnosticMarkdown;
import dev.setpoint.cli.render.PlanMarkdown;
import dev.setpoint.cli.render.PlanText;
import dev.setpoint.cli.render.Style;
import dev.setpoint.cli.render.ValueText;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.SavedPlan;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How results are printed: the options every command shares, and the only way by which commands print. */
final class OutputOptions {

    private final Console console;
    private final List<Format> formats;
    private final List<Diagnostic> warnings = new ArrayList<>();
    private Format format;

    @Option(names = "--no-color", description = "No colours, as with NO_COLOR in the environment.")
    private boolean noColour;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    /** @param formats those the command offers, its default first */
    OutputOptions(Console console, Format... formats) {
        this.console = console;
        this.formats = List.of(formats);
        this.format = formats[0];
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "How to print the result.")
    void format(String name) {
        format = Format.named(name)
                .filter(formats::contains)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "`%s` prints %s, not `%s`."
                                .formatted(
                                        command.name(),
                                        formats.stream().map(f -> "`" + f + "`").collect(Collectors.joining(", ")),
                                        name)));
    }

    /** Names the formats in the help of a command: an annotation cannot, since each command offers its own. */
    static void describe(CommandLine commandLine) {
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
                            .description("How to print the result: " + output.offered() + ".")
                            .build());
                });
    }

    private String offered() {
        return formats.getFirst() + " (the default)"
                + formats.stream().skip(1).map(name -> " or " + name).collect(Collectors.joining());
    }

    Format format() {
        return format;
    }

    boolean json() {
        return format == Format.JSON;
    }

    /** How results look on stdout. */
    Style style() {
        return style(Console.Stream.OUT);
    }

    /** How progress and diagnostics look on stderr. */
    Style errorStyle() {
        return style(Console.Stream.ERR);
    }

    private Style style(Console.Stream stream) {
        // NO_COLOR counts when it is set to anything but nothing (no-color.org).
        var wanted =
                !noColour && console.variables().getOrDefault("NO_COLOR", "").isEmpty();
        return new Style(wanted && console.isTerminal(stream), console.width());
    }

    /** Prints sentences of ours, with foreign text in their places: whatever that is, it begins no line of its own. */
    void say(String sentences, Object... parts) {
        print(sentences.formatted(Stream.of(parts)
                .map(part -> Printable.line(String.valueOf(part)))
                .toArray()));
    }

    /** Prints a value that was asked for as it is, byte by byte. */
    void raw(String text) {
        console.raw(text);
    }

    /** Prints a page of a renderer. */
    void print(String text) {
        console.out().print(text);
        console.out().flush();
    }

    /** Prints the one document; what there is to warn of is put into it. */
    void print(Value document) {
        var whole = document instanceof Value.Map map && !warnings.isEmpty() && !map.has("diagnostics")
                ? map.with("diagnostics", DiagnosticJson.list(warnings))
                : document;
        print(Json.pretty(whole) + "\n");
    }

    /** Prints a plan in the format asked for. */
    void print(SavedPlan plan, Preview preview) {
        if (json()) {
            print(plan.text());
            // A plan is the same text in a file and here, so there is no place in it for them.
            if (!warnings.isEmpty()) {
                toStderr(warnings);
            }
        } else {
            print(preview);
        }
    }

    private void print(Preview plan) {
        print(
                format == Format.MARKDOWN
                        ? new PlanMarkdown().render(plan, warnings())
                        : new PlanText(style()).render(plan));
    }

    /** Shows what a run is doing, until it is closed. */
    Progress progress() {
        return new Progress(console, errorStyle());
    }

    /** Named values as a page. */
    String values(Value.Map values) {
        return new ValueText(style()).page(values);
    }

    /** Says something on the way that is no result. */
    void note(String text) {
        console.err().println(text);
        console.err().flush();
    }

    /** Goes on with the value, or ends with the diagnostics; warnings are said either way. */
    <T> ExitCode then(Result<T> result, Function<T, ExitCode> next) {
        return switch (result) {
            case Result.Failed<T>(var diagnostics) -> fail(diagnostics);
            case Result.Ok<T>(var value, var found) -> {
                warn(found);
                yield next.apply(value);
            }
        };
    }

    /** Warnings beside a result: on stderr, and with JSON in the document instead. */
    void warn(List<Diagnostic> diagnostics) {
        warnings.addAll(diagnostics);
        if (!json() && !diagnostics.isEmpty()) {
            toStderr(diagnostics);
        }
    }

    /** All that was warned of so far. */
    List<Diagnostic> warnings() {
        return List.copyOf(warnings);
    }

    /** The diagnostics of a command that has no result, in the form asked for. */
    ExitCode fail(List<Diagnostic> diagnostics) {
        if (json()) {
            var all = new ArrayList<>(warnings);
            all.addAll(diagnostics);
            print(DiagnosticJson.document(all));
        } else {
            toStderr(diagnostics);
            if (format == Format.MARKDOWN) {
                print(DiagnosticMarkdown.page(diagnostics));
            }
        }
        return ExitCode.ERROR;
    }

    /** Ends a preview that was printed whole, and in which something is forbidden; a document holds the reasons itself. */
    ExitCode forbidden(List<Diagnostic> reasons) {
        if (!json()) {
            toStderr(reasons);
        }
        return ExitCode.ERROR;
    }

    /** Says them on stderr, whatever the format. */
    void diagnostics(List<Diagnostic> diagnostics) {
        toStderr(diagnostics);
    }

    private void toStderr(List<Diagnostic> diagnostics) {
        console.err().print(new DiagnosticText(errorStyle().colour()).render(diagnostics));
        console.err().flush();
    }
}
