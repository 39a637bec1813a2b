package dev.setpoint.engine.expression.cel.value;

import com.google.errorprone.annotations.Immutable;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.AbstractList;
import java.util.List;

/** A list as CEL sees it: its elements are read when they are asked for. Those that are null are left out. */
@Immutable
@SuppressWarnings("Immutable") // belongs to one evaluation, and is seen by no other thread
public final class CelList extends CelSequence {

    private final List<Value> items;
    private final Shape item;
    private final CelReading reading;

    CelList(Value.List list, Shape shape, CelReading reading) {
        var items = list.items().stream()
                .filter(item -> !(item.revealed() instanceof Value.Null))
                .toList();
        var item = shape instanceof Shape.ListOf(var of, var _, var _) ? of : Paths.ANY;
        this(items, item, reading);
    }

    private CelList(List<Value> items, Shape item, CelReading reading) {
        this.items = items;
        this.item = item;
        this.reading = reading;
        super(new AbstractList<>() {
            @Override
            public Object get(int index) {
                return reading.of(items.get(index), item);
            }

            @Override
            public int size() {
                for (var element : items) {
                    if (element instanceof Value.Unknown unknown && unknown.mayBeAbsent()) {
                        throw reading.interrupted(unknown);
                    }
                }
                return items.size();
            }
        });
    }

    List<Part> parts() {
        return items.stream()
                .<Part>map(value -> new Part.Specified(() -> value, item, reading))
                .toList();
    }

    /** The list that this shows, with all that is not known in it. */
    Value.List plain() {
        return new Value.List(items);
    }
}
