package dev.setpoint.provider.aws.s3.configuration;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Ids of rules. A rule that is sent without one gets a new one from S3, each time. */
public final class RuleIds {

    private static final String ID = "id";

    private RuleIds() {}

    /** Returns true when S3 would choose an id. */
    public static boolean areMissing(List<Value> rules) {
        return rules.stream().anyMatch(rule -> !((Value.Map) rule).has(ID));
    }

    /**
     * Returns the rules; each without an id has that of a live rule of the same content, if there is one.
     *
     * @param normal makes a rule as a read shows it
     */
    public static List<Value> named(List<Value> rules, List<Value> live, UnaryOperator<Value> normal) {
        var own = rules.stream()
                .flatMap(rule -> ((Value.Map) rule).get(ID).stream())
                .collect(Collectors.toSet());
        var free = live.stream()
                .map(Value.Map.class::cast)
                .filter(rule -> rule.get(ID).filter(own::contains).isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        return rules.stream()
                .map(rule -> ((Value.Map) rule).has(ID) ? rule : named((Value.Map) rule, free, normal))
                .toList();
    }

    private static Value named(Value.Map rule, List<Value.Map> free, UnaryOperator<Value> normal) {
        var content = ((Value.Map) normal.apply(rule)).without(ID);
        var same =
                free.stream().filter(other -> other.without(ID).equals(content)).findFirst();
        same.ifPresent(free::remove);
        return same.flatMap(other -> other.get(ID))
                .<Value>map(id -> rule.with(ID, id))
                .orElse(rule);
    }

    /** Returns true when both are the same rules in any order. Ids that S3 chose do not count. */
    public static boolean same(List<Value> wanted, List<Value> live, UnaryOperator<Value> normal) {
        var shown = named(wanted, live, normal).stream().map(normal).toList();
        return live.size() == shown.size() && new HashSet<>(shown).equals(new HashSet<>(live));
    }
}
