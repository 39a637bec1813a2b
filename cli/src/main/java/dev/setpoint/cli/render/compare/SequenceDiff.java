package dev.setpoint.cli.render.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Shortest edit from one sequence to another: of texts by line, lists by element, and lines by character. */
public final class SequenceDiff<T> {

    /**
     * Place where the sequences differ, and the items of both after it.
     *
     * @param removed items of the first alone
     * @param added items of the second alone
     * @param kept items of both, up to the next difference
     */
    public record Hunk<T>(List<T> removed, List<T> added, List<T> kept) {
        public boolean isChange() {
            return !removed.isEmpty() || !added.isEmpty();
        }
    }

    /** Number of comparisons up to which the edit is the shortest one; beyond, items that are unique in both are anchors. */
    private static final long EXACT = 4_000_000;

    private record Match(int before, int after) {}

    private final List<T> before;
    private final List<T> after;
    private final List<Match> matches = new ArrayList<>();

    private SequenceDiff(List<T> before, List<T> after) {
        this.before = before;
        this.after = after;
    }

    /** Differences in order. Only the first may be no change: then both sequences begin alike. */
    public static <T> List<Hunk<T>> between(List<T> before, List<T> after) {
        var edits = new SequenceDiff<>(before, after);
        edits.match(0, before.size(), 0, after.size());
        return edits.hunks();
    }

    private List<Hunk<T>> hunks() {
        var hunks = new ArrayList<Hunk<T>>();
        var i = 0;
        var j = 0;
        var next = 0;
        do {
            var end = next < matches.size() ? matches.get(next) : new Match(before.size(), after.size());
            var removed = before.subList(i, end.before());
            var added = after.subList(j, end.after());
            i = end.before();
            j = end.after();
            while (next < matches.size() && matches.get(next).equals(new Match(i, j))) {
                next++;
                i++;
                j++;
            }
            hunks.add(new Hunk<>(removed, added, before.subList(end.before(), i)));
        } while (i < before.size() || j < after.size());
        return hunks;
    }

    private void match(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        var i = fromBefore;
        var j = fromAfter;
        while (i < toBefore && j < toAfter && same(i, j)) {
            matches.add(new Match(i++, j++));
        }
        var tail = 0;
        while (i < toBefore - tail && j < toAfter - tail && same(toBefore - tail - 1, toAfter - tail - 1)) {
            tail++;
        }
        between(i, toBefore - tail, j, toAfter - tail);
        for (; tail > 0; tail--) {
            matches.add(new Match(toBefore - tail, toAfter - tail));
        }
    }

    private boolean same(int i, int j) {
        return Objects.equals(before.get(i), after.get(j));
    }

    private void between(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        if (fromBefore < toBefore && fromAfter < toAfter) {
            if ((long) (toBefore - fromBefore) * (toAfter - fromAfter) <= EXACT) {
                longest(fromBefore, toBefore, fromAfter, toAfter);
            } else {
                anchored(fromBefore, toBefore, fromAfter, toAfter);
            }
        }
    }

    /** Finds the longest common subsequence, by a table of its lengths for each pair of rests. */
    private void longest(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        var rows = toBefore - fromBefore;
        var columns = toAfter - fromAfter;
        var length = new int[rows + 1][columns + 1];
        for (var i = rows - 1; i >= 0; i--) {
            for (var j = columns - 1; j >= 0; j--) {
                length[i][j] = same(fromBefore + i, fromAfter + j)
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        var i = 0;
        var j = 0;
        while (i < rows && j < columns) {
            if (same(fromBefore + i, fromAfter + j)) {
                matches.add(new Match(fromBefore + i++, fromAfter + j++));
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    /** Goes from one item that is unique in both to the next, and compares the items between them again. */
    private void anchored(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        var places = unique(after, fromAfter, toAfter);
        var own = unique(before, fromBefore, toBefore);
        var i = fromBefore;
        var j = fromAfter;
        for (var at = fromBefore; at < toBefore; at++) {
            var there = own.getOrDefault(before.get(at), -1) == at ? places.getOrDefault(before.get(at), -1) : -1;
            if (there >= j) {
                match(i, at, j, there);
                matches.add(new Match(at, there));
                i = at + 1;
                j = there + 1;
            }
        }
        if (i > fromBefore) {
            match(i, toBefore, j, toAfter);
        }
    }

    private static <T> Map<T, Integer> unique(List<T> items, int from, int to) {
        var places = new HashMap<T, Integer>();
        for (var at = from; at < to; at++) {
            places.merge(items.get(at), at, (_, _) -> -1);
        }
        return places;
    }
}
