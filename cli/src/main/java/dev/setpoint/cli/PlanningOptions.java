package dev.setpoint.cli;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that plan a stack. */
final class PlanningOptions {

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Option(
            names = "--replace",
            paramLabel = "ADDRESS",
            description = "Replace this resource although nothing forces it; may be repeated.")
    private List<String> replace = new ArrayList<>();

    @Option(
            names = "--refresh-only",
            description = "Change nothing in the cloud: let the state take over what is live, as if it had been"
                    + " applied, and forget what is gone.")
    private boolean refreshOnly;

    /** @param destroy whether the plan is for a destroy */
    Result<PlanOptions> options(boolean destroy) {
        if (destroy && !replace.isEmpty()) {
            return contradiction("--destroy", "--replace", "what is destroyed is not made anew");
        }
        if (destroy && refreshOnly) {
            return contradiction("--destroy", "--refresh-only", "a refresh destroys nothing");
        }
        if (refreshOnly && !replace.isEmpty()) {
            return contradiction("--refresh-only", "--replace", "a refresh changes nothing in the cloud");
        }
        if (refreshOnly && !targets.refreshes()) {
            return contradiction("--refresh-only", "--refresh=false", "a refresh is to look at the cloud");
        }
        var mode = destroy ? Plan.Mode.DESTROY : refreshOnly ? Plan.Mode.REFRESH : Plan.Mode.APPLY;
        return targets.of(mode).then(options -> TargetOptions.addresses(replace).map(options::replacing));
    }

    private static Result<PlanOptions> contradiction(String one, String other, String because) {
        return Result.failed(
                Diagnostic.error("SP0903", "`%s` and `%s` contradict each other: %s.".formatted(one, other, because))
                        .hint("Leave out one of them."));
    }

    /** Options that were given for a plan that has been made already, with options of its own. */
    Result<PlanFile> none(PlanFile saved) {
        var given = targets.given();
        if (!replace.isEmpty()) {
            given.add("--replace");
        }
        if (refreshOnly) {
            given.add("--refresh-only");
        }
        return given.isEmpty()
                ? Result.ok(saved)
                : Result.failed(Diagnostic.error(
                                "SP0953",
                                "`%s` is a saved plan, made with options of its own: `%s` cannot be given again."
                                        .formatted(saved.name(), String.join("`, `", given)))
                        .hint("Leave it out, or make another plan with it: `setpoint plan --out FILE`."));
    }
}
