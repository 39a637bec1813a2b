package dev.setpoint.engine.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The modules that a node lies in, outermost first: {@code storage["eu"]}; none for the stack itself.
 *
 * @param calls one for each level
 */
public record ModulePath(List<Call> calls) {

    public static final ModulePath ROOT = new ModulePath(List.of());

    /**
     * One call of a module.
     *
     * @param key under which {@code forEach} makes it; empty without {@code forEach}
     */
    public record Call(String name, Optional<String> key) {}

    public ModulePath {
        calls = List.copyOf(calls);
    }

    public boolean isRoot() {
        return calls.isEmpty();
    }

    /** A module called inside this one. */
    public ModulePath call(String name) {
        return then(new ModulePath(List.of(new Call(name, Optional.empty()))));
    }

    /** A module called inside this one, under a key of its {@code forEach}. */
    public ModulePath call(String name, String key) {
        return then(new ModulePath(List.of(new Call(name, Optional.of(key)))));
    }

    /** This path with another one below it. */
    public ModulePath then(ModulePath inner) {
        if (isRoot()) {
            return inner;
        }
        var all = new ArrayList<>(calls);
        all.addAll(inner.calls);
        return new ModulePath(all);
    }

    /** The text form, as it stands at the beginning of an address. */
    public String text() {
        var text = new StringBuilder();
        for (var call : calls) {
            text.append(text.isEmpty() ? "" : ".");
            AddressText.append(text, call.name(), call.key());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
