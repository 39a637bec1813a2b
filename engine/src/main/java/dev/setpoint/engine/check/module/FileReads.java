package dev.setpoint.engine.check.module;

import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.TextFiles;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.file.TooLargeException;
import dev.setpoint.engine.value.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Text files that the expressions of one stack read, each once for a command. Safe for many threads. */
public final class FileReads {

    /** Bytes of a file. */
    private static final int MOST = 1 << 20;

    private final SpecFiles files;
    private final Map<Path, String> texts = new ConcurrentHashMap<>();

    /** Paths from the root of the repository that files of the repository have made, for remote modules too. */
    private final Set<String> handed = ConcurrentHashMap.newKeySet();

    /** @param files in whose folder the stack lies */
    FileReads(SpecFiles files) {
        this.files = files;
    }

    /** Returns a digest of the content of each file that has been read, in the order of their paths. */
    public Stream<String> digests() {
        return texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Redaction.sha256(entry.getValue()));
    }

    /** @param folder of a file, relative to that of the stack */
    TextFiles in(String folder) {
        return new Folder(folder);
    }

    private final class Folder implements TextFiles {

        private final String folder;

        Folder(String folder) {
            this.folder = folder;
        }

        @Override
        public String text(String path) {
            return reading(path, () -> read(path));
        }

        @Override
        public String path(String path) {
            return reading(path, () -> {
                var real = find(path);
                var root = files.repository();
                if (!real.startsWith(root)) {
                    throw new EvaluationException(
                            "SP0355", "`" + path + "` lies outside the repository, and has no path from its root.");
                }
                var made = ROOT + root.relativize(real).toString().replace('\\', '/');
                if (!isCopy()) {
                    handed.add(made);
                }
                return made;
            });
        }

        @Override
        public String fromStack(String path, String shown) {
            return reading(path, () -> {
                if (path.startsWith(ROOT)) {
                    requireHanded(path, shown);
                    return files.folder()
                            .toRealPath()
                            .relativize(files.repository()
                                    .resolve(path.substring(2))
                                    .normalize())
                            .toString();
                }
                if (folder.isEmpty() || (Path.of(path).isAbsolute() && !isCopy())) {
                    return path;
                }
                var seen = Path.of(folder).resolve(path).normalize();
                SpecFiles.copy(Path.of(folder))
                        .filter(copy -> !seen.startsWith(copy))
                        .ifPresent(_ -> {
                            throw outside(shown);
                        });
                return seen.toString();
            });
        }

        private String read(String path) throws IOException {
            var real = find(path);
            var known = texts.get(real);
            if (known != null) {
                return known;
            }
            var bytes = files.read(real.toString(), MOST);
            var text = SourceFile.decode(bytes, path)
                    .fold(
                            _ -> {
                                throw new EvaluationException("SP0356", "`" + path + "` is not UTF-8 text.");
                            },
                            source -> new String(bytes, StandardCharsets.UTF_8));
            texts.put(real, text);
            return text;
        }

        private Path find(String path) throws IOException {
            if (path.startsWith(ROOT)) {
                requireHanded(path, "`" + path + "`");
                return files.find(files.repository().resolve(path.substring(2)).toString());
            }
            return files.below(folder).find(path);
        }

        /** A remote module may use a path from the root only if a file of the repository has made it. */
        private void requireHanded(String path, String shown) throws IOException {
            if (isCopy() && !handed.contains(path)) {
                var own = SpecFiles.copy(
                        files.folder().toRealPath().resolve(folder).normalize());
                var meant = files.repository().resolve(path.substring(2)).normalize();
                if (own.filter(meant::startsWith).isEmpty()) {
                    throw outside(shown);
                }
            }
        }

        private boolean isCopy() {
            return SpecFiles.copy(Path.of(folder)).isPresent();
        }

        private static EvaluationException outside(String shown) {
            return new EvaluationException(
                    "SP0254", shown + " lies outside the copy of its module, which may read its own files only.");
        }
    }

    private interface Reading {
        String value() throws IOException;
    }

    private static String reading(String path, Reading reading) {
        try {
            return reading.value();
        } catch (RefusedFileException e) {
            var code = e.code().equals("SP0254") ? "SP0254" : "SP0355";
            // The folder of the repository is no news to whoever wrote the path.
            throw new EvaluationException(
                    code, "`" + path + "` " + e.predicate().replaceFirst(" `[^`]*`$", "") + ".");
        } catch (TooLargeException e) {
            throw new EvaluationException("SP0356", "`" + path + "` is larger than 1 MiB.");
        } catch (NoSuchFileException e) {
            throw new EvaluationException("SP0354", "there is no file `" + path + "`.");
        } catch (InvalidPathException e) {
            throw new EvaluationException("SP0354", "`" + path + "` is not a path of a file.");
        } catch (IOException e) {
            throw new EvaluationException("SP0354", "`" + path + "` cannot be read: " + DurableFile.reason(e) + ".");
        }
    }
}
