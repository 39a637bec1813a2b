package dev.setpoint.engine.expression.cel.value;

import com.google.errorprone.annotations.Immutable;
import dev.setpoint.engine.value.Value;
import java.util.AbstractList;
import java.util.List;

/** A list that a function puts together, whose elements are read when they are asked for. */
@Immutable
@SuppressWarnings("Immutable") // belongs to one evaluation, and is seen by no other thread
public final class CelItems extends CelSequence {

    private final List<Part> parts;

    public CelItems(List<Part> parts) {
        this.parts = parts;
        super(new AbstractList<>() {
            @Override
            public Object get(int index) {
                return parts.get(index).read();
            }

            @Override
            public int size() {
                return parts.size();
            }
        });
    }

    List<Part> parts() {
        return parts;
    }

    /** The list with all that is not known in it. */
    Value.List plain() {
        return new Value.List(parts.stream().map(Part::plain).toList());
    }
}
