package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.model.ChangeGroup;
import dev.setpoint.cli.render.model.ChangeHeading;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines below the heading of a group of changes. */
public final class GroupLines {

    private GroupLines() {}

    public static List<DiffLine> of(ChangeGroup group) {
        if (group.isOne()) {
            return ChangeLines.of(group.first(), group.first().properties());
        }
        var lines = new ArrayList<DiffLine>();
        lines.add(new DiffLine(
                Mark.NONE,
                0,
                "(%s like this%s: %s)".formatted(group.changes().size(), difference(group), names(group))));
        lines.addAll(ChangeLines.of(group.first(), group.common()));
        for (var i = 0; i < group.differing().size(); i++) {
            var change = group.changes().get(i);
            lines.add(new DiffLine(Mark.NONE, 0, Printable.line(change.address().text()) + ":"));
            ChangeLines.properties(change, group.differing().get(i)).stream()
                    .map(line -> line.within(1))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String difference(ChangeGroup group) {
        return group.differing().isEmpty()
                ? ""
                : ", but for "
                        + group.differing().getFirst().stream()
                                .map(property -> Printable.line(property.path().toString()))
                                .distinct()
                                .collect(Collectors.joining(", "));
    }

    /** Addresses, each with the identity of its object where there is one. */
    private static String names(ChangeGroup group) {
        return group.changes().stream().map(GroupLines::name).collect(Collectors.joining(", "));
    }

    private static String name(Change change) {
        return Printable.line(change.address().text())
                + ChangeHeading.identity(change)
                        .map(id -> " " + Printable.line(id.value()))
                        .orElse("");
    }
}
