package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/** A replica is made of a multi-region key, in another region. See behaviour.md#kms-replica-key. */
public record ReplicaKeys() implements PlanRule {

    private static final String PRIMARY = "primaryKey";

    @Override
    public List<Finding> check(PlannedStack plan) {
        return plan.of(Types.REPLICA_KEY).stream()
                .flatMap(part -> part.desired().get(PRIMARY).flatMap(primary -> problem(plan, part, primary)).stream())
                .toList();
    }

    private static Optional<Finding> problem(PlannedStack plan, Part replica, Value primary) {
        var region = ReferredRegions.region(plan, List.of(Types.KEY, Types.REPLICA_KEY, Types.ALIAS), primary);
        if (region.isPresent() && region.equals(replica.location().string("region"))) {
            return Optional.of(Finding.obstacle(
                            replica.address(),
                            "its primary key is in %s as well.".formatted(region.get()),
                            "Give the replica a provider of another region.")
                    .about(PRIMARY));
        }
        return isSingle(plan, primary)
                ? Optional.of(Finding.obstacle(
                                replica.address(),
                                "its primary is not a multi-region key, and only such a key has replicas.",
                                "Set `multiRegion: true` on the primary; a key that is there already is replaced by"
                                        + " that.")
                        .about(PRIMARY))
                : Optional.empty();
    }

    /** The id of a multi-region key says that it is one. */
    private static boolean isSingle(PlannedStack plan, Value primary) {
        return primary instanceof Value.Str(var name)
                ? name.contains(":key/") && !name.contains(":key/mrk-")
                : plan.referred(Types.KEY, primary)
                        .filter(key -> !key.desired().bool("multiRegion").orElse(false))
                        .isPresent();
    }
}
