package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Page;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Form of a service's lists in pages.
 *
 * @param limit member of requests with the most items of a page
 * @param token member of requests with the token of the page before
 * @param usual items of a page without a limit
 * @param invalid the answer to a token that the service did not give
 */
public record Paging(String limit, String token, int usual, Refusal invalid) {

    /** Returns the same form with other pages. */
    public Paging by(int items) {
        return new Paging(limit, token, items, invalid);
    }

    /** Returns the page that a request asks for, of items that are ordered by name. */
    public <T> Page<T> page(SdkPojo request, List<T> all, Function<T, String> name) {
        return page(Shapes.value(request), all, name);
    }

    /** Returns the page that a request asks for, of items that are ordered by name. */
    public <T> Page<T> page(Value.Map request, List<T> all, Function<T, String> name) {
        return Page.of(
                all,
                name,
                request.integer(limit).orElse(usual),
                request.string(token).orElse(null),
                () -> invalid.exception(request.string(token).orElse("")));
    }
}
