package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.Undertaking;
import dev.setpoint.engine.spi.Undertakings;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * Whether there is room for one more.
 *
 * @param most how many AWS lets be
 * @param things what they are, for a person: {@code trails in this region}; where there can be one: {@code a recorder}
 * @param present counts those that are there, within the scope of the one to be made
 * @param sameScope whether two changes count together
 * @param fixed whether AWS raises it for nobody
 */
public record Quota(
        int most, String things, Counter present, BiPredicate<Undertaking, Undertaking> sameScope, boolean fixed)
        implements Preflight {

    private static final String IMPORT = "Import it, or delete it first.";

    /** Counts what is there. */
    @FunctionalInterface
    public interface Counter {
        long count(Undertaking what, Call call);
    }

    @Override
    public List<Finding> look(Undertaking what, Undertakings all, Call call) {
        if (what.kind() != Undertaking.Kind.CREATE) {
            return List.of();
        }
        var peers = all.of(what.type()).stream()
                .filter(other -> sameScope.test(what, other))
                .toList();
        if (!isFirst(what, peers)) {
            return List.of();
        }
        var made = peers.stream()
                .filter(other -> other.kind() == Undertaking.Kind.CREATE)
                .count();
        var gone = peers.stream()
                .filter(other -> other.kind() == Undertaking.Kind.DELETE)
                .count();
        var there = present.count(what, call);
        if (there + made - gone <= most) {
            return List.of();
        }
        if (most == 1) {
            return List.of(
                    Finding.obstacle(what, "there is %s already, and AWS allows no second.".formatted(things), IMPORT));
        }
        var sentence = String.format(Locale.ROOT, "there are %,d %s already, and AWS allows %,d.", there, things, most);
        return List.of(
                fixed
                        ? Finding.obstacle(what, sentence, "Delete one that is not needed, or use one that is there.")
                        : Finding.concern(what, sentence, "Unless AWS has raised the quota for you, this will fail."));
    }

    /** The first of those that count together speaks for all: what is there is counted once. */
    private static boolean isFirst(Undertaking what, List<Undertaking> peers) {
        return peers.stream()
                .filter(other -> other.kind() == Undertaking.Kind.CREATE)
                .findFirst()
                .filter(first -> first.address().equals(what.address()))
                .isPresent();
    }
}
