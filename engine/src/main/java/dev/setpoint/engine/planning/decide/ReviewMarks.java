package dev.setpoint.engine.planning.decide;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.annotation.ElementKeys;
import dev.setpoint.engine.schema.annotation.ReviewNotes;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Marks changes with the facts of their types' schemas that help a reviewer, so that every format knows them. */
public final class ReviewMarks {

    private final SchemaCatalog catalog;
    private final Map<TypeName, ReviewNotes> notes = new HashMap<>();

    public ReviewMarks(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    public List<Change> of(List<Change> changes) {
        return changes.stream().map(this::of).toList();
    }

    private Change of(Change change) {
        var type = notes.computeIfAbsent(
                change.target().type(),
                name -> catalog.type(name)
                        .map(schema -> ReviewNotes.of(schema.source()))
                        .orElse(ReviewNotes.NONE));
        return marked(change, type);
    }

    private static Change marked(Change change, ReviewNotes type) {
        var target = change.target().concerning(type.ofType());
        return switch (change) {
            case Change.Create c ->
                new Change.Create(target, c.reason(), c.desired(), properties(c.properties(), type));
            case Change.Update c ->
                new Change.Update(target, c.id(), c.desired(), c.live(), properties(c.properties(), type), c.removed());
            case Change.Replace c ->
                new Change.Replace(
                        target,
                        c.id(),
                        c.desired(),
                        c.live(),
                        properties(c.properties(), type),
                        c.order(),
                        c.requested(),
                        c.alternative().map(other -> marked(other, type)));
            case Change.Refresh c ->
                new Change.Refresh(target, c.id(), c.applied(), c.outputs(), properties(c.properties(), type));
            case Change.Import c -> new Change.Import(target, c.id(), marked(c.then(), type));
            case Change.Restore c -> new Change.Restore(target, c.id(), marked(c.then(), type));
            case Change.Move c -> new Change.Move(target, c.from(), marked(c.then(), type));
            case Change.Delete _, Change.Forget _, Change.NoOp _ -> change.withTarget(target);
        };
    }

    private static List<PropertyChange> properties(List<PropertyChange> properties, ReviewNotes type) {
        return properties.stream()
                .map(property -> property.noted(type.of(property.path()), keys(property, type)))
                .toList();
    }

    /** Returns the keys of lists that only a text contains: a list of the type has them in the paths of its changes. */
    private static ElementKeys keys(PropertyChange property, ReviewNotes type) {
        var isText = !property.sensitive()
                && Stream.concat(property.before().stream(), property.after().stream())
                        .anyMatch(Value.Str.class::isInstance);
        return isText ? type.keys().inside(property.path()) : ElementKeys.NONE;
    }
}
