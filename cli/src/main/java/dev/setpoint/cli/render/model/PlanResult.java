package dev.setpoint.cli.render.model;

import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.saved.SavedPlan;

/**
 * Plan that a command prints as its result.
 *
 * @param saved the plan in its file format
 */
public record PlanResult(PlanModel plan, SavedPlan saved) {

    public static PlanResult of(Preview preview, SavedPlan saved) {
        return new PlanResult(PlanModel.of(preview), saved);
    }
}
