package dev.setpoint.provider.sandbox.s3.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param truncated whether there are more
 * @param lastKey key of the last entry, or the last common prefix; empty on an empty page
 * @param last the last entry; empty when a common prefix comes last
 */
public record ListPage<T>(List<T> entries, List<String> prefixes, boolean truncated, String lastKey, Optional<T> last) {

    /** Order of keys: that of their UTF-8, which is that of their code points. */
    public static final Comparator<String> ORDER = (one, other) -> {
        var left = one.codePoints().iterator();
        var right = other.codePoints().iterator();
        while (left.hasNext() && right.hasNext()) {
            var order = Integer.compare(left.nextInt(), right.nextInt());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    };

    /** @param rest all entries after the page before, in order */
    public static <T> ListPage<T> of(List<T> rest, Function<T, String> key, ListRequest request) {
        var entries = new ArrayList<T>();
        var prefixes = new ArrayList<String>();
        var lastKey = "";
        Optional<T> last = Optional.empty();
        for (var entry : rest) {
            var name = key.apply(entry);
            var common = request.common(name);
            if (!name.startsWith(request.prefix())
                    || common.filter(text ->
                                    prefixes.contains(text) || request.passed().startsWith(text))
                            .isPresent()) {
                continue;
            }
            if (entries.size() + prefixes.size() == request.limit()) {
                // A page without room has no place to go on from.
                return new ListPage<>(entries, prefixes, request.limit() > 0, lastKey, last);
            }
            if (common.isPresent()) {
                prefixes.add(common.get());
            } else {
                entries.add(entry);
            }
            lastKey = common.orElse(name);
            last = common.isPresent() ? Optional.empty() : Optional.of(entry);
        }
        return new ListPage<>(entries, prefixes, false, lastKey, last);
    }
}
