package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;

/**
 * Configuration that a request wants to store.
 *
 * @param content empty: the request has none
 */
public record Submission(World world, Value.Map request, Optional<Value.Map> content) {

    /** Returns a text of the request itself. */
    public String text(String member) {
        return request.string(member).orElse("");
    }

    /** Returns the content, or refuses a request without it. */
    public Value.Map required(Refusal refusal) {
        return content.orElseThrow(refusal::exception);
    }

    static Optional<Value.Map> content(Value.Map request, String path) {
        var dot = path.indexOf('.');
        if (dot >= 0) {
            return content(request.map(path.substring(0, dot)), path.substring(dot + 1));
        }
        return request.get(path).flatMap(value -> value instanceof Value.Map map ? Optional.of(map) : Optional.empty());
    }
}
