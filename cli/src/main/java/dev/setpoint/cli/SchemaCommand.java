package dev.setpoint.cli;

import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
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

    /** Names of the schemas that describe no type. */
    private static final List<String> FILES = List.of("stack", "stack-file", "meta", "plan", "providers/aws");

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description =
                    "As in a spec: aws.s3.bucket, or data/aws.region for a data source. Or `stack` for the whole stack"
                            + " file, `plan` for saved plans, `providers/aws` for a provider's block, `meta` for the"
                            + " annotations. Without it, a list.")
    private @Nullable String name;

    @Mixin
    private final OutputOptions output;

    SchemaCommand(Console console) {
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        var schemas = new SchemaFiles();
        return Optional.ofNullable(name).map(n -> one(schemas, n)).orElseGet(() -> list(schemas));
    }

    private ExitCode one(SchemaFiles schemas, String wanted) {
        var text = FILES.contains(wanted)
                ? schemas.text(wanted + ".schema.json")
                : schema(schemas, wanted).map(TypeSchema::json);
        if (text.isEmpty()) {
            var names = names(schemas);
            return output.fail(List.of(Diagnostic.error("SP0930", "There is no type `%s`.".formatted(wanted))
                    .hint(Nearest.hint(wanted, names).orElse("`setpoint schema` lists the types."))));
        }
        output.print(text.get().stripTrailing() + "\n");
        return ExitCode.OK;
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
