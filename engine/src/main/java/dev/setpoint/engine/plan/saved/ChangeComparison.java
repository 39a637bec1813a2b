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
import java.util.stream.Stream;

/**
 * Compares a saved plan with a fresh one of the same spec, inputs and state. It reports values that have changed in
 * the cloud. When none has, it reports changes that differ all the same.
 */
final class ChangeComparison {

    private final Value.Map then;
    private final Value.Map now;
    private final Plan fresh;
    private final ChangeDocument document;
    private final Map<String, ChangeEntry> unchanged = new LinkedHashMap<>();
    private final List<Diagnostic> causes = new ArrayList<>();
    private final List<Diagnostic> consequences = new ArrayList<>();

    /**
     * @param then the saved plan, with places of the present spec
     * @param document writer of the changes of the fresh plan
     */
    ChangeComparison(Value.Map then, Value.Map now, Plan fresh, ChangeDocument document) {
        this.then = then;
        this.now = now;
        this.fresh = fresh;
        this.document = document;
    }

    List<Diagnostic> problems() {
        fresh.changes().stream()
                .filter(Change.NoOp.class::isInstance)
                .map(change -> new ChangeEntry(document.of(change, List.of())))
                .forEach(entry -> unchanged.put(entry.key(), entry));
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
    private static Map<String, ChangeEntry> byKey(Value.Map content) {
        var result = new LinkedHashMap<String, ChangeEntry>();
        ChangeEntry.all(content).forEach(change -> result.put(change.key(), change));
        return result;
    }

    private void compare(Optional<ChangeEntry> planned, Optional<ChangeEntry> current) {
        if (planned.isEmpty()) {
            appeared(current.orElseThrow());
        } else if (current.isEmpty()) {
            vanished(planned.get());
        } else if (!planned.equals(current)) {
            differs(planned.get(), current.get());
        }
    }

    private void appeared(ChangeEntry change) {
        var properties = change.properties();
        if (change.isGone()) {
            gone(change);
        } else if (properties.isEmpty() || change.creates()) {
            moved(
                    consequences,
                    change,
                    change.name() + " would now be " + change.done() + ", which the plan does not contain.");
        } else {
            properties.forEach(property -> unlisted(
                    change,
                    property,
                    property.string("cause").filter("drift"::equals).isPresent()));
        }
    }

    private void vanished(ChangeEntry change) {
        var properties = change.properties();
        var same = Optional.ofNullable(unchanged.get(change.key()));
        if (same.isEmpty() || properties.isEmpty()) {
            moved(consequences, change, change.name() + " was to be " + change.done() + ", and is no longer.");
        } else {
            var steady = change.desiresSameAs(same.get());
            properties.forEach(property -> settled(change, property, steady));
        }
    }

    private void differs(ChangeEntry planned, ChangeEntry current) {
        var before = causes.size() + consequences.size();
        if (planned.isForbidden() != current.isForbidden()) {
            moved(
                    causes,
                    planned,
                    planned.isForbidden()
                            ? planned.name() + " could not be " + planned.done()
                                    + " when the plan was made, and can be now."
                            : planned.name() + " can no longer be " + planned.done() + ". " + current.obstacle());
        } else if (current.isGone() && !planned.isGone()) {
            gone(current);
        } else if (!planned.identity().equals(current.identity())) {
            moved(
                    causes,
                    planned,
                    planned.name() + " was " + DisplayedValue.value(planned.identity())
                            + " when the plan was made and is " + DisplayedValue.value(current.identity())
                            + " now.");
        } else {
            properties(planned, current);
            losses(planned, current);
        }
        if (causes.size() + consequences.size() == before) {
            moved(
                    consequences,
                    planned,
                    planned.done().equals(current.done())
                            ? planned.name() + " has changed since the plan was made."
                            : planned.name() + " was to be " + planned.done() + ", and would now be " + current.done()
                                    + ".");
        }
    }

    private void losses(ChangeEntry planned, ChangeEntry current) {
        current.losses().stream()
                .filter(sentence -> !planned.losses().contains(sentence))
                .flatMap(sentence -> sentence instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .findFirst()
                .ifPresent(sentence -> moved(
                        causes,
                        planned,
                        planned.name() + " is to be " + planned.done()
                                + ", which would now destroy data that the plan does not mention. " + sentence));
    }

    private void properties(ChangeEntry planned, ChangeEntry current) {
        var steady = planned.desiresSameAs(current);
        var after = new ArrayList<>(current.properties());
        var left = new ArrayList<Value.Map>();
        for (var property : planned.properties()) {
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

    private void pair(ChangeEntry change, Value.Map planned, Value.Map current) {
        if (!planned.get("before").equals(current.get("before"))) {
            liveChanged(change, planned, planned.get("before"), current.get("before"));
        } else if (!planned.get("after").equals(current.get("after"))) {
            desiredChanged(change, planned, planned.get("after"), current.get("after"));
        }
    }

    /** Reports a property that the saved plan changes and the fresh one does not. */
    private void settled(ChangeEntry change, Value.Map property, boolean steady) {
        if (steady) {
            liveChanged(change, property, property.get("before"), property.get("after"));
        } else {
            desiredChanged(change, property, property.get("after"), property.get("before"));
        }
    }

    /** Reports a property that only the fresh plan changes. */
    private void unlisted(ChangeEntry change, Value.Map property, boolean steady) {
        if (steady) {
            liveChanged(change, property, property.get("after"), property.get("before"));
        } else {
            desiredChanged(change, property, property.get("before"), property.get("after"));
        }
    }

    private void liveChanged(ChangeEntry change, Value.Map property, Optional<Value> before, Optional<Value> after) {
        moved(
                causes,
                change,
                property,
                " was " + DisplayedValue.first(before, after) + " when the plan was made and is "
                        + DisplayedValue.other(before, after) + " now.");
    }

    private void desiredChanged(ChangeEntry change, Value.Map property, Optional<Value> before, Optional<Value> after) {
        moved(
                consequences,
                change,
                property,
                " was to be " + DisplayedValue.first(before, after) + " and would now be "
                        + DisplayedValue.other(before, after) + ".");
    }

    private void gone(ChangeEntry change) {
        moved(causes, change, change.name() + " has gone from the cloud since the plan was made.");
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

    private void moved(List<Diagnostic> kind, ChangeEntry change, Value.Map property, String what) {
        var path = property.string("path").orElse("");
        var block = Address.parse(change.address())
                .fold(_ -> Optional.<ResourceBlock>empty(), fresh.graph().stack()::resource);
        Optional<Span> place = block.map(b -> b.properties().spanAt(PropertyPath.parse(path)));
        kind.add(Staleness.again("SP0804", "`" + path + "` of " + change.name() + what)
                .at(place));
    }

    private void moved(List<Diagnostic> kind, ChangeEntry change, String message) {
        var address = change.address();
        var place = fresh.changes().stream()
                .filter(other -> other.address().text().equals(address))
                .flatMap(other -> other.target().span().stream())
                .findFirst();
        kind.add(Staleness.again("SP0804", message).at(place));
    }
}
