package dev.setpoint.engine.planning.check;

import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.LiveReader;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;

/** Checks a plan: the providers' rules, prerequisites of the changes, and pre-flight checks in the cloud. */
public final class PlanChecks {

    private final PlanRules rules;
    private final Prerequisites prerequisites;
    private final Preflights preflights;

    /** @param readsCloud false in a plan without a refresh */
    public PlanChecks(
            Providers providers,
            Stack stack,
            SchemaCatalog catalog,
            LiveReader reader,
            Differ differ,
            boolean readsCloud) {
        this.rules = new PlanRules(providers, stack);
        this.prerequisites = new Prerequisites(reader, catalog, differ, readsCloud);
        this.preflights = new Preflights(providers, reader, stack, catalog, readsCloud);
    }

    /**
     * Notes a planned resource.
     *
     * @param properties its properties after apply
     * @param touched true when the plan changes its object
     */
    public void planned(ResourceBlock block, Value.Map properties, boolean touched) {
        rules.planned(block, properties);
        if (touched) {
            prerequisites.touched(block, properties);
        }
    }

    /** Returns the changes with the data losses that were found in the cloud. */
    public List<Change> run(List<Change> changes, Map<String, Realm> realms, PlanProblems problems) {
        preflights.begin(changes, realms);
        prerequisites.check(rules.check(problems), problems);
        return preflights.settle(changes, problems);
    }
}
