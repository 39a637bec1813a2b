package dev.setpoint.provider.aws.equality;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pairs the statements of a desired policy with those of the live one: equal ones, those with the same Sid, then
 * similar ones.
 */
final class StatementMatch {

    /**
     * @param place index of the desired statement in its document
     * @param live empty for a statement that is to be added
     */
    record Pair(Optional<Value> desired, Optional<Integer> place, Optional<Value> live, Optional<Integer> livePlace) {

        static Pair of(List<Value> desired, Optional<Integer> place, List<Value> live, Optional<Integer> livePlace) {
            return new Pair(place.map(desired::get), place, livePlace.map(live::get), livePlace);
        }
    }

    /** Limit of comparisons; beyond it, statements are paired only by Sid. */
    private static final int MOST_COMPARISONS = 10_000;

    private StatementMatch() {}

    /** Returns the pairs that differ, then the desired statements without a partner, then the live ones without. */
    static List<Pair> pairs(List<Value> desired, List<Value> live) {
        var wanted = places(desired);
        var there = places(live);
        settle(desired, wanted, live, there);
        var partners = new HashMap<Integer, Integer>();
        bySid(desired, wanted, live, there, partners);
        if ((long) wanted.size() * there.size() <= MOST_COMPARISONS) {
            byLikeness(desired, wanted, live, there, partners);
        }
        var open = new TreeSet<>(partners.keySet());
        open.addAll(wanted);
        var pairs = new ArrayList<Pair>();
        for (var place : open) {
            pairs.add(Pair.of(desired, Optional.of(place), live, Optional.ofNullable(partners.get(place))));
        }
        there.forEach(place -> pairs.add(Pair.of(desired, Optional.empty(), live, Optional.of(place))));
        return pairs;
    }

    /** Removes statements that both sides have. */
    private static void settle(List<Value> desired, Set<Integer> wanted, List<Value> live, Set<Integer> there) {
        var byMeaning = new HashMap<Value, List<Integer>>();
        there.forEach(place -> byMeaning
                .computeIfAbsent(PolicyStatement.canonical(live.get(place)), _ -> new ArrayList<>())
                .add(place));
        wanted.removeIf(place -> {
            var same = byMeaning.getOrDefault(PolicyStatement.canonical(desired.get(place)), List.of());
            return !same.isEmpty() && desired.get(place).isKnown() && there.remove(same.removeFirst());
        });
    }

    private static void bySid(
            List<Value> desired,
            Set<Integer> wanted,
            List<Value> live,
            Set<Integer> there,
            Map<Integer, Integer> partners) {
        var bySid = new HashMap<String, Integer>();
        there.forEach(place -> sid(live.get(place)).ifPresent(sid -> bySid.putIfAbsent(sid, place)));
        wanted.removeIf(place -> {
            var partner = sid(desired.get(place)).flatMap(sid -> Optional.ofNullable(bySid.remove(sid)));
            partner.ifPresent(found -> {
                partners.put(place, found);
                there.remove(found);
            });
            return partner.isPresent();
        });
    }

    private static void byLikeness(
            List<Value> desired,
            Set<Integer> wanted,
            List<Value> live,
            Set<Integer> there,
            Map<Integer, Integer> partners) {
        wanted.removeIf(place -> {
            var best = there.stream()
                    .filter(other -> alike(desired.get(place), live.get(other)))
                    .max(Comparator.comparingInt(other -> equalMembers(desired.get(place), live.get(other))));
            best.ifPresent(found -> {
                partners.put(place, found);
                there.remove(found);
            });
            return best.isPresent();
        });
    }

    /** Tells whether at least half of the members are equal. */
    private static boolean alike(Value one, Value other) {
        return one instanceof Value.Map(var a)
                && other instanceof Value.Map(var b)
                && 2 * equalMembers(one, other) >= Math.max(a.size(), b.size());
    }

    private static int equalMembers(Value one, Value other) {
        if (!(one instanceof Value.Map(var a)) || !(other instanceof Value.Map map)) {
            return 0;
        }
        return (int) a.entrySet().stream()
                .filter(entry -> map.get(entry.getKey())
                        .map(value -> PolicyStatement.member(entry.getKey(), entry.getValue())
                                .equals(PolicyStatement.member(entry.getKey(), value)))
                        .orElse(false))
                .count();
    }

    /**
     * Returns the last applied statement of a pair: the one equal to the desired or live statement, or the one with
     * their Sid.
     */
    static Optional<Value> applied(List<Value> applied, Pair pair) {
        return find(applied, pair.desired())
                .or(() -> find(applied, pair.live()))
                .or(() -> pair.desired()
                        .or(pair::live)
                        .flatMap(StatementMatch::sid)
                        .flatMap(sid -> applied.stream()
                                .filter(statement -> sid(statement).equals(Optional.of(sid)))
                                .findFirst()));
    }

    private static Optional<Value> find(List<Value> statements, Optional<Value> wanted) {
        var meaning = wanted.map(PolicyStatement::canonical);
        return statements.stream()
                .filter(statement -> meaning.equals(Optional.of(PolicyStatement.canonical(statement))))
                .findFirst();
    }

    static Optional<String> sid(Value statement) {
        return statement instanceof Value.Map map ? map.string("Sid") : Optional.empty();
    }

    static boolean isOnly(String sid, List<Value> statements) {
        return statements.stream()
                        .filter(statement -> sid(statement).equals(Optional.of(sid)))
                        .count()
                == 1;
    }

    private static Set<Integer> places(List<Value> statements) {
        var places = new LinkedHashSet<Integer>();
        for (var i = 0; i < statements.size(); i++) {
            places.add(i);
        }
        return places;
    }
}
