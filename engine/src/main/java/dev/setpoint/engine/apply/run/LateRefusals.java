package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diff.Difference;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;

/** Diagnostics for replacements that are found to be needed only during apply. */
public final class LateRefusals {

    private LateRefusals() {}

    /** Refuses to replace an object that the plan showed as an update. */
    public static Diagnostic replacement(Run run, Change.Update update, ResourceBlock block, Difference difference) {
        var forced = difference.properties().stream()
                .filter(PropertyChange::forcesReplacement)
                .findFirst()
                .orElseThrow();
        var left = "`" + update.address() + "` was not changed: `" + forced.path() + "` is known now and differs, ";
        var state = run.before().resource(update.address());
        var guarded = block.lifecycle().preventDestroy()
                || state.filter(ResourceState::preventDestroy).isPresent();
        if (guarded || state.filter(ResourceState::retain).isPresent()) {
            var option = guarded ? "preventDestroy" : "onDelete: retain";
            var lift = guarded ? block.lifecycle().lift() : "set `onDelete: delete`";
            return Diagnostic.error("SP0590", left + "which forces a replacement, and " + option + " forbids that.")
                    .at(forced.span().or(() -> update.target().span()))
                    .hint("Undo the change that gives `" + forced.path()
                            + "` its new value. To replace the object all the same, " + lift
                            + " and apply again.");
        }
        return Diagnostic.error("SP0608", left + "which forces a replacement, and the plan showed an update.")
                .at(forced.span().or(() -> update.target().span()))
                .hint("Plan again to see what would be done now.");
    }
}
