package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Preview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a plan would destroy. */
final class Losses {

    private Losses() {}

    /** Each change that destroys data, with the sentences that say so; not those that must not be done. */
    static Map<Change, List<String>> of(Preview plan) {
        var losses = new LinkedHashMap<Change, List<String>>();
        for (var change : plan.changes()) {
            if (change.target().forbidden().isPresent()) {
                continue;
            }
            var sentences = ChangeLines.of(change).stream()
                    .filter(line -> line.mark() == Mark.ALERT)
                    .map(Line::text)
                    .toList();
            if (!sentences.isEmpty()) {
                losses.put(change, sentences);
            }
        }
        return losses;
    }
}
