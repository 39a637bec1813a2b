package dev.setpoint.engine.state.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Journal entries and states for tests. */
public final class Entries {

    private Entries() {}

    static ResourceState resource(String name, String colour) {
        return resource(name, Value.of(colour));
    }

    static ResourceState resource(String name, Value colour) {
        return new ResourceState(
                Address.resource(name),
                new TypeName("test.thing"),
                "test",
                new Identity("id-" + name),
                Value.Map.EMPTY.with("colour", colour),
                Value.Map.EMPTY.with("arn", Value.of("arn:" + name)),
                new TreeSet<>(List.of(Address.resource("key"))),
                false,
                false,
                true,
                List.of());
    }

    public static JournalEntry.Intent creation(long change, String name) {
        return new JournalEntry.Intent(
                change,
                JournalEntry.Operation.CREATE,
                Address.resource(name),
                new TypeName("test.thing"),
                "test",
                Optional.empty(),
                Value.Map.EMPTY,
                new TreeSet<>(),
                false,
                false,
                false,
                "tag");
    }

    public static <T> T value(Result<T> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(problems);
                },
                value -> value);
    }

    /** Returns the first diagnostic of a failure. */
    public static Diagnostic problem(Result<?> result) {
        assertThat(result).isInstanceOf(Result.Failed.class);
        return result.diagnostics().getFirst();
    }
}
