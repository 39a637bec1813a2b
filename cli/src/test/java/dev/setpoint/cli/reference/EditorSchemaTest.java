package dev.setpoint.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completions of editors, by the schema of the stack file, that Setpoint must accept. */
class EditorSchemaTest {

    @Test
    void anInputMayBeLikeEachPropertyThatEditorsOffer(@TempDir Path folder) throws IOException {
        var offered = SchemaFiles.bundled()
                .own("stack.schema.json")
                .map("$defs")
                .map("input")
                .map("properties")
                .map("like")
                .list("enum");
        assertThat(offered).hasSizeGreaterThan(400);
        var spec = new StringBuilder("setpoint: v1\nstack: demo\ninputs:\n");
        for (var i = 0; i < offered.size(); i++) {
            var property = ((Value.Str) offered.get(i)).value();
            spec.append("  i").append(i).append(": {like: \"").append(property).append("\", default: null}\n");
        }
        Files.writeString(folder.resolve("setpoint.yaml"), spec);

        var run = Run.of(folder, "validate");
        assertThat(run.code()).as(run.err()).isZero();
    }
}
