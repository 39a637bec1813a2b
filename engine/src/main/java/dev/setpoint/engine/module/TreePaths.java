package dev.setpoint.engine.module;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the paths of a tree that somebody else has made. A path that is refused on one system is refused on all, so
 * that a lock file holds everywhere.
 */
final class TreePaths {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 1_000;

    /** Names that Windows reads as devices. */
    private static final Pattern DEVICE =
            Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    /** Characters that macOS leaves out of names. */
    private static final Pattern IGNORED = Pattern.compile("[\\u200c-\\u200f\\u202a-\\u202e\\u206a-\\u206f\\ufeff]");

    private final TreeLimits limits;

    /** Every path and folder, by what a file system that ignores case makes of it. */
    private final Map<String, String> known = new HashMap<>();

    private final Map<String, Boolean> folders = new HashMap<>();

    TreePaths(TreeLimits limits) {
        this.limits = limits;
    }

    /** Notes a file or a link with this path, with the folders above it. */
    void file(String path) throws TreeRefusedException {
        var names = names(path);
        for (var end = 1; end < names.length; end++) {
            note(names, end, true);
        }
        if (!note(names, names.length, false)) {
            throw refused(path, "which is there twice");
        }
    }

    /** Notes a folder with this path. */
    void folder(String path) throws TreeRefusedException {
        var names = names(path);
        for (var end = 1; end <= names.length; end++) {
            note(names, end, true);
        }
    }

    private String[] names(String path) throws TreeRefusedException {
        if (path.isEmpty() || path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
            throw refused(path, "whose path is absolute or empty");
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw refused(path.substring(0, 100) + "…", "whose path is longer than " + LONGEST_PATH + " bytes");
        }
        var names = path.split("/", -1);
        if (names.length > limits.depth()) {
            throw refused(path, "which lies deeper than " + limits.depth() + " folders");
        }
        for (var name : names) {
            requireName(path, name);
        }
        return names;
    }

    private static void requireName(String path, String name) throws TreeRefusedException {
        if (name.equals("..") || name.equals(".") || name.isEmpty()) {
            throw refused(path, "which leads out of it");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw refused(path, "which has a name longer than " + LONGEST_NAME + " bytes");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == ':' || c == 0xFFFD)
                || name.endsWith(".")
                || name.endsWith(" ")
                || DEVICE.matcher(name).matches()) {
            throw refused(path, "which has a name that not every system allows");
        }
        var plain = IGNORED.matcher(name).replaceAll("");
        if (plain.equalsIgnoreCase(".git") || plain.toLowerCase(Locale.ROOT).startsWith("git~")) {
            throw refused(path, "which belongs to git");
        }
    }

    /** Returns false when it was noted before. */
    private boolean note(String[] names, int end, boolean folder) throws TreeRefusedException {
        var path = String.join("/", Arrays.copyOf(names, end));
        var folded = Normalizer.normalize(path, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        var before = known.putIfAbsent(folded, path);
        if (before == null) {
            if (known.size() > limits.entries()) {
                throw new TreeRefusedException("it has more than " + limits.entries() + " files and folders");
            }
            folders.put(path, folder);
            return true;
        }
        if (!before.equals(path)) {
            throw new TreeRefusedException(
                    "it has `" + before + "` and `" + path + "`, which are the same on systems that ignore case");
        }
        if (!Boolean.valueOf(folder).equals(folders.get(path))) {
            throw refused(path, "which is both a file and a folder");
        }
        return false;
    }

    static TreeRefusedException refused(String path, String why) {
        return new TreeRefusedException("it has `" + path + "`, " + why);
    }
}
