package dev.setpoint.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files that a spec may name: regular files of its repository, and of the folders that the operator allows besides.
 * The repository is the nearest folder above the stack with {@code .git} in it, or else the stack's own folder. A link
 * is followed only if it leads to one of these.
 *
 * @param folder of the stack file: where relative paths begin
 * @param allowed folders, or single files, that the operator allows besides; absolute
 * @param fixed whether a policy lists them, so that no option adds to them
 */
public record SpecFiles(Path folder, List<Path> allowed, boolean fixed) {

    private static final String GIT = ".git";
    private static final String LIES_OUT = "lies outside";
    private static final String LEADS_OUT = "is a link, or lies behind one, that leads out of";

    /** As Linux: a longer chain of links is taken for a loop. */
    private static final int MOST_LINKS = 40;

    /** File systems whose files are made up by the kernel when they are read. */
    private static final List<Path> SYSTEM = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    public SpecFiles {
        allowed = List.copyOf(allowed);
    }

    /** Files of the repository alone. */
    public static SpecFiles in(Path folder) {
        return new SpecFiles(folder, List.of(), false);
    }

    /**
     * The real path of what a spec names: a file or a folder.
     *
     * @throws RefusedFileException when it lies outside; nothing outside is looked at before
     * @throws NoSuchFileException when there is none
     */
    public Path find(String name) throws IOException {
        var base = folder.toRealPath();
        var roots = roots(base);
        var path = path(base, name);
        if (isOutside(path.normalize(), roots)) {
            throw outside(name, path.normalize(), roots, LIES_OUT);
        }
        requireNoDetour(name, path, roots);
        // Looked at first, so that a link that leads out and back does not tell what there is outside.
        requireNoWayOut(name, path, roots);
        var real = path.toRealPath();
        if (isOutside(real, roots)) {
            throw outside(name, real, roots, LEADS_OUT);
        }
        requireOutsideGit(name, real, roots);
        return real;
    }

    private static Path path(Path base, String name) throws FileSystemException {
        try {
            return base.resolve(name);
        } catch (InvalidPathException e) {
            throw new FileSystemException("the path", null, "it is no path of a file");
        }
    }

    /** As {@link #find}, of a regular file. */
    public Path file(String name) throws IOException {
        var real = find(name);
        requireRegular(name, real);
        return real;
    }

    /** @throws RefusedFileException when it is a pipe, a device or made up by the kernel */
    static void requireRegular(String name, Path real) throws IOException {
        var attributes = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            throw new FileSystemException(name, null, "it is a folder, not a file");
        }
        if (!attributes.isRegularFile() || SYSTEM.stream().anyMatch(real::startsWith)) {
            throw new RefusedFileException(name, "is not a regular file", "Name a regular file.");
        }
    }

    /** Opens what {@link #file} has found, unless a link has taken its place since. */
    public InputStream open(Path real) throws IOException {
        var channel = Files.newByteChannel(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        if (!real.toRealPath().equals(real)) {
            channel.close();
            throw new RefusedFileException(
                    real.toString(), "was exchanged while it was opened", "Run the command again.");
        }
        return Channels.newInputStream(channel);
    }

    /**
     * The content of a file.
     *
     * @param most in bytes
     */
    public byte[] read(String name, int most) throws IOException {
        try (var stream = open(file(name))) {
            return LimitedReader.read(stream, name, most);
        }
    }

    /** Refuses a path of Setpoint's own, there or not, that a link leads out with. */
    public void requireInside(Path path) throws IOException {
        requireNoWayOut(path.toString(), path, roots(folder.toRealPath()));
    }

    /**
     * The nearest folder above with {@code .git}, or else the folder itself.
     *
     * @param folder a real path
     */
    private static Path home(Path folder) {
        return above(folder)
                .filter(here -> Files.exists(here.resolve(GIT), LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElse(folder);
    }

    private static Stream<Path> above(Path path) {
        return Stream.iterate(Optional.of(path), Optional::isPresent, here -> here.map(Path::getParent))
                .flatMap(Optional::stream);
    }

    /** Folders that may be read, by their real paths and as they were given. */
    private List<Path> roots(Path base) throws IOException {
        var roots = new ArrayList<Path>();
        roots.add(home(base));
        for (var more : allowed) {
            roots.add(more.normalize());
            if (Files.exists(more)) {
                roots.add(more.toRealPath());
            }
        }
        return roots;
    }

    /** Refuses a path that leaves the roots and comes back: it would tell which folders there are outside. */
    private void requireNoDetour(String name, Path path, List<Path> roots) throws RefusedFileException {
        for (var here : above(path).toList().reversed()) {
            var place = here.normalize();
            if (isOutside(place, roots) && roots.stream().noneMatch(root -> root.startsWith(place))) {
                throw outside(name, place, roots, LIES_OUT);
            }
        }
    }

    private void requireNoWayOut(String name, Path path, List<Path> roots) throws IOException {
        for (var here : above(path.toAbsolutePath()).toList().reversed()) {
            if (roots.stream().anyMatch(here::startsWith) && Files.isSymbolicLink(here)) {
                var end = end(here);
                if (isOutside(end, roots)) {
                    throw outside(name, end, roots, LEADS_OUT);
                }
                requireOutsideGit(name, end, roots);
            }
        }
    }

    /** The place that a link leads to, whether there is anything or not. */
    private static Path end(Path link) throws IOException {
        if (Files.exists(link)) {
            return link.toRealPath();
        }
        var here = link;
        for (var left = MOST_LINKS; left > 0 && Files.isSymbolicLink(here); left--) {
            var folder = LinkTarget.folderOf(here);
            here = (Files.exists(folder) ? folder.toRealPath() : folder)
                    .resolve(Files.readSymbolicLink(here))
                    .normalize();
        }
        return here;
    }

    private static boolean isOutside(Path path, List<Path> roots) {
        return roots.stream().noneMatch(path::startsWith);
    }

    /** Beside others, the token with which a runner has checked the repository out lies there. */
    private static void requireOutsideGit(String name, Path real, List<Path> roots) throws RefusedFileException {
        if (roots.stream()
                .filter(real::startsWith)
                .map(root -> root.relativize(real))
                .anyMatch(below -> StreamSupport.stream(below.spliterator(), false)
                        .anyMatch(part -> part.toString().equalsIgnoreCase(GIT)))) {
            throw new RefusedFileException(
                    name, "belongs to git, which keeps credentials there", "Name a file of the working tree.");
        }
    }

    private RefusedFileException outside(String name, Path place, List<Path> roots, String how) {
        return new RefusedFileException(
                name,
                how + " the repository `" + roots.getFirst() + "`",
                fixed
                        ? "If that is meant, the operator's policy has to list it under `paths`."
                        : "If that is meant, run the command with `--allow-path " + quoted(place.toString()) + "`.");
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
