package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Preview;
import java.util.Collection;
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
            if (change.isForbidden()) {
                continue;
            }
            var sentences = sentences(change);
            if (!sentences.isEmpty()) {
                losses.put(change, sentences);
            }
        }
        return losses;
    }

    /** Losses of one change. */
    static List<String> sentences(Change change) {
        return change.dataLoss().stream().map(Printable::line).toList();
    }

    /** Tells whether none of these changes is certain to destroy anything: each is made only if a value differs. */
    static boolean depend(Collection<Change> losing) {
        return losing.stream()
                .allMatch(change -> change.effect() instanceof Change.Replace replace && replace.isConditional());
    }
}
