package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes of every kind to one resource, for random plans. */
final class RandomChanges {

    private final RandomValues values;
    private int moves;

    RandomChanges(RandomValues values) {
        this.values = values;
    }

    Change change(Plan.Mode mode, ChangeTarget target) {
        return switch (mode) {
            case APPLY -> applied(target);
            case DESTROY ->
                values.random().nextInt(4) == 0
                        ? forgotten(target)
                        : new Change.Delete(target, values.id(), Value.Map.EMPTY, Change.DeleteReason.DESTROY);
            case REFRESH ->
                switch (values.random().nextInt(3)) {
                    case 0 -> new Change.NoOp(harmless(target), values.id(), Value.Map.EMPTY, Value.Map.EMPTY);
                    case 1 ->
                        new Change.Forget(harmless(target), values.id(), Change.ForgetReason.GONE, Optional.empty());
                    default ->
                        new Change.Refresh(
                                harmless(target),
                                values.id(),
                                Value.Map.EMPTY,
                                Value.Map.EMPTY,
                                values.properties(false, false));
                };
        };
    }

    private Change applied(ChangeTarget target) {
        return switch (values.random().nextInt(8)) {
            case 0 -> new Change.Move(target, Address.resource("former" + moves++), existing(target));
            case 1 -> {
                var then = existing(target);
                yield new Change.Import(target, identity(then), then);
            }
            case 2 -> {
                var then = values.random().nextBoolean() ? same(target) : updated(target);
                yield new Change.Restore(target, identity(then), then);
            }
            case 3 -> new Change.Delete(target, values.id(), Value.Map.EMPTY, Change.DeleteReason.REMOVED);
            case 4 -> forgotten(target);
            case 5 -> created(target);
            default -> existing(target);
        };
    }

    private static Identity identity(Change change) {
        return switch (change) {
            case Change.Update update -> update.id();
            case Change.Replace replace -> replace.id();
            case Change.NoOp same -> same.id();
            default -> throw new IllegalStateException(change.toString());
        };
    }

    private Change created(ChangeTarget target) {
        return new Change.Create(
                harmless(target),
                values.one(Change.CreateReason.values()),
                Value.Map.EMPTY,
                values.properties(false, true));
    }

    private Change existing(ChangeTarget target) {
        return switch (values.random().nextInt(3)) {
            case 0 -> same(target);
            case 1 -> updated(target);
            default -> replaced(target);
        };
    }

    private Change same(ChangeTarget target) {
        return new Change.NoOp(harmless(target), values.id(), Value.Map.EMPTY, Value.Map.EMPTY);
    }

    private Change updated(ChangeTarget target) {
        var properties = values.properties(true, false);
        return new Change.Update(
                losing(target, properties), values.id(), Value.Map.EMPTY, Value.Map.EMPTY, properties, Set.of());
    }

    private Change replaced(ChangeTarget target) {
        var properties = values.properties(true, false);
        var order = values.random().nextBoolean() ? Change.Order.CREATE_FIRST : Change.Order.DELETE_FIRST;
        var id = values.id();
        return new Change.Replace(
                losing(target, properties),
                id,
                Value.Map.EMPTY,
                Value.Map.EMPTY,
                properties,
                order,
                values.random().nextBoolean(),
                values.random().nextInt(3) == 0
                        ? Optional.of(new Change.NoOp(target, id, Value.Map.EMPTY, Value.Map.EMPTY))
                        : Optional.empty());
    }

    private Change forgotten(ChangeTarget target) {
        return switch (values.random().nextInt(3)) {
            case 0 -> new Change.Forget(harmless(target), values.id(), Change.ForgetReason.RETAINED, Optional.empty());
            case 1 -> new Change.Forget(harmless(target), values.id(), Change.ForgetReason.GONE, Optional.empty());
            default ->
                new Change.Forget(
                        harmless(target),
                        values.id(),
                        Change.ForgetReason.HELD,
                        Optional.of(Address.resource("holder")));
        };
    }

    static ChangeTarget harmless(ChangeTarget target) {
        return new ChangeTarget(
                target.address(), target.type(), target.provider(), target.span(), target.dependsOn(), List.of());
    }

    /** Adds losses of properties to the resource. */
    private static ChangeTarget losing(ChangeTarget target, List<PropertyChange> properties) {
        var all = new ArrayList<>(target.notes().dataLoss());
        properties.forEach(property -> all.addAll(property.dataLoss().stream().toList()));
        return new ChangeTarget(
                target.address(),
                target.type(),
                target.provider(),
                target.span(),
                target.dependsOn(),
                all.stream().distinct().toList());
    }
}
