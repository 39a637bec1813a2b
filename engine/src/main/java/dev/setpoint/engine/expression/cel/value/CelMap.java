package dev.setpoint.engine.expression.cel.value;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map as CEL sees it: its entries are read when they are asked for, in ascending order of their names. An entry that
 * is null can be read, and is not there for whoever counts or visits the entries.
 */
@Immutable
@SuppressWarnings("Immutable") // belongs to one evaluation, and is seen by no other thread
public final class CelMap extends CelValue implements Map<String, Object> {

    private final Set<String> names;
    private final Function<String, Part> parts;
    private final Budget budget;
    private final Map<String, Object> view = new View();
    private @Nullable List<String> present;

    /** @param parts by the names; asked for only when they are read */
    public CelMap(Set<String> names, Function<String, Part> parts, Budget budget) {
        this.names = names;
        this.parts = parts;
        this.budget = budget;
    }

    /** A map that a function puts together. */
    public static CelMap of(Map<String, Part> parts, Budget budget) {
        return new CelMap(parts.keySet(), name -> Objects.requireNonNull(parts.get(name)), budget);
    }

    static CelMap of(Value.Map map, Shape shape, CelReading reading) {
        return new CelMap(
                map.entries().keySet(),
                name -> new Part.Specified(
                        () -> map.get(name).orElse(Value.Null.VALUE),
                        member(shape, name),
                        mayLack(shape, name),
                        reading),
                reading.budget());
    }

    private static boolean mayLack(Shape shape, String name) {
        return shape instanceof Shape.ObjectOf object && object.optional().contains(name);
    }

    private static Shape member(Shape shape, String name) {
        return switch (shape) {
            case Shape.ObjectOf object ->
                object.attribute(name).map(Attribute::shape).orElse(Paths.ANY);
            case Shape.MapOf(var value) -> value;
            case Shape.ListOf _, Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> Paths.ANY;
        };
    }

    /** The map that this shows, with all that is not known in it. */
    Value.Map plain() {
        var entries = new LinkedHashMap<String, Value>();
        names.stream()
                .filter(name -> !parts.apply(name).isAbsent())
                .forEach(name -> entries.put(name, parts.apply(name).plain()));
        return new Value.Map(entries);
    }

    /** Tells whether there is an entry of this name; its value need not be known. */
    public boolean holds(Object name) {
        if (!(name instanceof String text) || !names.contains(text)) {
            return false;
        }
        var part = parts.apply(text);
        part.requireKnownPresence();
        return !part.isAbsent();
    }

    /**
     * Tells whether {@code has(…)} finds it. A value of the cloud that is not known yet may turn out to be absent; of
     * what the spec declares, the unknown value says it.
     */
    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text
                && names.contains(text)
                && (parts.apply(text).isDeclaredPresent() || !(get(text) instanceof NullValue));
    }

    @Override
    public @Nullable Object get(Object name) {
        return name instanceof String text && names.contains(text)
                ? parts.apply(text).read()
                : null;
    }

    /** The entries that are there, as they are written. */
    Map<String, Part> parts() {
        var there = new LinkedHashMap<String, Part>();
        names.stream().filter(this::holds).forEach(name -> there.put(name, parts.apply(name)));
        return there;
    }

    /** The names of entries that are not null, in order; found once. */
    private List<String> present() {
        var known = present;
        if (known == null) {
            budget.step(names.size());
            known = new TreeSet<>(names).stream().filter(this::holds).toList();
            present = known;
        }
        return known;
    }

    private final class View extends AbstractMap<String, Object> {
        @Override
        public Set<Entry<String, Object>> entrySet() {
            var present = present();
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return present.stream()
                            .<Entry<String, Object>>map(Lazy::new)
                            .iterator();
                }

                @Override
                public int size() {
                    return present.size();
                }
            };
        }
    }

    private final class Lazy implements Entry<String, Object> {

        private final String name;

        Lazy(String name) {
            this.name = name;
        }

        @Override
        public String getKey() {
            return name;
        }

        @Override
        public Object getValue() {
            return Optional.ofNullable(get(name)).orElseThrow();
        }

        @Override
        public Object setValue(Object value) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public int size() {
        return present().size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public boolean containsValue(Object value) {
        return view.containsValue(value);
    }

    @Override
    public Set<String> keySet() {
        return view.keySet();
    }

    @Override
    public Collection<Object> values() {
        return view.values();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return view.entrySet();
    }

    @Override
    public @Nullable Object put(String name, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Object remove(Object name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(Map<? extends String, ? extends Object> other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return view.equals(other);
    }

    @Override
    public int hashCode() {
        return view.hashCode();
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public CelType celType() {
        return MapType.create(SimpleType.STRING, SimpleType.DYN);
    }
}
