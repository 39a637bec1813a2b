package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the data losses of a saved plan with those of a fresh one. Numbers and dates in them may differ, such as
 * how many objects a bucket has. Only a loss that the saved plan does not mention matters.
 */
final class LossComparison {

    private static final String MEMBER = "dataLoss";

    private LossComparison() {}

    /** Returns the saved plan with the loss sentences of the fresh one, where the saved plan has as many. */
    static Value.Map aligned(Value.Map then, Value.Map now, Plan fresh, ChangeDocument document) {
        var found = new HashMap<String, Integer>();
        fresh.changes().stream()
                .filter(change -> !change.lossesFound().isEmpty())
                .forEach(change -> found.put(
                        new ChangeEntry(document.of(change, List.of())).key(),
                        change.lossesFound().size()));
        var current = new HashMap<String, List<Value>>();
        ChangeEntry.all(now).forEach(entry -> current.put(entry.key(), entry.losses()));
        var entries = then.list("changes").stream()
                .map(entry -> entry instanceof Value.Map change ? aligned(change, current, found) : entry)
                .toList();
        return then.with("changes", new Value.List(entries));
    }

    private static Value aligned(Value.Map change, Map<String, List<Value>> current, Map<String, Integer> found) {
        var key = new ChangeEntry(change).key();
        var planned = change.list(MEMBER);
        var now = current.getOrDefault(key, planned);
        var certain = now.size() - found.getOrDefault(key, 0);
        var saysAsMuch =
                planned.size() >= now.size() && planned.subList(0, certain).equals(now.subList(0, certain));
        return saysAsMuch ? change.with(MEMBER, new Value.List(now)) : change;
    }
}
