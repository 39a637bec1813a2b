package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.Wildcards;
import dev.setpoint.provider.aws.equality.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One statement of a policy, as far as it is known before it is applied.
 *
 * @param path its place in the properties
 */
public record Statement(PropertyPath path, Value.Map members) {

    /**
     * One key of a condition.
     *
     * @param key in lower case: case does not matter to IAM
     */
    public record Condition(String operator, String key, List<Value> values) {

        /** Tells if it also holds for a request without such a key. */
        public boolean isNegated() {
            return operator.contains("Not");
        }
    }

    private static final Pattern KEY = Pattern.compile("\\[\"[^\"]*\"]");
    private static final Value EVERYBODY = Value.of("*");
    private static final String STATEMENT = "Statement";

    /** The statements of a policy; none when it is not known yet. */
    public static List<Statement> of(PropertyPath property, Value policy) {
        var statements =
                PolicyDocument.of(policy).map(PolicyDocument::statements).orElse(List.of());
        var several =
                policy instanceof Value.Map map && map.get(STATEMENT).orElse(Value.Null.VALUE) instanceof Value.List;
        var found = new ArrayList<Statement>();
        for (var i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof Value.Map members) {
                var path = property.name(STATEMENT);
                found.add(new Statement(several ? path.index(i) : path, members));
            }
        }
        return found;
    }

    public boolean denies() {
        return members.string("Effect").equals(Optional.of("Deny"));
    }

    /** Tells if it denies an action to everybody. */
    public boolean shutsOut(String action) {
        return denies() && isForAll() && covers(action);
    }

    /** Tells if it is about everybody. */
    public boolean isForAll() {
        return members.get("Principal")
                .filter(who -> who.equals(EVERYBODY)
                        || (who instanceof Value.Map map && items(map, "AWS").anyMatch(EVERYBODY::equals)))
                .isPresent();
    }

    /** Tells if it is known to be about the action. */
    public boolean covers(String action) {
        return members.has("NotAction")
                ? items(members, "NotAction")
                        .allMatch(listed -> listed instanceof Value.Str(var pattern) && !matches(pattern, action))
                : items(members, "Action")
                        .anyMatch(listed -> listed instanceof Value.Str(var pattern) && matches(pattern, action));
    }

    /** Tells if it is about a bucket itself, and not only about its objects. */
    public boolean coversBuckets() {
        return items(members, "Resource").anyMatch(resource -> switch (resource) {
            case Value.Str(var arn) -> !arn.contains("/");
            // As it is written: a bucket's ARN, with what follows it; the key of a resource's address is no part of
            // that.
            case Value.Unknown(var text, var _) ->
                !KEY.matcher(text).replaceAll("").contains("/");
            default -> false;
        });
    }

    public List<Condition> conditions() {
        var found = new ArrayList<Condition>();
        members.map("Condition").entries().forEach((operator, keys) -> {
            if (keys instanceof Value.Map(var entries)) {
                entries.forEach((key, values) -> found.add(new Condition(
                        operator,
                        key.toLowerCase(Locale.ROOT),
                        values instanceof Value.List(var items) ? items : List.of(values))));
            }
        });
        return found;
    }

    private static Stream<Value> items(Value.Map map, String name) {
        return map.get(name).stream()
                .flatMap(value -> value instanceof Value.List(var items) ? items.stream() : Stream.of(value));
    }

    /** Matches as IAM does, ignoring case. */
    public static boolean matches(String pattern, String text) {
        return Wildcards.match(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
    }
}
