package dev.setpoint.engine.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person probably meant. */
public final class Nearest {

    /** Limit of the length of names, because the time to compare two grows with the square of their length. */
    private static final int LONGEST = 200;

    /** Limit of candidates, because a file may contain as many wrong names as right ones. */
    private static final int MOST_CANDIDATES = 5_000;

    private Nearest() {}

    /**
     * The candidate with the fewest edits from {@code name}; empty when none is near: at most a third of the
     * name's letters differ (none of one or two), letter case not counted. None for very long names or very many candidates.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        if (name.length() > LONGEST || candidates.size() > MOST_CANDIDATES) {
            return Optional.empty();
        }
        var wanted = name.toLowerCase(Locale.ROOT);
        var limit = name.length() / 3;
        var best = Optional.<String>empty();
        var least = limit + 1;
        for (var candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) >= least) {
                continue;
            }
            var edits = edits(wanted, candidate.toLowerCase(Locale.ROOT), least);
            if (edits < least) {
                least = edits;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** {@code Did you mean `name`?} */
    public static Optional<String> hint(String name, Collection<String> candidates) {
        return to(name, candidates).map("Did you mean `%s`?"::formatted);
    }

    /** Insertions, deletions, replacements and swaps of neighbours; {@code limit} when there are that many or more. */
    private static int edits(String a, String b, int limit) {
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least >= limit) {
                return limit;
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
