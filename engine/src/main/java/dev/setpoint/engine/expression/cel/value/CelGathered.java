package dev.setpoint.engine.expression.cel.value;

import com.google.errorprone.annotations.Immutable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * The list that {@code +} makes of two. A loop adds one element in each turn: all lists that it makes on the way are
 * the beginnings of one, so that a loop takes time in proportion to its turns.
 */
@Immutable
@SuppressWarnings("Immutable") // belongs to one evaluation, and is seen by no other thread
public final class CelGathered extends CelSequence {

    private final List<Object> shared;
    private final int size;

    private CelGathered(List<Object> shared, int size) {
        this.shared = shared;
        this.size = size;
        super(new AbstractList<>() {
            @Override
            public Object get(int index) {
                if (index >= size) {
                    throw new IndexOutOfBoundsException(index);
                }
                return shared.get(index);
            }

            @Override
            public int size() {
                return size;
            }
        });
    }

    /** The elements of both. */
    public static CelGathered of(List<?> one, List<?> other) {
        var shared = one instanceof CelGathered gathered && gathered.size == gathered.shared.size()
                ? gathered.shared
                : new ArrayList<Object>(one);
        shared.addAll(other);
        return new CelGathered(shared, shared.size());
    }
}
