package dev.setpoint.cli.render.model;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.annotation.Concern;
import java.util.List;
import java.util.Optional;

/** Importance of a change to a reviewer, from the least to the most: where there is too little room, the least is shortened first. */
public enum Importance {
    CREATION,
    /** Tags alone, or the address alone. */
    TAGS,
    UPDATE,
    /** A change of access: policies, grants, public access blocks. */
    POLICY,
    /** Deletions, replacements, loss of data, and blocked changes. */
    DESTRUCTION;

    public static Importance of(Change change) {
        if (change.isForbidden() || !change.dataLoss().isEmpty()) {
            return DESTRUCTION;
        }
        return switch (change.effect()) {
            case Change.Delete _, Change.Replace _ -> DESTRUCTION;
            case Change.Create create -> is(create.target().notes().concern(), Concern.ACCESS) ? POLICY : CREATION;
            case Change.Update update -> of(update.properties());
            case Change.Refresh refresh -> of(refresh.properties());
            case Change.Forget _ -> UPDATE;
            case Change.NoOp _, Change.Import _, Change.Restore _, Change.Move _ -> TAGS;
        };
    }

    private static Importance of(List<PropertyChange> properties) {
        if (properties.stream().anyMatch(property -> is(property.concern(), Concern.ACCESS))) {
            return POLICY;
        }
        return !properties.isEmpty() && properties.stream().allMatch(property -> is(property.concern(), Concern.TAGS))
                ? TAGS
                : UPDATE;
    }

    private static boolean is(Optional<Concern> concern, Concern subject) {
        return concern.equals(Optional.of(subject));
    }
}
