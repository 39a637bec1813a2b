package dev.setpoint.cli.render;

import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;

/** What the state holds, for a page or a comment: a table of the resources, with each one's properties folded below. */
public final class StateMarkdown {

    private final StateText text = new StateText(new Style(false, Integer.MAX_VALUE));

    public String render(State state) {
        var page = new StringBuilder("### Stack ")
                .append(Markdown.code(state.stack()))
                .append("\n\n");
        if (state.isEmpty()) {
            return page.append("The state holds no resources.\n").toString();
        }
        page.append("| resource | type | identity |\n|---|---|---|\n");
        for (var resource : state.resources().values()) {
            page.append("| %s | %s | %s |\n"
                    .formatted(
                            Markdown.code(resource.address().text()),
                            Markdown.code(resource.type().text()),
                            Markdown.code(resource.identity().value())));
        }
        page.append('\n');
        for (var resource : state.resources().values()) {
            page.append(folded(resource));
        }
        return page.toString();
    }

    private String folded(ResourceState resource) {
        return "<details>"
                + Markdown.summary(resource.address().text())
                + "\n\n"
                + Markdown.fenced("yaml", text.one(resource).stripTrailing())
                + "</details>\n\n";
    }
}
