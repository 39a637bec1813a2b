package dev.setpoint.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schema files as they lie in the module, and the examples beside it. */
final class SchemaFolder {

    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Path EXAMPLES = ROOT.resolveSibling("examples");
    static final ObjectMapper JSON = new ObjectMapper();

    private SchemaFolder() {}

    /**
     * A schema as it is written.
     *
     * @param file below the module's folder: {@code types/core.value.schema.json}
     */
    static ObjectNode schema(String file) {
        return (ObjectNode) JSON.readTree(text(ROOT.resolve(file)));
    }

    /** A resource type's schema with a copy of the definitions that it shares. */
    static ObjectNode type(String name) {
        return file("types/" + name);
    }

    /** The names in an index.txt. */
    static List<String> names(String folder) {
        return text(ROOT.resolve(folder).resolve("index.txt")).lines().toList();
    }

    static List<String> types() {
        return names("types");
    }

    /** The files of all types and data sources, without their endings. */
    static List<String> files() {
        return Stream.of("types", "data")
                .flatMap(folder -> names(folder).stream().map(name -> folder + "/" + name))
                .toList();
    }

    /**
     * A schema with a copy of the definitions that it shares.
     *
     * @param file one of {@link #files}
     */
    static ObjectNode file(String file) {
        return SharedDefinitions.whole(schema(file + ".schema.json"));
    }

    static JsonNode yaml(String text) {
        return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
