package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.node.ObjectNode;

class EditorBundleTest {

    private static final Path FILE = SchemaFolder.ROOT.resolve("stack.schema.json");

    @Test
    void theSchemaForEditorsIsMadeFromTheOthers() throws IOException {
        var fresh = printed(EditorBundle.build());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, fresh);
        }
        assertThat(SchemaFolder.text(FILE))
                .as("stack.schema.json is stale: run the tests of this module with -Dgolden.update=true")
                .isEqualTo(fresh);
    }

    private static String printed(ObjectNode schema) {
        var indent = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indent);
        return SchemaFolder.JSON.writer().with(printer).writeValueAsString(schema) + "\n";
    }
}
