package dev.setpoint.engine.module;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The files that differ between two contents of a module.
 *
 * @param files by path, in order
 */
public record TreeDifference(List<Change> files) {

    public TreeDifference {
        files = List.copyOf(files);
    }

    /**
     * A file that differs.
     *
     * @param before empty for a new file
     * @param after empty for a removed file
     */
    public record Change(String path, Optional<TreeFile> before, Optional<TreeFile> after) {}

    /** Compares two copies. */
    public static TreeDifference between(ModuleStore store, TreeDigest before, TreeDigest after) throws IOException {
        var old = TreeReader.files(store.copy(before), store.limits());
        var fresh = TreeReader.files(store.copy(after), store.limits());
        var paths = new TreeSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        var changes = new ArrayList<Change>();
        for (var path : paths) {
            var change = new Change(path, Optional.ofNullable(old.get(path)), Optional.ofNullable(fresh.get(path)));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return new TreeDifference(changes);
    }
}
