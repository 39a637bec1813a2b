package dev.setpoint.provider.aws.equality;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One statement of a policy document in a form that is equal for equal meanings: behaviour.md#policy-documents. */
public final class PolicyStatement {

    /** Members whose value is a set of texts, or one text. */
    public static final Set<String> SETS = Set.of("Action", "NotAction", "Resource", "NotResource");

    /** Members that say who: a text, or a map from the kind of principal to a set. */
    public static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");

    public static final String CONDITION = "Condition";
    private static final String EFFECT = "Effect";
    private static final String AWS = "AWS";
    private static final Pattern ROOT = Pattern.compile("arn:[a-z0-9-]+:iam::(\\d{12}):root");

    private PolicyStatement() {}

    /** The whole statement; known or not, but revealed. */
    public static Value canonical(Value statement) {
        if (!(statement instanceof Value.Map(var entries))) {
            return statement;
        }
        var result = new LinkedHashMap<String, Value>();
        entries.forEach((name, value) -> {
            var member = member(name, value);
            // No condition and a condition without operators are the same.
            if (!(name.equals(CONDITION) && member.equals(Value.Map.EMPTY))) {
                result.put(name, member);
            }
        });
        return new Value.Map(result);
    }

    /** One member of a statement in canonical form: sets as sorted lists without doubles. */
    public static Value member(String name, Value value) {
        if (SETS.contains(name)) {
            return set(PolicyDocument.items(value));
        }
        if (PRINCIPALS.contains(name) && value instanceof Value.Map(var kinds)) {
            return principals(kinds);
        }
        if (name.equals(CONDITION) && value instanceof Value.Map operators) {
            return operators.mapChildren(keys -> keys.mapChildren(PolicyStatement::conditionValues));
        }
        if (name.equals(EFFECT) && value instanceof Value.Str(var effect)) {
            return Value.of(effect.toLowerCase(Locale.ROOT));
        }
        return value;
    }

    private static Value principals(java.util.Map<String, Value> kinds) {
        var result = new LinkedHashMap<String, Value>();
        kinds.forEach((kind, who) -> {
            var items = PolicyDocument.items(who).stream()
                    .map(one -> principal(kind, one))
                    .toList();
            if (!items.isEmpty()) {
                result.put(kind, set(items));
            }
        });
        return new Value.Map(result);
    }

    /** A principal in canonical form: an account's id stands for the ARN of its root. */
    public static Value principal(String kind, Value value) {
        if (!kind.equals(AWS) || !(value instanceof Value.Str(var text))) {
            return value;
        }
        var root = ROOT.matcher(text);
        return root.matches() ? Value.of(root.group(1)) : value;
    }

    private static Value conditionValues(Value values) {
        return set(PolicyDocument.items(values).stream()
                .map(PolicyStatement::conditionValue)
                .toList());
    }

    /** A condition's value in canonical form: booleans and numbers as the text they stand for. */
    public static Value conditionValue(Value value) {
        return switch (value) {
            case Value.Bool(var b) -> Value.of(Boolean.toString(b));
            case Value.Num(var n) -> Value.of(n.toPlainString());
            case Value.Null _,
                    Value.Str _,
                    Value.List _,
                    Value.Map _,
                    Value.Unknown _,
                    Value.Secret _,
                    Value.Redacted _ -> value;
        };
    }

    private static Value set(List<Value> items) {
        return items.size() == 1
                ? new Value.List(items)
                : new Value.List(new HashSet<>(items)
                        .stream().sorted(Comparator.comparing(Json::canonical)).toList());
    }
}
