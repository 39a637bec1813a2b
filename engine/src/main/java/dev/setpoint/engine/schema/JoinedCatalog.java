package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Several catalogs as one. Each is asked only for names of its own form, and opened on the first such question, so that
 * an unused catalog costs nothing.
 */
public final class JoinedCatalog implements SchemaCatalog {

    /**
     * One of the catalogs.
     *
     * @param form tells if a name can be one of the catalog's
     * @param opening opens it, when it is first asked
     */
    public record Part(Predicate<TypeName> form, Supplier<SchemaCatalog> opening) {}

    private final List<Part> parts;
    private final ConcurrentMap<Part, SchemaCatalog> opened = new ConcurrentHashMap<>();

    /** @param parts catalogs whose forms exclude each other; settings of providers are looked up in this order */
    public JoinedCatalog(Part... parts) {
        this.parts = List.of(parts);
    }

    @Override
    public Optional<TypeSchema> type(TypeName name) {
        return of(name).flatMap(catalog -> catalog.type(name));
    }

    @Override
    public Optional<TypeSchema> data(TypeName name) {
        return of(name).flatMap(catalog -> catalog.data(name));
    }

    private Optional<SchemaCatalog> of(TypeName name) {
        return parts.stream().filter(part -> part.form().test(name)).findFirst().map(this::opened);
    }

    private SchemaCatalog opened(Part part) {
        return opened.computeIfAbsent(part, _ -> part.opening().get());
    }

    @Override
    public SortedSet<TypeName> names() {
        return all(SchemaCatalog::names);
    }

    @Override
    public SortedSet<TypeName> dataNames() {
        return all(SchemaCatalog::dataNames);
    }

    private SortedSet<TypeName> all(Function<SchemaCatalog, SortedSet<TypeName>> names) {
        var all = new TreeSet<TypeName>();
        parts.forEach(part -> all.addAll(names.apply(opened(part))));
        return all;
    }

    @Override
    public Optional<Value.Map> provider(String name) {
        return parts.stream()
                .flatMap(part -> opened(part).provider(name).stream())
                .findFirst();
    }
}
