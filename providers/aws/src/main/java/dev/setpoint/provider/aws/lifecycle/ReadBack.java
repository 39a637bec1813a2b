package dev.setpoint.provider.aws.lifecycle;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Settled;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reading back an object that was just written. */
public final class ReadBack {

    private ReadBack() {}

    /**
     * Reads an object that was just written until enough reads show what was written.
     *
     * @param object completes "waiting for … to show its new settings"
     * @return the last read
     * @throws ProviderException of kind TIMEOUT when reads do not show it within the limit
     */
    public static Value.Map settled(
            Eventually eventually,
            Settled settled,
            String object,
            Predicate<Value.Map> shows,
            Supplier<Optional<Value.Map>> read) {
        return eventually
                .shown(
                        settled,
                        object + " to show its new settings",
                        read,
                        live -> live.filter(shows).isPresent())
                .orElseThrow(() -> ProviderException.of(
                        Kind.OTHER, "Gone", "Somebody has deleted " + object + " since it was written."));
    }

    /** Everything desired is there with the same value; maps may hold more. */
    public static boolean covers(Value live, Value desired) {
        return switch (desired.revealed()) {
            case Value.Map wanted ->
                live instanceof Value.Map had
                        && wanted.entries().entrySet().stream()
                                .allMatch(entry -> had.get(entry.getKey())
                                        .filter(value -> covers(value, entry.getValue()))
                                        .isPresent());
            case Value.List(var wanted) ->
                live instanceof Value.List(var had)
                        && had.size() == wanted.size()
                        && IntStream.range(0, had.size()).allMatch(i -> covers(had.get(i), wanted.get(i)));
            case Value plain -> live.equals(plain);
        };
    }
}
