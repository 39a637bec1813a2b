package dev.setpoint.cli.option;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of plan and apply: targets, replacements and refresh. */
public final class PlanningOptions {

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Option(
            names = "--replace",
            paramLabel = "ADDRESS",
            description = "Replace this resource even if no change forces it; may be repeated.")
    private List<String> replace = new ArrayList<>();

    @Option(
            names = "--refresh-only",
            description =
                    "Change nothing in the cloud. Update the state to the live values, and forget resources that are"
                            + " gone.")
    private boolean refreshOnly;

    /** @param destroy whether the plan is for a destroy */
    public Result<PlanOptions> options(boolean destroy) {
        if (destroy && !replace.isEmpty()) {
            return contradiction("--destroy", "--replace", "destroy replaces nothing");
        }
        if (destroy && refreshOnly) {
            return contradiction("--destroy", "--refresh-only", "a refresh destroys nothing");
        }
        if (refreshOnly && !replace.isEmpty()) {
            return contradiction("--refresh-only", "--replace", "a refresh changes nothing in the cloud");
        }
        if (refreshOnly && !targets.refreshes()) {
            return contradiction("--refresh-only", "--refresh=false", "a refresh reads live resources");
        }
        var mode = destroy ? Plan.Mode.DESTROY : refreshOnly ? Plan.Mode.REFRESH : Plan.Mode.APPLY;
        return targets.of(mode).then(options -> TargetOptions.addresses(replace).map(options::replacing));
    }

    private static Result<PlanOptions> contradiction(String one, String other, String because) {
        return Result.failed(
                Diagnostic.error("SP0903", "`%s` and `%s` contradict each other: %s.".formatted(one, other, because))
                        .hint("Leave out one of them."));
    }

    /** Refuses planning options together with a saved plan, which has its own. */
    public Result<PlanFile> none(PlanFile saved) {
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
                                "`%s` is a saved plan, which has its own options: `%s` cannot be given with it."
                                        .formatted(saved.name(), String.join("`, `", given)))
                        .hint("Leave it out, or make another plan with it: `setpoint plan --out FILE`."));
    }
}
