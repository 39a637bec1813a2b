package dev.setpoint.cli.command.docs;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.reference.Reference;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Diagnostic;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "docs",
        description = {
            "Describe a resource type, a data source, a function or a topic of the language.",
            "`setpoint schema TYPE` prints the JSON Schema that the description is made from."
        },
        mixinStandardHelpOptions = true)
public final class DocsCommand implements Callable<ExitCode> {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "A type: aws.s3.bucket. A data source: data/aws.region. A function: merge. A topic: modules."
                    + " Or a part of a name that only one page has. Without it, a list.")
    private @Nullable String name;

    @Mixin
    private final OutputOptions output;

    public DocsCommand(Console console) {
        output = new OutputOptions(console, Kind.PAGE, Kind.PAGES);
    }

    /** Names of all pages, for completion. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Reference.bundled().all().stream().map(Page::name).iterator();
        }
    }

    @Override
    public ExitCode call() {
        var reference = Reference.bundled();
        return Optional.ofNullable(name).map(wanted -> one(reference, wanted)).orElseGet(() -> list(reference));
    }

    private ExitCode one(Reference reference, String wanted) {
        return reference
                .find(wanted)
                .map(this::print)
                .orElseGet(() -> output.fail(List.of(unknown(wanted, reference))));
    }

    private ExitCode list(Reference reference) {
        output.print(Kind.PAGES, reference.all());
        return ExitCode.OK;
    }

    private ExitCode print(Page page) {
        output.print(Kind.PAGE, page);
        return ExitCode.OK;
    }

    private static Diagnostic unknown(String name, Reference reference) {
        var near = Optional.of(reference.near(name))
                .filter(names -> !names.isEmpty())
                .map(names -> names.stream()
                        .map(other -> "`" + other + "`")
                        .collect(Collectors.joining(", ", "Near it: ", "; ")))
                .orElse("");
        return Diagnostic.error("SP0938", "There is no page `" + name + "`.").hint(near + "`setpoint docs` lists all.");
    }
}
