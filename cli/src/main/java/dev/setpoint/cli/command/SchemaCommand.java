package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description = "List the resource types and data sources, or print the JSON Schema of one of them.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<ExitCode> {

    private static final String DATA = "data/";
    private static final String TYPES = "types/";

    /** Names of the schemas that describe no type. */
    private static final List<String> FILES = List.of(
            "stack",
            "stack-file",
            "environment",
            "environment-file",
            "meta",
            "plan",
            "providers/aws",
            "defs/iam-policy",
            "defs/tags");

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description =
                    "As in a spec: aws.s3.bucket, or data/aws.region for a data source. Or `stack` for the whole stack"
                            + " file, `environment` for the file of an environment, `plan` for saved plans, `providers/aws` for a provider's block, `meta` for the"
                            + " annotations, `defs/tags` and `defs/iam-policy` for what types share. Without it, a list."
                            + " With `--format json`, the schema has a copy of all that it refers to.")
    private @Nullable String name;

    @Mixin
    private final OutputOptions output;

    SchemaCommand(Console console) {
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        var schemas = SchemaFiles.bundled();
        return Optional.ofNullable(name).map(n -> one(schemas, n)).orElseGet(() -> list(schemas));
    }

    private ExitCode one(SchemaFiles schemas, String wanted) {
        var file = (isFile(wanted) ? wanted : TYPES + wanted) + ".schema.json";
        var known = FILES.contains(wanted) || schema(schemas, wanted).isPresent();
        var text = known ? schemas.text(file) : Optional.<String>empty();
        var whole = known ? schemas.schema(file) : Optional.<Value.Map>empty();
        if (text.isEmpty() || whole.isEmpty()) {
            var names = names(schemas);
            return output.fail(List.of(Diagnostic.error("SP0930", "There is no type `%s`.".formatted(wanted))
                    .hint(Nearest.hint(wanted, names).orElse("`setpoint schema` lists the types."))));
        }
        output.print(Kind.REPORT, new Report(SchemaText.described(text.get()) + "\n", whole.get(), true));
        return ExitCode.OK;
    }

    /** Tells if a name is the path of a file below the schema folder, and not that of a type. */
    private static boolean isFile(String wanted) {
        return FILES.contains(wanted) || wanted.startsWith(DATA);
    }

    private ExitCode list(SchemaFiles schemas) {
        var names = names(schemas);
        var widest = names.stream().mapToInt(String::length).max().orElse(0);
        var page = new StringBuilder();
        for (var name : names) {
            page.append(name)
                    .append(" ".repeat(widest - name.length() + 2))
                    .append(schema(schemas, name).map(SchemaCommand::summary).orElse(""))
                    .append('\n');
        }
        output.print(Kind.REPORT, new Report(page.toString(), Value.strings(names)));
        return ExitCode.OK;
    }

    private static List<String> names(SchemaFiles schemas) {
        return Stream.concat(
                        schemas.names().stream().map(TypeName::text),
                        schemas.dataNames().stream().map(name -> DATA + name))
                .toList();
    }

    private static Optional<TypeSchema> schema(SchemaFiles schemas, String name) {
        return name.startsWith(DATA)
                ? schemas.data(new TypeName(name.substring(DATA.length())))
                : schemas.type(new TypeName(name));
    }

    /** First sentence of the type's description. */
    private static String summary(TypeSchema schema) {
        var end = schema.description().indexOf(". ");
        return end < 0 ? schema.description() : schema.description().substring(0, end + 1);
    }
}
