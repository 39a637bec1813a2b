package dev.setpoint.engine.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One piece of data between parsing and the provider. Equality is by content; maps compare without
 * regard to order, numbers without regard to scale.
 */
public sealed interface Value {

    /** An explicit {@code null}. Absence is never a {@code Null}: it is a missing map entry. */
    record Null() implements Value {
        public static final Null VALUE = new Null();
    }

    record Bool(boolean value) implements Value {}

    /** A number, integers included; kept without trailing zeros so that 1.0 equals 1. */
    record Num(BigDecimal value) implements Value {
        public Num {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
    }

    record Str(String value) implements Value {}

    /** An ordered list. */
    record List(java.util.List<Value> items) implements Value {
        public static final List EMPTY = new List(java.util.List.of());

        public List {
            items = java.util.List.copyOf(items);
        }
    }

    /** A map from names to values that keeps the order in which it was written. */
    record Map(java.util.Map<String, Value> entries) implements Value {
        public static final Map EMPTY = new Map(java.util.Map.of());

        public Map {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public Optional<Value> get(String name) {
            return Optional.ofNullable(entries.get(name));
        }

        /** The string under this name; empty when there is none or it is something else. */
        public Optional<String> string(String name) {
            return get(name)
                    .map(Value::revealed)
                    .flatMap(v -> v instanceof Str(var text) ? Optional.of(text) : Optional.empty());
        }

        public Optional<Boolean> bool(String name) {
            return get(name)
                    .map(Value::revealed)
                    .flatMap(v -> v instanceof Bool(var b) ? Optional.of(b) : Optional.empty());
        }

        /** The whole number under this name; empty when there is none or it is something else. */
        public Optional<Integer> integer(String name) {
            return get(name)
                    .map(Value::revealed)
                    .flatMap(v -> v instanceof Num(var n) ? Optional.of(n.intValueExact()) : Optional.empty());
        }

        /** The list under this name; empty list when there is none. */
        public java.util.List<Value> list(String name) {
            return get(name)
                    .map(Value::revealed)
                    .map(v -> v instanceof List(var items) ? items : java.util.List.<Value>of())
                    .orElse(java.util.List.of());
        }

        /** The map under this name; empty map when there is none. */
        public Map map(String name) {
            return get(name)
                    .map(Value::revealed)
                    .flatMap(v -> v instanceof Map m ? Optional.of(m) : Optional.empty())
                    .orElse(EMPTY);
        }

        public boolean has(String name) {
            return entries.containsKey(name);
        }

        public Map with(String name, Value value) {
            var copy = new LinkedHashMap<>(entries);
            copy.put(name, value);
            return new Map(copy);
        }

        public Map without(String name) {
            if (!has(name)) {
                return this;
            }
            var copy = new LinkedHashMap<>(entries);
            copy.remove(name);
            return new Map(copy);
        }

        @Override
        public Map withoutNulls() {
            var kept = new LinkedHashMap<String, Value>();
            entries.forEach((name, value) -> {
                if (!(value.revealed() instanceof Null)) {
                    kept.put(name, value.withoutNulls());
                }
            });
            return new Map(kept);
        }

        /** This map with the other's entries laid over it, at the top level only. */
        public Map plus(Map other) {
            var copy = new LinkedHashMap<>(entries);
            copy.putAll(other.entries);
            return new Map(copy);
        }
    }

    /**
     * Known only after something else has been applied.
     *
     * @param reference the path it waits for, as the user would write it: {@code key.arn}
     * @param mayBeAbsent true when it may turn out that there is no value
     */
    record Unknown(String reference, boolean mayBeAbsent) implements Value {

        /** Creates a value that will be there. */
        public Unknown(String reference) {
            this(reference, false);
        }
    }

    /** A value that is never shown. It never wraps another secret. */
    record Secret(Value value) implements Value {
        public Secret {
            value = value.revealed();
        }

        @Override
        public String toString() {
            return "(sensitive)";
        }
    }

