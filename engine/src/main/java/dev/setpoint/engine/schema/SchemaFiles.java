package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
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
 * Schemas on the class path, under {@code dev/setpoint/schemas}. Each jar lists its resource types in
 * {@code types/index.txt} and its data sources in {@code data/index.txt}, so that a provider's jar brings its own.
 * Each file is read once.
 */
public final class SchemaFiles implements SchemaCatalog {

    private static final String FOLDER = "dev/setpoint/schemas/";
    private static final String TYPES = "types/";
    private static final String DATA = "data/";

    private final ClassLoader loader;
    private final SortedSet<TypeName> names;
    private final SortedSet<TypeName> dataNames;
    private final ConcurrentMap<String, Optional<Value.Map>> schemas = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TypeSchema> types = new ConcurrentHashMap<>();
    private final SharedDefinitions shared = new SharedDefinitions(name -> own("defs/" + name + ".schema.json"));

    /** The one instance of the process, opened when it is first asked for. */
    private static final class Bundled {
        static final SchemaFiles FILES = new SchemaFiles();
    }

    /** Returns the schemas beside the engine's own classes, the same for the whole process. */
    public static SchemaFiles bundled() {
        return Bundled.FILES;
    }

    /** Opens the schemas beside the engine's own classes anew. */
    public SchemaFiles() {
        this(SchemaFiles.class.getClassLoader());
    }

    /** @param loader finds the files; it also sees the jars of the provider path */
    public SchemaFiles(ClassLoader loader) {
        this.loader = loader;
        this.names = Collections.unmodifiableSortedSet(index(loader, TYPES));
        this.dataNames = Collections.unmodifiableSortedSet(index(loader, DATA));
    }

    @Override
    public Optional<TypeSchema> type(TypeName name) {
        return schema(names, name, TYPES);
    }

    @Override
    public Optional<TypeSchema> data(TypeName name) {
        return schema(dataNames, name, DATA);
    }

    private Optional<TypeSchema> schema(SortedSet<TypeName> listed, TypeName name, String folder) {
        return listed.contains(name)
                ? Optional.of(types.computeIfAbsent(folder + name + ".schema.json", this::load))
                : Optional.empty();
    }

    @Override
    public SortedSet<TypeName> names() {
        return names;
    }

    @Override
    public SortedSet<TypeName> dataNames() {
        return dataNames;
    }

    @Override
    public Optional<Value.Map> provider(String name) {
        return schema("providers/" + name + ".schema.json");
    }

    /**
     * Returns one schema file with a copy of every shared definition that it refers to; empty when there is no such
     * file.
     *
     * @param file below the schema folder: {@code stack-file.schema.json}
     */
    public Optional<Value.Map> schema(String file) {
        var known = schemas.get(file);
        return known != null ? known : read(file);
    }

    /** Reads a file outside of any other's computation: a schema may lead to the shared files. */
    private Optional<Value.Map> read(String file) {
        var schema = text(file)
                .map(Json::read)
                .flatMap(read -> read instanceof Value.Map map ? Optional.of(shared.whole(map)) : Optional.empty());
        schemas.put(file, schema);
        return schema;
    }

    /**
     * Returns one of Setpoint's own schemas, whole as {@link #schema} does.
     *
     * @throws IllegalStateException when it is not there
     */
    public Value.Map own(String file) {
        return schema(file).orElseThrow(() -> new IllegalStateException(file + " is not on the class path."));
    }

    /**
     * Returns the text of one schema file as it is written.
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

    private TypeSchema load(String file) {
        return schema(file)
                .map(SchemaReader::read)
                .orElseThrow(() -> new IllegalStateException(file + " is listed in index.txt and does not exist."));
    }

    private static SortedSet<TypeName> index(ClassLoader loader, String folder) {
        var names = new TreeSet<TypeName>();
        try {
            for (var url : Collections.list(loader.getResources(FOLDER + folder + "index.txt"))) {
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
