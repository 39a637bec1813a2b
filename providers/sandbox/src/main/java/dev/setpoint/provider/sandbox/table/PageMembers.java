package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Page;
import java.util.Optional;

/**
 * Members of an answer that say where the next page starts.
 *
 * @param next the token of this page; missing in the last one
 * @param truncated true for all pages but the last
 */
public record PageMembers(String next, String truncated) {

    /** Returns the members of an answer with this page. */
    public Value.Map answer(Page<?> page) {
        var answer = Value.Map.EMPTY.with(truncated, Value.of(page.truncated()));
        return Optional.ofNullable(page.nextMarker())
                .map(token -> answer.with(next, Value.of(token)))
                .orElse(answer);
    }
}
