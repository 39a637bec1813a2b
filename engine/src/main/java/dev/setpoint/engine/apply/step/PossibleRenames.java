package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.schema.ObjectKey;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds deletions whose object may be the one that a creation turns out to name, because the creation's identity is
 * known only during apply. Such a deletion runs after the creation, which is refused while the object exists.
 */
record PossibleRenames(State state, SchemaCatalog schemas, Inventory inventory) {

    /** Numbers of the steps. Each deletion waits for all creations of its group. */
    record Group(List<Integer> creations, Set<Integer> deletions) {}

    List<Group> of(List<Step> steps) {
        var groups = new LinkedHashMap<ObjectKey, Group>();
        var patterns = new HashSet<BitSet>();
        for (var number = 0; number < steps.size(); number++) {
            if (steps.get(number) instanceof Step.CreateOrUpdate(var change)) {
                creation(number, change, groups, patterns);
            }
        }
        if (groups.isEmpty()) {
            return List.of();
        }
        for (var number = 0; number < steps.size(); number++) {
            if (steps.get(number) instanceof Step.Remove(Change.Delete delete)
                    && delete.reason() == Change.DeleteReason.REMOVED) {
                deletion(number, delete, groups, patterns);
            }
        }
        return groups.values().stream()
                .filter(group -> !group.deletions().isEmpty())
                .toList();
    }

    private void creation(int number, Change change, Map<ObjectKey, Group> groups, Set<BitSet> patterns) {
        var target = change.target();
        desired(change.effect())
                .flatMap(desired -> schemas.type(target.type())
                        .filter(type -> !isChosen(type, desired))
                        .flatMap(type -> inventory.undetermined(type, target.provider(), desired)))
                .ifPresent(key -> {
                    patterns.add(key.unknown());
                    groups.computeIfAbsent(
                                    key.without(key.unknown()),
                                    _ -> new Group(new ArrayList<>(), new LinkedHashSet<>()))
                            .creations()
                            .add(number);
                });
    }

    /** Tells whether the name is chosen for this creation: no other object has it. */
    private static boolean isChosen(TypeSchema type, Value.Map desired) {
        return type.generatedName().filter(name -> name.isOpen(desired)).isPresent();
    }

    private static Optional<Value.Map> desired(Change change) {
        return switch (change) {
            case Change.Create create -> Optional.of(create.desired());
            case Change.Replace replace -> Optional.of(replace.desired());
            default -> Optional.empty();
        };
    }

    private void deletion(int number, Change.Delete delete, Map<ObjectKey, Group> groups, Set<BitSet> patterns) {
        var target = delete.target();
        var resource = state.resource(delete.address());
        var type = schemas.type(target.type());
        if (resource.isEmpty() || type.isEmpty()) {
            return;
        }
        var known = resource.get().applied().plus(resource.get().outputs());
        for (var key : inventory.declared(type.get(), target.provider(), known)) {
            for (var pattern : patterns) {
                Optional.ofNullable(groups.get(key.without(pattern)))
                        .ifPresent(group -> group.deletions().add(number));
            }
        }
    }
}
