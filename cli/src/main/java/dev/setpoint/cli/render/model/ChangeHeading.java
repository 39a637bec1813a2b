package dev.setpoint.cli.render.model;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.spi.Identity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Symbol and heading of one change. */
public final class ChangeHeading {

    private ChangeHeading() {}

    /** {@code -/+}, after a cross when the change is blocked. */
    public static String symbol(Change change) {
        return change.isForbidden() ? "✗ " + kind(change) : kind(change);
    }

    private static String kind(Change change) {
        return switch (change) {
            case Change.Create _ -> "+";
            case Change.Update _ -> "~";
            case Change.Replace r ->
                (r.order() == Change.Order.CREATE_FIRST ? "+/-" : "-/+") + (r.isConditional() ? "?" : "");
            case Change.Delete _ -> "-";
            case Change.Forget _ -> "x";
            case Change.Refresh _ -> "=";
            case Change.Import _ -> "<" + followUp(change);
            case Change.Restore _ -> "<" + followUp(change);
            case Change.Move _ -> ">" + followUp(change);
            case Change.NoOp _ -> " ";
        };
    }

    /** {@code > -/+} for a move with a replacement. */
    private static String followUp(Change change) {
        return change.followUp().map(then -> " " + kind(then)).orElse("");
    }

    /** {@code bucket (aws.s3.bucket my-bucket) will be updated in place} */
    public static String heading(Change change) {
        var identity =
                identity(change).map(id -> " " + Printable.line(id.value())).orElse("");
        return Printable.line(change.address().text()) + " (" + type(change) + identity + ") "
                + (change.isForbidden() ? "BLOCKED: " : "") + action(change);
    }

    /** {@code aws.s3.bucket in aws.replica}: the provider is named where it is not the default one. */
    public static String type(Change change) {
        var target = change.target();
        return Printable.line(target.type().text()
                + (target.provider().equals(target.type().provider()) ? "" : " in " + target.provider()));
    }

    /** Identity of the object that the change begins with; empty for a creation. */
    public static Optional<Identity> identity(Change change) {
        return switch (change) {
            case Change.Create _ -> Optional.empty();
            case Change.Update c -> Optional.of(c.id());
            case Change.Replace c -> Optional.of(c.id());
            case Change.Delete c -> Optional.of(c.id());
            case Change.Forget c -> Optional.of(c.id());
            case Change.Refresh c -> Optional.of(c.id());
            case Change.Import c -> Optional.of(c.id());
            case Change.Restore c -> Optional.of(c.id());
            case Change.Move c -> identity(c.then());
            case Change.NoOp c -> Optional.of(c.id());
        };
    }

    /** {@code will be updated}; {@code would be updated} when the change is blocked. */
    static String action(Change change) {
        return change.isForbidden() ? action(change, "would", "would") : action(change, "will", "must");
    }

    /** @param must used instead of {@code will} for a replacement that a changed property forces */
    private static String action(Change change, String will, String must) {
        return switch (change) {
            case Change.Create c -> will + creation(c.reason());
            case Change.Update _ -> will + " be updated";
            case Change.Replace c -> replacement(c, will, must);
            case Change.Delete c -> will + deletion(c.reason());
            case Change.Forget c -> will + removal(c);
            case Change.Refresh _ -> "has drifted: the state will be updated to the live values";
            case Change.Import c -> will + " be imported" + also(c.then());
            case Change.Restore c ->
                will + " be restored: it was left over from an unfinished replacement" + also(c.then());
            case Change.Move c ->
                will + " be moved here from " + Printable.line(c.from().text()) + also(c.then());
            case Change.NoOp _ -> "stays as it is";
        };
    }

    private static String creation(Change.CreateReason reason) {
        return switch (reason) {
            case NEW -> " be created";
            case GONE -> " be created again: it is gone from the cloud";
            case HELD -> " be created: another resource has the same object and keeps it";
        };
    }

    private static String deletion(Change.DeleteReason reason) {
        return switch (reason) {
            case OFF -> " be deleted: `when` is false";
            case REMOVED -> " be deleted: it is no longer in the spec";
            case DESTROY -> " be deleted";
            case DEPOSED -> " be deleted: it was left over from a replacement";
            case SUPERSEDED -> " be deleted: the object that it replaced is restored";
        };
    }

    private static String removal(Change.Forget change) {
        return switch (change.reason()) {
            case RETAINED -> " be left in the cloud and forgotten (onDelete: retain)";
            case GONE -> " be forgotten: it is gone from the cloud";
            case DEPOSED_GONE -> " be forgotten: it was left over from a replacement, and is gone from the cloud";
            case HELD, DEPOSED_HELD ->
                " be forgotten and left in the cloud: "
                        + change.heldBy()
                                .map(Address::text)
                                .map(Printable::line)
                                .orElse("another resource")
                        + " has the same object";
        };
    }

    private static String replacement(Change.Replace change, String will, String must) {
        var order = switch (change.order()) {
            case DELETE_FIRST -> " be replaced (deleted first)";
            case CREATE_FIRST -> " be replaced (the new one created first)";
        };
        if (change.isConditional()) {
            return will + order + " if " + forcing(change.properties()) + " differs";
        }
        return change.properties().stream().anyMatch(PropertyChange::forcesReplacement)
                ? must + order
                : will + order + ", as --replace asks";
    }

    /** {@code `name` or `path`}: properties that force a replacement. */
    public static String forcing(List<PropertyChange> properties) {
        return properties.stream()
                .filter(PropertyChange::forcesReplacement)
                .map(property -> "`" + Printable.line(property.subject()) + "`")
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String also(Change then) {
        return then instanceof Change.NoOp ? "" : ", and " + action(then, "will", "must");
    }
}
