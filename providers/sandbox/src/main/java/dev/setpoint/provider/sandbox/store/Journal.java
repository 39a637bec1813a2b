package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.LinkTarget;
import dev.setpoint.engine.file.OwnerOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The file behind a cloud: a header line, then one line per change, each with a checksum, appended with a single write
 * before the call returns, so that a killed process loses nothing it was told had happened. A last line without
 * its end was never acknowledged: readers ignore it and the next writer cuts it off.
 *
 * <p>Several processes may have the file open. Writers hold a lock on a file beside it; compaction puts a
 * new file in its place, which the others notice by its identity.
 */
final class Journal {

    private static final String WRITABLE = "Make sure that this user may write there, and that the disk has room.";

    // A file lock is held by the whole process, so threads and stores on one folder need a lock of their own.
    private static final Map<Path, ReentrantLock> MUTEXES = new ConcurrentHashMap<>();

    private final Path file;
    private final Path lockFile;
    private final ReentrantLock mutex;
    private Optional<Object> fileKey = Optional.empty();
    private volatile long offset;
    private FileHeader header = FileHeader.of(0, 0, Instant.EPOCH);
    /** Number of the change that the next line must have. */
    private long next = 1;
    /** Number of lines still to come that were kept when the file was last rewritten. */
    private int kept;

    Journal(Path folder) {
        try {
            OwnerOnly.folders(folder);
            var real = folder.toRealPath();
            file = file(real.resolve("cloud.jsonl"));
            lockFile = file(real.resolve("cloud.lock"));
            mutex = MUTEXES.computeIfAbsent(lockFile, _ -> new ReentrantLock());
        } catch (IOException e) {
            throw new SandboxFileException(
                    "The sandbox's folder " + folder + " cannot be used: " + DurableFile.reason(e) + ".", WRITABLE, e);
        }
    }

    private static Path file(Path name) throws IOException {
        LinkTarget.of(name).requireFile();
        return LinkTarget.real(name);
    }

    /** Changes written since the last read; when {@code fresh}, they replace everything read before. */
    record News(boolean fresh, Instant notBefore, List<Change> changes) {}

    /** Returns true if there may be news. It is cheap and needs no lock. */
    boolean hasNews() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() != offset
                    || !Optional.ofNullable(attributes.fileKey()).equals(fileKey);
        } catch (java.nio.file.NoSuchFileException e) {
            return offset > 0;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Runs with no other thread of this process on the folder. */
    <T> T alone(Supplier<T> work) {
        mutex.lock();
        try {
            return work.get();
        } finally {
            mutex.unlock();
        }
    }

    /** Runs with no other thread and no other process writing. */
    <T> T exclusively(Supplier<T> work) {
        return alone(() -> {
            // An interrupt would close the channel while it waits: put it off, so that a cancelled run still saves.
            var interrupted = Thread.interrupted();
            try {
                while (true) {
                    try (var lock = writable(lockFile);
                            var _ = lock.getChannel().lock()) {
                        return work.get();
                    } catch (java.nio.channels.FileLockInterruptionException
                            | java.nio.channels.ClosedByInterruptException e) {
                        interrupted |= Thread.interrupted();
                    }
                }
            } catch (IOException e) {
                throw unusable(e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    /** Reads the news. Call inside {@link #alone} or {@link #exclusively}. */
    News news() {
        try (var input = new RandomAccessFile(file.toFile(), "r")) {
            var key = Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
            var fresh = offset == 0 || !key.equals(fileKey) || input.length() < offset;
            var start = fresh ? 0 : offset;
            var bytes = new byte[Math.toIntExact(input.length() - start)];
            input.seek(start);
            input.readFully(bytes);
            var news = parse(bytes, fresh);
            offset = start + endOfLastLine(bytes);
            fileKey = key;
            return news;
        } catch (java.io.FileNotFoundException e) {
            // Somebody deleted the cloud: it is empty.
            var gone = offset > 0;
            offset = 0;
            return new News(gone, Instant.EPOCH, List.of());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Appends one acknowledged change. Call inside {@link #exclusively}, after {@link #news}. */
    void append(Change change) {
        try (var output = writable(file)) {
            if (offset == 0) {
                header = FileHeader.of(change.sequence() - 1, 0, change.at());
            }
            var text = (offset == 0 ? header.line() + "\n" : "") + change.line() + "\n";
            // Whatever follows the last whole line is the torn line of a process that was killed.
            var end = offset;
            output.setLength(end);
            output.seek(end);
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            output.write(bytes);
            offset = end + bytes.length;
            next = change.sequence() + 1;
            fileKey = Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static RandomAccessFile writable(Path path) throws IOException {
        return new RandomAccessFile(OwnerOnly.file(path).toFile(), "rw");
    }

    /** Replaces the file by one that holds only these changes. Call inside {@link #exclusively}. */
    void rewrite(long sequence, Instant at, List<Change> changes) {
        try {
            header = FileHeader.of(sequence, changes.size(), at);
            next = sequence + 1;
            DurableFile.replace(file, output -> {
                output.write((header.line() + "\n").getBytes(StandardCharsets.UTF_8));
                for (var change : changes) {
                    output.write((change.line() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
            offset = Files.size(file);
            fileKey = Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private News parse(byte[] bytes, boolean fresh) {
        var changes = new ArrayList<Change>();
        var start = 0;
        var end = endOfLastLine(bytes);
        for (var i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                var line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                if (fresh && start == 0) {
                    header = header(line);
                    next = header.sequence() + 1;
                    kept = header.kept();
                } else {
                    changes.add(change(line));
                }
                start = i + 1;
            }
        }
        requireTorn(new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8), fresh && end == 0);
        if (kept > 0) {
            throw damaged("it lacks " + kept + " of its lines");
        }
        return new News(fresh, fresh ? header.at() : Instant.EPOCH, changes);
    }

    /**
     * Checks the text after the last line break: it can only be the beginning of a line that is being written, or was
     * when a process was killed.
     */
    private void requireTorn(String end, boolean first) {
        if (end.isEmpty()) {
            return;
        }
        if (first || (header.isSummed() && !SummedLine.isBegun(end))) {
            throw damaged("it does not end as one");
        }
        if (SummedLine.isWhole(end.substring(0, end.length() - 1))) {
            throw damaged("its last line has no end");
        }
    }

    private static int endOfLastLine(byte[] bytes) {
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private FileHeader header(String line) {
        FileHeader read;
        try {
            read = FileHeader.read(line);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
        if (read.format() > FileHeader.FORMAT) {
            throw new SandboxFileException(
                    "The sandbox in " + file + " was written by a newer Setpoint (format " + read.format()
                            + "; this one reads up to " + FileHeader.FORMAT + ").",
                    "Use that version, or another sandbox folder.");
        }
        return read;
    }

    private Change change(String line) {
        Change change;
        try {
            change = Change.parse(line, header.isSummed());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
        if (kept > 0) {
            kept--;
        } else if (header.isSummed() && change.sequence() != next++) {
            throw damaged("a change is missing or there twice before number " + change.sequence());
        }
        return change;
    }

    private SandboxFileException damaged(String why) {
        return damaged(why, new IllegalArgumentException(why));
    }

    private SandboxFileException damaged(String why, RuntimeException e) {
        return new SandboxFileException(
                file + " is not a sandbox's cloud or is damaged: " + why + ".",
                "Put back a copy of it, or move it away to start with an empty cloud.",
                e);
    }

    private SandboxFileException unusable(IOException e) {
        return new SandboxFileException(
                "The sandbox's file " + file + " cannot be used: " + DurableFile.reason(e) + ".", WRITABLE, e);
    }
}
