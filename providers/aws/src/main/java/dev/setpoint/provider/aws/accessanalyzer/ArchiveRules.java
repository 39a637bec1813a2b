package dev.setpoint.provider.aws.accessanalyzer;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.InlineArchiveRule;

/** The archive rules of one analyzer; each is changed by itself. */
record ArchiveRules(AccessAnalyzerClient client, String analyzer) {

    static InlineArchiveRule inline(Value.Map rule) {
        return InlineArchiveRule.builder()
                .ruleName(name(rule))
                .filter(filter(rule))
                .build();
    }

    private static String name(Value.Map rule) {
        return text(rule, "name");
    }

    private static Map<String, Criterion> filter(Value.Map rule) {
        var filter = new LinkedHashMap<String, Criterion>();
        rule.map("filter")
                .entries()
                .forEach((key, criterion) ->
                        filter.put(key, SdkShapes.PLAIN.build(Criterion.builder(), (Value.Map) criterion.revealed())));
        return filter;
    }

    Value read() {
        return Value.of(client.listArchiveRulesPaginator(r -> r.analyzerName(analyzer)).archiveRules().stream()
                .<Value>map(rule ->
                        Value.Map.EMPTY.with("name", Value.of(rule.ruleName())).with("filter", value(rule.filter())))
                .toList());
    }

    private static Value value(Map<String, Criterion> filter) {
        var entries = new LinkedHashMap<String, Value>();
        filter.forEach((key, criterion) -> entries.put(key, SdkShapes.PLAIN.toValue(criterion)));
        return new Value.Map(entries);
    }

    /** Rules that are new are made, others changed, and those that are not wanted deleted. */
    void become(List<Value> wanted) {
        var live = named(((Value.List) read()).items());
        var desired = named(wanted);
        live.keySet().stream()
                .filter(name -> !desired.containsKey(name))
                .forEach(name -> Errors.ignoring(
                        Analyzer.GONE,
                        () -> client.deleteArchiveRule(
                                r -> r.analyzerName(analyzer).ruleName(name))));
        desired.forEach((name, rule) -> {
            if (!live.containsKey(name)) {
                client.createArchiveRule(
                        r -> r.analyzerName(analyzer).ruleName(name).filter(filter(rule)));
            } else if (!same(List.of(rule), List.of(live.get(name)))) {
                client.updateArchiveRule(
                        r -> r.analyzerName(analyzer).ruleName(name).filter(filter(rule)));
            }
        });
    }

    /** True when these are the same rules, whatever the order of the rules and of the values in them. */
    static boolean same(List<Value> live, List<Value> wanted) {
        return criteria(live).equals(criteria(wanted));
    }

    private static Map<String, Map<String, Set<Value>>> criteria(List<Value> rules) {
        var criteria = new HashMap<String, Map<String, Set<Value>>>();
        named(rules).forEach((name, rule) -> criteria.put(name, flat(rule.map("filter"))));
        return criteria;
    }

    /** {@code resourceType eq} → its values. */
    private static Map<String, Set<Value>> flat(Value.Map filter) {
        var flat = new HashMap<String, Set<Value>>();
        filter.entries()
                .keySet()
                .forEach(key -> filter.map(key)
                        .entries()
                        .forEach((operator, value) -> flat.put(
                                key + " " + operator,
                                value.revealed() instanceof Value.List(var items)
                                        ? Set.copyOf(items)
                                        : Set.of(value.revealed()))));
        return flat;
    }

    private static Map<String, Value.Map> named(List<Value> rules) {
        var named = new LinkedHashMap<String, Value.Map>();
        for (var rule : rules) {
            if (rule.revealed() instanceof Value.Map map) {
                named.put(name(map), map);
            }
        }
        return named;
    }
}
