package dev.setpoint.provider.sandbox.policy;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyProblem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Policy that AWS would accept, apart from principals and resources, which only the service can check. */
public record PolicyDocument(List<Statement> statements) {

    /** Kinds of policies, which decide the elements that a statement must and must not have. */
    public enum Use {
        /** Policy attached to a role: no principal. */
        IDENTITY,
        /** Trust policy of a role: no resource. */
        TRUST,
        /** Policy attached to a key or a bucket. */
        RESOURCE
    }

    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern ACTION = Pattern.compile("\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+");

    /** @throws PolicyProblem the first thing that is wrong */
    public static PolicyDocument parse(String text, Use use) throws PolicyProblem {
        var root = json(text);
        for (var member : root.entries().keySet()) {
            check(Set.of("Version", "Id", "Statement").contains(member), Kind.FIELD, member);
        }
        var version = root.string("Version").orElse("2008-10-17");
        check(version.equals("2012-10-17") || version.equals("2008-10-17"), Kind.VERSION, version);
        var written = root.get("Statement").orElse(Value.List.EMPTY);
        var items = written instanceof Value.List(var list) ? list : List.of(written);
        check(!items.isEmpty(), Kind.NO_STATEMENT, "");
        var statements = new ArrayList<Statement>();
        var sids = new HashSet<String>();
        for (var item : items) {
            if (!(item instanceof Value.Map map)) {
                throw new PolicyProblem(Kind.NO_STATEMENT, "");
            }
            var statement = statement(map, use);
            check(statement.sid().isEmpty() || sids.add(statement.sid()), Kind.DUPLICATE_SID, statement.sid());
            statements.add(statement);
        }
        return new PolicyDocument(List.copyOf(statements));
    }

    private static Value.Map json(String text) throws PolicyProblem {
        check(text.startsWith("{"), Kind.NOT_JSON, "");
        try {
            if (Json.read(text) instanceof Value.Map map) {
                return map;
            }
        } catch (IllegalArgumentException e) {
            throw new PolicyProblem(Kind.NOT_JSON, String.valueOf(e.getMessage()));
        }
        throw new PolicyProblem(Kind.NOT_JSON, "");
    }

    private static Statement statement(Value.Map map, Use use) throws PolicyProblem {
        for (var member : map.entries().keySet()) {
            check(MEMBERS.contains(member), Kind.FIELD, member);
        }
        var effect = map.string("Effect").orElse("");
        check(effect.equals("Allow") || effect.equals("Deny"), Kind.EFFECT, effect);
        checkPrincipal(map, use);
        checkAction(map);
        checkResource(map, use);
        for (var operator : map.map("Condition").entries().keySet()) {
            check(Conditions.known(operator), Kind.CONDITION, operator);
        }
        return new Statement(
                map.string("Sid").orElse(""),
                effect.equals("Allow"),
                principals(map, "Principal"),
                principals(map, "NotPrincipal"),
                texts(map, "Action"),
                texts(map, "NotAction"),
                texts(map, "Resource"),
                texts(map, "NotResource"),
                map.map("Condition"));
    }

    private static void checkPrincipal(Value.Map map, Use use) throws PolicyProblem {
        var has = map.has("Principal") || map.has("NotPrincipal");
        if (use == Use.IDENTITY) {
            check(!has, Kind.PRINCIPAL_PROHIBITED, "");
            return;
        }
        check(has, Kind.NO_PRINCIPAL, "");
        if (map.get("Principal").orElse(Value.Null.VALUE) instanceof Value.Str(var text)) {
            check(text.equals("*"), Kind.PRINCIPAL, text);
        }
    }

    private static void checkAction(Value.Map map) throws PolicyProblem {
        var actions = new ArrayList<>(texts(map, "Action"));
        actions.addAll(texts(map, "NotAction"));
        check(!actions.isEmpty(), Kind.NO_ACTION, "");
        for (var action : actions) {
            check(ACTION.matcher(action).matches(), Kind.ACTION, action);
        }
    }

    private static void checkResource(Value.Map map, Use use) throws PolicyProblem {
        var resources = new ArrayList<>(texts(map, "Resource"));
        resources.addAll(texts(map, "NotResource"));
        if (use == Use.TRUST) {
            check(resources.isEmpty(), Kind.RESOURCE_PROHIBITED, "");
            return;
        }
        check(!resources.isEmpty(), Kind.NO_RESOURCE, "");
        for (var resource : resources) {
            check(resource.equals("*") || resource.startsWith("arn:"), Kind.RESOURCE, resource);
        }
    }

    private static void check(boolean good, Kind kind, String detail) throws PolicyProblem {
        if (!good) {
            throw new PolicyProblem(kind, detail);
        }
    }

    private static Map<String, List<String>> principals(Value.Map map, String member) {
        var found = new LinkedHashMap<String, List<String>>();
        var written = map.get(member).orElse(Value.Map.EMPTY);
        if (written instanceof Value.Map types) {
            types.entries().forEach((type, who) -> found.put(type, texts(who)));
        } else {
            found.put("AWS", texts(written));
        }
        return found;
    }

    private static List<String> texts(Value.Map map, String member) {
        return map.get(member).map(PolicyDocument::texts).orElse(List.of());
    }

    /** Returns a scalar or a list of scalars as texts. */
    static List<String> texts(Value value) {
        return switch (value) {
            case Value.List(var items) ->
                items.stream().flatMap(item -> texts(item).stream()).toList();
            case Value.Str(var text) -> List.of(text);
            case Value.Bool(var b) -> List.of(Boolean.toString(b));
            case Value.Num(var n) -> List.of(n.toPlainString());
            case Value.Null _, Value.Map _, Value.Unknown _, Value.Secret _, Value.Redacted _ -> List.of();
        };
    }

    /** Returns true if a statement allows the request and none denies it. */
    public boolean allows(AccessRequest request) {
        return statements.stream().anyMatch(statement -> statement.allow() && statement.applies(request))
                && !denies(request);
    }

    /** Returns true if a statement allows something to everybody and no condition narrows that down. */
    public boolean open() {
        return statements.stream()
                .anyMatch(statement ->
                        statement.allow() && statement.everybody() && !Conditions.narrow(statement.condition()));
    }

    /** Returns true if a statement denies the request. */
    public boolean denies(AccessRequest request) {
        return statements.stream().anyMatch(statement -> !statement.allow() && statement.applies(request));
    }

    /** Returns all principals that the policy names, as type and name. */
    public List<Map.Entry<String, String>> principals() {
        var named = new ArrayList<Map.Entry<String, String>>();
        for (var statement : statements) {
            for (var side : List.of(statement.principals(), statement.exceptPrincipals())) {
                side.forEach((type, all) -> all.forEach(who -> named.add(Map.entry(type, who))));
            }
        }
        return named;
    }
}
