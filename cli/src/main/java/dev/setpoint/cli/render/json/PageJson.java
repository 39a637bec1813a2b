package dev.setpoint.cli.render.json;

import dev.setpoint.cli.reference.Page;
import dev.setpoint.engine.value.Value;
import java.util.List;

/** Pages of the reference for a program. */
final class PageJson {

    private PageJson() {}

    static Value.Map page(Page page) {
        return heading(page).with("markdown", Value.of(page.markdown()));
    }

    static Value.Map list(List<Page> pages) {
        return Value.Map.EMPTY.with(
                "pages",
                new Value.List(pages.stream().<Value>map(PageJson::heading).toList()));
    }

    private static Value.Map heading(Page page) {
        return Value.Map.EMPTY
                .with("name", Value.of(page.name()))
                .with("chapter", Value.of(page.chapter().title()))
                .with("summary", Value.of(page.summary()));
    }
}