    /**
     * A secret of which only a digest was kept: what state and plan files hold in a secret's place.
     *
     * @param digest salted with the state's lineage, {@code sha256:…}
     */
    record Redacted(String digest) implements Value {}

    static Str of(String text) {
        return new Str(text);
    }

    static Bool of(boolean value) {
        return new Bool(value);
    }

    static Num of(long value) {
        return new Num(BigDecimal.valueOf(value));
    }

    static List of(java.util.List<? extends Value> items) {
        return new List(new ArrayList<>(items));
    }

    /** A list of strings. */
    static List strings(Iterable<String> texts) {
        var items = new ArrayList<Value>();
        texts.forEach(text -> items.add(of(text)));
        return new List(items);
    }

    /** Tells whether nothing in it waits to be known. */
    default boolean isKnown() {
        return switch (this) {
            case Unknown _ -> false;
            case List(var items) -> items.stream().allMatch(Value::isKnown);
            case Map(var entries) -> entries.values().stream().allMatch(Value::isKnown);
            case Secret(var inner) -> inner.isKnown();
            case Null _, Bool _, Num _, Str _, Redacted _ -> true;
        };
    }

    /** Tells whether there is a secret in it, or the digest of one, at any depth. */
    default boolean holdsSecret() {
        return switch (this) {
            case Secret _, Redacted _ -> true;
            case List(var items) -> items.stream().anyMatch(Value::holdsSecret);
            case Map(var entries) -> entries.values().stream().anyMatch(Value::holdsSecret);
            case Null _, Bool _, Num _, Str _, Unknown _ -> false;
        };
    }

    /** Tells whether a digest stands in it for a secret, at any depth. */
    default boolean holdsDigest() {
        return switch (this) {
            case Redacted _ -> true;
            case Secret(var inner) -> inner.holdsDigest();
            case List(var items) -> items.stream().anyMatch(Value::holdsDigest);
            case Map(var entries) -> entries.values().stream().anyMatch(Value::holdsDigest);
            case Null _, Bool _, Num _, Str _, Unknown _ -> false;
        };
    }

    /** The value itself where it is a secret: for providers, never for output. */
    default Value revealed() {
        return this instanceof Secret(var inner) ? inner : this;
    }

    /** This tree with every secret in it revealed: for providers, never for output. */
    default Value revealedDeep() {
        return switch (this) {
            case Secret(var inner) -> inner.revealedDeep();
            case List _, Map _ -> mapChildren(Value::revealedDeep);
            case Null _, Bool _, Num _, Str _, Unknown _, Redacted _ -> this;
        };
    }

    /** This tree with every secret in it unknown: for what would show or keep it. */
    default Value withSecretsUnknown() {
        return switch (this) {
            case Secret _, Redacted _ -> new Unknown("a sensitive value");
            case List _, Map _ -> mapChildren(Value::withSecretsUnknown);
            case Null _, Bool _, Num _, Str _, Unknown _ -> this;
        };
    }

    /** This tree without the elements and entries that are null: they are absent. */
    default Value withoutNulls() {
        return switch (this) {
            case Secret(var inner) -> new Secret(inner.withoutNulls());
            case List(var items) ->
                new List(items.stream()
                        .filter(item -> !(item.revealed() instanceof Null))
                        .map(Value::withoutNulls)
                        .toList());
            case Map map -> map.withoutNulls();
            case Null _, Bool _, Num _, Str _, Unknown _, Redacted _ -> this;
        };
    }

    /** This list or map with each direct child replaced; anything else unchanged. */
    default Value mapChildren(UnaryOperator<Value> change) {
        return switch (this) {
            case List(var items) -> new List(items.stream().map(change).toList());
            case Map(var entries) -> {
                var copy = new LinkedHashMap<String, Value>();
                entries.forEach((name, value) -> copy.put(name, change.apply(value)));
                yield new Map(copy);
            }
            case Null _, Bool _, Num _, Str _, Unknown _, Secret _, Redacted _ -> this;
        };
    }
}
