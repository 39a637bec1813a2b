package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * A limit of AWS on the number of objects: looks if there is room for those that a plan creates.
 *
 * @param most the largest number that AWS allows
 * @param things the objects in words: {@code trails in this region}
 * @param present counts those that are there, within the scope of the one to be made
 * @param sameScope tells if two changes count together
 * @param fixed true when AWS never raises it
 */
public record Quota(
        int most, String things, Counter present, BiPredicate<PlannedChange, PlannedChange> sameScope, boolean fixed)
        implements Preflight {

    /** Counts what is there. */
    @FunctionalInterface
    public interface Counter {
        long count(PlannedChange what, Call call);
    }

    /** Scope of changes whose objects have the same value of a property: {@code logGroup}. */
    public static BiPredicate<PlannedChange, PlannedChange> sharing(String property) {
        return (one, other) -> one.desired()
                .plus(one.last())
                .get(property)
                .equals(other.desired().plus(other.last()).get(property));
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (what.kind() != PlannedChange.Kind.CREATE) {
            return List.of();
        }
        var peers = all.of(what.type()).stream()
                .filter(other -> sameScope.test(what, other))
                .toList();
        if (!isFirst(what, peers)) {
            return List.of();
        }
        var made = peers.stream()
                .filter(other -> other.kind() == PlannedChange.Kind.CREATE)
                .count();
        var gone = peers.stream()
                .filter(other -> other.kind() == PlannedChange.Kind.DELETE)
                .count();
        var there = present.count(what, call);
        if (there + made - gone <= most) {
            return List.of();
        }
        var sentence = String.format(
                Locale.ROOT,
                "there would be %,d %s, and AWS allows %,d: there %s %,d, and this plan creates %,d%s.",
                there + made - gone,
                things,
                most,
                there == 1 ? "is" : "are",
                there,
                made,
                gone == 0 ? "" : String.format(Locale.ROOT, " and deletes %,d", gone));
        return List.of(
                fixed
                        ? Finding.obstacle(what, sentence, way(there))
                        : Finding.concern(what, sentence, "Unless AWS has raised the quota for you, this will fail."));
    }

    private String way(long there) {
        if (there == 0) {
            return most == 1 ? "Remove all but one from the spec." : "Remove some from the spec.";
        }
        return most == 1
                ? "Import the one that is there, or delete it first."
                : "Delete some that are not needed, or use those that are there.";
    }

    /** The first of those that count together speaks for all: what is there is counted once. */
    private static boolean isFirst(PlannedChange what, List<PlannedChange> peers) {
        return peers.stream()
                .filter(other -> other.kind() == PlannedChange.Kind.CREATE)
                .findFirst()
                .filter(first -> first.address().equals(what.address()))
                .isPresent();
    }
}
