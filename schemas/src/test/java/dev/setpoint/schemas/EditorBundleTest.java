package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.node.ObjectNode;

class EditorBundleTest {

    @Test
    void theSchemaForEditorsIsMadeFromTheOthers() throws IOException {
        compare("stack.schema.json", EditorBundle.build());
    }

    @Test
    void theSchemaOfEnvironmentsForEditorsIsMadeFromTheOthers() throws IOException {
        compare("environment.schema.json", EditorBundle.environment());
    }

    private static void compare(String name, ObjectNode schema) throws IOException {
        var file = SchemaFolder.ROOT.resolve(name);
        var fresh = printed(schema);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, fresh);
        }
        assertThat(SchemaFolder.text(file))
                .as(name + " is stale: run the tests of this module with -Dgolden.update=true")
                .isEqualTo(fresh);
    }

    private static String printed(ObjectNode schema) {
        var indent = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indent);
        return SchemaFolder.JSON.writer().with(printer).writeValueAsString(schema) + "\n";
    }
}
