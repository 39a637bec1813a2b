package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.stream.Stream;

/** Lists in requests and documents, by the type of their items. */
public final class Members {

    private Members() {}

    /** Returns the maps of a list; none when there is no such list. */
    public static List<Value.Map> maps(Value.Map parent, String member) {
        return parent.list(member).stream()
                .flatMap(item -> item instanceof Value.Map map ? Stream.of(map) : Stream.empty())
                .toList();
    }

    /** Returns the texts of a list; none when there is no such list. */
    public static List<String> texts(Value.Map parent, String member) {
        return parent.list(member).stream()
                .flatMap(item -> item instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .toList();
    }
}
