package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The schemas on the class path, under {@code dev/setpoint/schemas}. Each jar lists its types in
 * {@code types/index.txt}, so that a provider's jar brings its own.
 */
public final class SchemaFiles implements SchemaCatalog {

    private static final String FOLDER = "dev/setpoint/schemas/";

    private final ClassLoader loader;
    private final SortedSet<TypeName> names;
    private final ConcurrentMap<TypeName, TypeSchema> read = new ConcurrentHashMap<>();

    /** The schemas beside the engine's own classes. */
    public SchemaFiles() {
        this(SchemaFiles.class.getClassLoader());
    }

    /** @param loader where to look: one that also sees the jars of the provider path */
    public SchemaFiles(ClassLoader loader) {
        this.loader = loader;
        this.names = Collections.unmodifiableSortedSet(index(loader));
    }

    @Override
    public Optional<TypeSchema> type(TypeName name) {
        if (!names.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(read.computeIfAbsent(name, this::load));
    }

    @Override
    public SortedSet<TypeName> names() {
        return names;
    }

    /**
     * The text of one schema file.
     *
     * @param file below the schema folder: {@code stack-file.schema.json}
     */
    public Optional<String> text(String file) {
        try (var in = loader.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(text(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TypeSchema load(TypeName name) {
        var file = "types/" + name + ".schema.json";
        return text(file)
                .map(SchemaReader::read)
                .orElseThrow(() -> new IllegalStateException(file + " is listed in index.txt and does not exist."));
    }

    private static SortedSet<TypeName> index(ClassLoader loader) {
        var names = new TreeSet<TypeName>();
        try {
            for (var url : Collections.list(loader.getResources(FOLDER + "types/index.txt"))) {
                try (var in = url.openStream()) {
                    text(in).lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> names.add(new TypeName(line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
