package dev.setpoint.engine.stack;

import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of {@code stack} in expressions: its name, and in an environment {@code env}, {@code account} and
 * {@code region}.
 *
 * @param values null where the environment has none
 * @param optional members that not every environment has
 */
public record StackMembers(Map<String, Value> values, Set<String> optional) {

    /** Members that a stack has whose environments give accounts and regions. */
    private static final Set<String> GIVEN = Set.of("account", "region");

    /**
     * Returns the members.
     *
     * @param name of the stack, without its environment
     */
    public static StackMembers of(String name, Optional<Environment> environment) {
        var values = new LinkedHashMap<String, Value>();
        values.put("name", Value.of(name));
        if (environment.isEmpty()) {
            return new StackMembers(values, Set.of());
        }
        var given = environment.get();
        values.put("env", Value.of(given.name()));
        values.put("account", text(given.account(Environment.MAIN)));
        values.put("region", text(given.region()));
        var optional = new HashSet<>(GIVEN);
        optional.removeAll(given.everywhere());
        return new StackMembers(values, Set.copyOf(optional));
    }

    private static Value text(Optional<Environment.Located> located) {
        return located.<Value>map(text -> Value.of(text.text())).orElse(Value.Null.VALUE);
    }

    /** The value of a member; null when there is none. */
    public Value value(String member) {
        return values.getOrDefault(member, Value.Null.VALUE);
    }
}
