package dev.setpoint.provider.sandbox.world;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param nextMarker where the next one starts; null, as the SDK wants it, when this is the last
 */
public record Page<T>(
        List<T> items, boolean truncated, @Nullable String nextMarker) {

    /** @param marker of the page before; null: the first page */
    public static <T> Page<T> of(List<T> all, Function<T, String> name, int limit, @Nullable String marker) {
        var rest = marker == null
                ? all
                : all.stream()
                        .filter(item -> name.apply(item).compareTo(marker) > 0)
                        .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, false, null);
        }
        var items = rest.subList(0, limit);
        return new Page<>(items, true, name.apply(items.getLast()));
    }
}
