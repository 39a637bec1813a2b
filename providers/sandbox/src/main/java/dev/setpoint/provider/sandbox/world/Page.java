package dev.setpoint.provider.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. Its token names the last item, in a form that only the service reads.
 *
 * @param nextMarker where the next one starts; null, as the SDK wants it, when this is the last
 */
public record Page<T>(
        List<T> items, boolean truncated, @Nullable String nextMarker) {

    private static final String FORM = "after ";

    /**
     * Returns a page of items that are ordered by name.
     *
     * @param limit most items
     * @param marker of the page before; null: the first page
     * @param invalid the answer to a marker that the service did not give
     */
    public static <T> Page<T> of(
            List<T> all,
            Function<T, String> name,
            int limit,
            @Nullable String marker,
            Supplier<? extends RuntimeException> invalid) {
        var rest = marker == null ? all : after(all, name, read(marker).orElseThrow(invalid));
        if (rest.size() <= limit) {
            return new Page<>(rest, false, null);
        }
        var items = rest.subList(0, limit);
        return new Page<>(items, true, token(name.apply(items.getLast())));
    }

    private static <T> List<T> after(List<T> all, Function<T, String> name, String last) {
        return all.stream().filter(item -> name.apply(item).compareTo(last) > 0).toList();
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().encodeToString((FORM + last).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> read(String token) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return text.startsWith(FORM) ? Optional.of(text.substring(FORM.length())) : Optional.empty();
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
