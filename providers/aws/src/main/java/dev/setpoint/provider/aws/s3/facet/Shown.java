package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import java.util.stream.IntStream;

/** Whether a read shows what was written. */
final class Shown {

    private Shown() {}

    /** Everything desired is there with the same value; maps may hold more. */
    static boolean covers(Value live, Value desired) {
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
