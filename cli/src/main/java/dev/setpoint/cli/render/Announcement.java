package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.spi.Identity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How one change is announced: by a symbol, a heading, and what would be lost. */
final class Announcement {

    private Announcement() {}

    static String symbol(Change change) {
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
    static String heading(Change change) {
        var subject = Printable.line(change.address().text()) + " (" + what(change) + ") ";
        return change.isForbidden()
                ? subject + "BLOCKED: " + action(change).replaceFirst("^(must|will) be", "would be")
                : subject + action(change);
    }

    /** Type, provider where it is not the plain one, and identity where there is one. */
    static String what(Change change) {
        return type(change)
                + identity(change).map(id -> " " + Printable.line(id.value())).orElse("");
    }

    /** {@code aws.s3.bucket in aws.replica} */
    static String type(Change change) {
        var target = change.target();
        return Printable.line(target.type().text()
                + (target.provider().equals(target.type().provider()) ? "" : " in " + target.provider()));
    }

    static Optional<Identity> identity(Change change) {
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

    static String action(Change change) {
        return switch (change) {
            case Change.Create c ->
                switch (c.reason()) {
                    case NEW -> "will be created";
                    case GONE -> "will be created again: it is gone from the cloud";
                    case HELD -> "will be created: the object it had is another resource's too, and stays with that";
                };
            case Change.Update _ -> "will be updated";
            case Change.Replace c -> replacement(c);
            case Change.Delete c ->
                switch (c.reason()) {
                    case REMOVED -> "will be deleted: it is no longer in the spec";
                    case DESTROY -> "will be deleted";
                    case DEPOSED -> "will be deleted: it was left over from a replacement";
                    case SUPERSEDED -> "will be deleted: the object that it replaced is restored";
                };
            case Change.Forget c ->
                switch (c.reason()) {
                    case RETAINED -> "will be left in the cloud and forgotten (onDelete: retain)";
                    case GONE -> "will be forgotten: it is gone from the cloud";
                    case DEPOSED_GONE ->
                        "will be forgotten: it was left over from a replacement, and is gone from the cloud";
                    case HELD, DEPOSED_HELD ->
                        "will be forgotten and left in the cloud: "
                                + c.heldBy()
                                        .map(Address::text)
                                        .map(Printable::line)
                                        .orElse("another resource")
                                + " has the same object";
                };
            case Change.Refresh _ -> "has drifted: the state will take over what is live";
            case Change.Import c -> "will be imported" + also(c.then());
            case Change.Restore c -> "will be restored: an unfinished replacement left it over" + also(c.then());
            case Change.Move c ->
                "will be moved here from " + Printable.line(c.from().text()) + also(c.then());
            case Change.NoOp _ -> "stays as it is";
        };
    }

    private static String replacement(Change.Replace change) {
        var order = switch (change.order()) {
            case DELETE_FIRST -> " be replaced (deleted first)";
            case CREATE_FIRST -> " be replaced (the new one created first)";
        };
        if (change.isConditional()) {
            return "will" + order + " if " + forcing(change.properties()) + " differs";
        }
        return change.properties().stream().anyMatch(PropertyChange::forcesReplacement)
                ? "must" + order
                : "will" + order + ", as --replace asks";
    }

    /** {@code `name` or `path`}: what forces a replacement. */
    static String forcing(List<PropertyChange> properties) {
        return properties.stream()
                .filter(PropertyChange::forcesReplacement)
                .map(property -> "`" + Printable.line(property.subject()) + "`")
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String also(Change then) {
        return then instanceof Change.NoOp ? "" : ", and " + action(then);
    }
}
