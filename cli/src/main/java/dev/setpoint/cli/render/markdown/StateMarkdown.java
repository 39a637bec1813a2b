package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.text.StateText;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;

/** Resources of the state, for a page or a comment: a table, and the properties of each resource folded below. */
final class StateMarkdown {

    private static final StateText TEXT = new StateText(Style.PLAIN);

    private StateMarkdown() {}

    static String page(State state) {
        var page = new StringBuilder("### Stack ")
                .append(MarkdownText.code(state.stack()))
                .append("\n\n");
        if (state.isEmpty()) {
            return page.append("The state holds no resources.\n").toString();
        }
        page.append("| resource | type | identity |\n|---|---|---|\n");
        for (var resource : state.resources().values()) {
            page.append("| %s | %s | %s |\n"
                    .formatted(
                            MarkdownText.code(resource.address().text()),
                            MarkdownText.code(resource.type().text()),
                            MarkdownText.code(resource.identity().value())));
        }
        page.append('\n');
        for (var resource : state.resources().values()) {
            page.append(folded(resource));
        }
        return page.toString();
    }

    private static String folded(ResourceState resource) {
        return "<details>"
                + MarkdownText.summary(resource.address().text())
                + "\n\n"
                + MarkdownText.fenced("yaml", TEXT.one(resource).stripTrailing())
                + "</details>\n\n";
    }
}
