package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.DisplayedValue;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares a saved plan with a fresh one of the same spec, inputs and state. It reports values that have changed in
 * the cloud. When none has, it reports changes that differ all the same.
 */
final class ChangeComparison {

    /** Reasons of changes of deposed objects, which come beside the change of the current object. */
    private static final Set<String> LEFT_OVER = Set.of("deposed", "superseded", "deposed-gone", "deposed-held");

    private final Value.Map then;
    private final Value.Map now;
    private final Plan fresh;
    private final PlanDocument document;
    private final Map<String, Value.Map> unchanged = new LinkedHashMap<>();
    private final List<Diagnostic> causes = new ArrayList<>();
    private final List<Diagnostic> consequences = new ArrayList<>();

    /**
     * @param then the saved plan, with places of the present spec
     * @param document document of the fresh plan
     */
    ChangeComparison(Value.Map then, Value.Map now, Plan fresh, PlanDocument document) {
        this.then = then;
        this.now = now;
        this.fresh = fresh;
        this.document = document;
    }

    List<Diagnostic> problems() {
        fresh.changes().stream()
                .filter(Change.NoOp.class::isInstance)
                .map(change -> document.entry(change, List.of()))
                .forEach(entry -> unchanged.put(key(entry), entry));
        var before = byKey(then);
        var after = byKey(now);
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.forEach(key -> compare(Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key))));
        outputs();
        // A change that only becomes unknown because another one has changed would repeat that.
        return causes.isEmpty() ? consequences : causes;
    }

    /** Returns the changes by key: one for each address, and one for each of its deposed objects. */
    private static Map<String, Value.Map> byKey(Value.Map content) {
        var result = new LinkedHashMap<String, Value.Map>();
        SavedPlan.maps(content.list("changes")).forEach(change -> result.put(key(change), change));
        return result;
    }

    /** Returns a key that is unique among the changes of a plan. */
    static String key(Value.Map change) {
        var leftOver = change.string("reason").filter(LEFT_OVER::contains).isPresent();
        return text(change, "address") + (leftOver ? " " + text(change, "identity") : "");
    }

    private void compare(Optional<Value.Map> planned, Optional<Value.Map> current) {
        if (planned.isEmpty()) {
            appeared(current.orElseThrow());
        } else if (current.isEmpty()) {
            vanished(planned.get());
        } else if (!planned.equals(current)) {
            differs(planned.get(), current.get());
        }
    }

    private void appeared(Value.Map change) {
        var properties = properties(change);
        if (isGone(change)) {
            gone(change);
        } else if (properties.isEmpty() || text(change, "action").equals("create")) {
            moved(
                    consequences,
                    change,
                    name(change) + " would now be " + done(change) + ", which the plan does not contain.");
        } else {
            properties.forEach(property -> unlisted(
                    change,
                    property,
                    property.string("cause").filter("drift"::equals).isPresent()));
        }
    }

    private void vanished(Value.Map change) {
        var properties = properties(change);
        var same = Optional.ofNullable(unchanged.get(key(change)));
        if (same.isEmpty() || properties.isEmpty()) {
            moved(consequences, change, name(change) + " was to be " + done(change) + ", and is no longer.");
        } else {
            var steady = sameDesired(change, same.get());
            properties.forEach(property -> settled(change, property, steady));
        }
    }

    private void differs(Value.Map planned, Value.Map current) {
        var before = causes.size() + consequences.size();
        if (planned.has("forbidden") != current.has("forbidden")) {
            moved(
                    causes,
                    planned,
                    planned.has("forbidden")
                            ? name(planned) + " could not be " + done(planned)
                                    + " when the plan was made, and can be now."
                            : name(planned) + " can no longer be " + done(planned) + ". "
                                    + text(current.map("forbidden"), "message"));
        } else if (isGone(current) && !isGone(planned)) {
            gone(current);
        } else if (!planned.get("identity").equals(current.get("identity"))) {
            moved(
                    causes,
                    planned,
                    name(planned) + " was " + DisplayedValue.value(planned.get("identity"))
                            + " when the plan was made and is " + DisplayedValue.value(current.get("identity"))
                            + " now.");
        } else {
            properties(planned, current);
            losses(planned, current);
        }
        if (causes.size() + consequences.size() == before) {
            moved(
                    consequences,
                    planned,
                    done(planned).equals(done(current))
                            ? name(planned) + " has changed since the plan was made."
                            : name(planned) + " was to be " + done(planned) + ", and would now be " + done(current)
                                    + ".");
        }
    }

    private void losses(Value.Map planned, Value.Map current) {
        current.list("dataLoss").stream()
                .filter(sentence -> !planned.list("dataLoss").contains(sentence))
                .flatMap(sentence -> sentence instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .findFirst()
                .ifPresent(sentence -> moved(
                        causes,
                        planned,
                        name(planned) + " is to be " + done(planned)
                                + ", which would now destroy data that the plan does not mention. " + sentence));
    }

    private void properties(Value.Map planned, Value.Map current) {
        var steady = sameDesired(planned, current);
        var after = new ArrayList<>(properties(current));
        var left = new ArrayList<Value.Map>();
        for (var property : properties(planned)) {
            if (!after.remove(property)) {
                left.add(property);
            }
        }
        for (var property : left) {
            var path = property.string("path");
            var match = after.stream()
                    .filter(other -> other.string("path").equals(path))
                    .findFirst();
            match.ifPresentOrElse(other -> pair(planned, property, other), () -> settled(planned, property, steady));
            match.ifPresent(after::remove);
        }
        after.forEach(property -> unlisted(current, property, steady));
    }

    /** Tells whether both plans have the same desired properties, so that a difference comes from the cloud. */
    private static boolean sameDesired(Value.Map planned, Value.Map current) {
        return fingerprint(planned).equals(fingerprint(current));
    }

    private static Optional<Value> fingerprint(Value.Map change) {
        var own = change.has("then") ? change.map("then") : change;
        return own.map("fingerprint").get("desired");
    }

    private void pair(Value.Map change, Value.Map planned, Value.Map current) {
        if (!planned.get("before").equals(current.get("before"))) {
            liveChanged(change, planned, planned.get("before"), current.get("before"));
        } else if (!planned.get("after").equals(current.get("after"))) {
            desiredChanged(change, planned, planned.get("after"), current.get("after"));
        }
    }

    /** Reports a property that the saved plan changes and the fresh one does not. */
    private void settled(Value.Map change, Value.Map property, boolean steady) {
        if (steady) {
            liveChanged(change, property, property.get("before"), property.get("after"));
        } else {
            desiredChanged(change, property, property.get("after"), property.get("before"));
        }
    }

    /** Reports a property that only the fresh plan changes. */
    private void unlisted(Value.Map change, Value.Map property, boolean steady) {
        if (steady) {
            liveChanged(change, property, property.get("after"), property.get("before"));
        } else {
            desiredChanged(change, property, property.get("before"), property.get("after"));
        }
    }

    private void liveChanged(Value.Map change, Value.Map property, Optional<Value> before, Optional<Value> after) {
        moved(
                causes,
                change,
                property,
                " was " + DisplayedValue.first(before, after) + " when the plan was made and is "
                        + DisplayedValue.other(before, after) + " now.");
    }

    private void desiredChanged(Value.Map change, Value.Map property, Optional<Value> before, Optional<Value> after) {
        moved(
                consequences,
                change,
                property,
                " was to be " + DisplayedValue.first(before, after) + " and would now be "
                        + DisplayedValue.other(before, after) + ".");
    }

    private void gone(Value.Map change) {
        moved(causes, change, name(change) + " has gone from the cloud since the plan was made.");
    }

    private void outputs() {
        var planned = then.map("outputs");
        var current = now.map("outputs");
        var names = new LinkedHashSet<>(planned.entries().keySet());
        names.addAll(current.entries().keySet());
        for (var name : names) {
            var before = planned.map(name).get("after");
            var after = current.map(name).get("after");
            if (!planned.get(name).equals(current.get(name))) {
                consequences.add(Staleness.again(
                        "SP0804",
                        "Output `" + name + "` was to be " + DisplayedValue.first(before, after) + " and would now be "
                                + DisplayedValue.other(before, after) + "."));
            }
        }
    }

    private void moved(List<Diagnostic> kind, Value.Map change, Value.Map property, String what) {
        var path = text(property, "path");
        var block = Address.parse(text(change, "address"))
                .fold(_ -> Optional.<ResourceBlock>empty(), fresh.graph().stack()::resource);
        Optional<Span> place = block.map(b -> b.properties().spanAt(PropertyPath.parse(path)));
        kind.add(Staleness.again("SP0804", "`" + path + "` of " + name(change) + what)
                .at(place));
    }

    private void moved(List<Diagnostic> kind, Value.Map change, String message) {
        var address = text(change, "address");
        var place = fresh.changes().stream()
                .filter(other -> other.address().text().equals(address))
                .flatMap(other -> other.target().span().stream())
                .findFirst();
        kind.add(Staleness.again("SP0804", message).at(place));
    }

    private static boolean isGone(Value.Map change) {
        return change.string("reason").filter("gone"::equals).isPresent();
    }

    private static List<Value.Map> properties(Value.Map change) {
        var own = change.has("then") ? change.map("then") : change;
        return SavedPlan.maps(own.list("properties"));
    }

    private static String name(Value.Map change) {
        return "`" + text(change, "address") + "`";
    }

    private static String text(Value.Map map, String name) {
        return map.string(name).orElse("");
    }

    /** Returns the words for the change that follows a move or an import. */
    private static String also(Value.Map change) {
        var then = change.map("then");
        return !then.has("action") || text(then, "action").equals("none") ? "" : " and " + done(then);
    }

    private static String done(Value.Map change) {
        return switch (text(change, "action")) {
            case "create" -> "created";
            case "update" -> "updated";
            case "replace" -> "replaced";
            case "delete" -> "deleted";
            case "forget" -> "forgotten";
            case "import" -> "imported" + also(change);
            case "restore" -> "restored" + also(change);
            case "move" -> "moved" + also(change);
            default -> "left as it is";
        };
    }
}
