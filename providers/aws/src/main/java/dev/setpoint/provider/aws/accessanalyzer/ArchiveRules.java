package dev.setpoint.provider.aws.accessanalyzer;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.SdkShapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return rule.string("name").orElse("");
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
            } else if (!rule.equals(live.get(name))) {
                client.updateArchiveRule(
                        r -> r.analyzerName(analyzer).ruleName(name).filter(filter(rule)));
            }
        });
    }

    /** Whether these are the same rules, whatever their order. */
    static boolean same(List<Value> live, List<Value> wanted) {
        return named(live).keySet().equals(named(wanted).keySet());
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
