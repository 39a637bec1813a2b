package dev.setpoint.engine.apply.rollback;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.OutcomeBuilder;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.PropertyPath;
import java.util.List;
import java.util.Optional;

/** Diagnostics that say why a change cannot be rolled back. */
public final class RollbackBlockers {

    private RollbackBlockers() {}

    static Diagnostic deleted(Change.Delete delete) {
        return Diagnostic.error(
                        "SP0620",
                        "`" + delete.address() + "` (" + delete.target().type() + " `" + delete.id()
                                + "`) cannot be restored: it is deleted.")
                .at(delete.target().span());
    }

    static Diagnostic replaced(Change.Replace replace) {
        return Diagnostic.error(
                        "SP0621",
                        "`" + replace.address() + "` (" + replace.target().type()
                                + ") cannot be rolled back: the object that it replaced,"
                                + " `" + replace.id() + "`, is deleted.")
                .at(replace.target().span());
    }

    static Diagnostic guarded(Change change, ResourceBlock block) {
        var why = block.lifecycle().preventDestroy() ? "preventDestroy" : "onDelete: retain";
        return Diagnostic.error(
                        "SP0622",
                        "`" + change.address() + "` (" + change.target().type() + ") was created by this run"
                                + " and is kept: "
                                + why + " forbids deleting it.")
                .at(change.target().span());
    }

    public static Diagnostic held(Change change, Address because) {
        return Diagnostic.error(
                        "SP0623",
                        "`" + change.address() + "` keeps the changes of this run, because `" + because
                                + "`, which was changed after it, keeps its own.")
                .at(change.target().span());
    }

    static Diagnostic unknown(Change change) {
        return Diagnostic.error(
                        "SP0628",
                        "`" + change.address() + "` (" + change.target().type()
                                + ") may have been created by this run: its answer was lost, and it cannot be looked up"
                                + " now.")
                .at(change.target().span())
                .hint("Nothing is lost: the journal has recorded it, and the next run looks for it first.");
    }

    static Diagnostic lost(Change.Update update, PropertyChange property) {
        return Diagnostic.error(
                        "SP0625",
                        "`" + update.address() + "` keeps the changes of this run: `" + property.path()
                                + "` was a secret whose old value is not stored anywhere.")
                .at(property.span());
    }

    static Diagnostic gone(Change.Update update) {
        return Diagnostic.error("SP0626", "`" + update.address() + "` cannot be rolled back: its object is gone.")
                .at(update.target().span());
    }

    static Diagnostic remaining(Change.Update update, ResourceBlock block, String property) {
        return Diagnostic.warning(
                        "SP0627",
                        "`" + property + "` of `" + update.address()
                                + "` keeps the value of this run: it cannot be restored.")
                .at(Optional.of(block.properties().spanAt(PropertyPath.of(property))));
    }

    /** Returns one diagnostic for all changes that were not undone because the user stopped the run. */
    public static Diagnostic stopped(List<Address> addresses) {
        return Diagnostic.error(
                "SP0624",
                OutcomeBuilder.named(addresses) + (addresses.size() == 1 ? " was" : " were")
                        + " not undone: you stopped the run before that.");
    }
}
