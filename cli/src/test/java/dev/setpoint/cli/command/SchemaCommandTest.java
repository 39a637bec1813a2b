package dev.setpoint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aPropertyThatNamesAnObjectSaysOfWhichType() {
        assertThat(run("schema", "aws.cloudtrail.trail").out())
                .startsWith("{\n  \"$schema\"")
                .contains("Refers to an aws.iam.role that cloudtrail.amazonaws.com must be able to assume.\"");
    }

    @Test
    void aDocumentForProgramsIsTheSchemaAsItIs() {
        assertThat(run("schema", "aws.cloudtrail.trail", "--format", "json").out())
                .contains("x-refersTo")
                .doesNotContain("Refers to");
    }

    /** Keeps the sentences of this command equal to those of the schema for editors, which another module makes. */
    @Test
    void theSentencesAreThoseOfTheEditorsSchema() {
        var schemas = SchemaFiles.bundled();
        var shown = new TreeSet<String>();
        Stream.concat(
                        schemas.names().stream().map(name -> "types/" + name),
                        schemas.dataNames().stream().map(name -> "data/" + name))
                .map(name -> schemas.text(name + ".schema.json").orElseThrow())
                .forEach(text -> collect(Json.read(SchemaText.described(text)), shown));
        var inEditors = new TreeSet<String>();
        collect(schemas.own("stack.schema.json"), inEditors);
        assertThat(shown).isNotEmpty().isEqualTo(inEditors);
    }

    private static void collect(Value value, Set<String> sentences) {
        switch (value) {
            case Value.Map part -> {
                part.string("description")
                        .filter(text -> text.contains("Refers to an "))
                        .ifPresent(sentences::add);
                part.entries().values().forEach(inner -> collect(inner, sentences));
            }
            case Value.List(var items) -> items.forEach(item -> collect(item, sentences));
            default -> {}
        }
    }

    private Run run(String... command) {
        var run = Run.of(folder, command);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }
}
