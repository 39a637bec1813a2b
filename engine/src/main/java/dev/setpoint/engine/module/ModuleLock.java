package dev.setpoint.engine.module;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lock file of a repository, {@code setpoint.lock}: the contents of every remote module.
 *
 * @param modules by source
 */
public record ModuleLock(SortedMap<String, Entry> modules) {

    public static final String FILE = "setpoint.lock";

    public static final ModuleLock EMPTY = new ModuleLock(new TreeMap<>());

    public ModuleLock {
        modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
    }

    /**
     * A locked module.
     *
     * @param commit of a git repository
     * @param digest of the copy's paths, executable bits and contents
     */
    public record Entry(Optional<String> commit, TreeDigest digest) {}

    public Optional<Entry> entry(ModuleSource.Remote source) {
        return Optional.ofNullable(modules.get(source.key()));
    }

    /** Returns this lock with other entries added or replaced. */
    public ModuleLock with(Map<String, Entry> more) {
        var all = new TreeMap<>(modules);
        all.putAll(more);
        return new ModuleLock(all);
    }

    /** Returns the text of the file. */
    public String text() {
        var text = new StringBuilder("# Written by `setpoint modules get` and `setpoint modules update`. Commit this"
                + " file.\nsetpoint: lock/v1\n");
        text.append(modules.isEmpty() ? "modules: {}\n" : "modules:\n");
        modules.forEach((key, entry) -> {
            text.append("  ").append(quoted(key)).append(":\n");
            entry.commit()
                    .ifPresent(commit ->
                            text.append("    commit: \"").append(commit).append("\"\n"));
            text.append("    digest: ").append(entry.digest()).append('\n');
        });
        return text.toString();
    }

    private static String quoted(String key) {
        return key.matches("[A-Za-z/][A-Za-z0-9:/._~+@,=?-]*")
                ? key
                : "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
