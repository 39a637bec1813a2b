package dev.setpoint.engine.state.storage.objects;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.state.JournalPosition;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The journal in an object store: one object for each batch, named by its position. */
record JournalSegments(ObjectStore store) {

    static final String FOLDER = ".journal/";

    /** Size limit of a segment, in bytes. Batches are much smaller. */
    private static final int SEGMENT = LimitedReader.MAX_BYTES / 4;

    private static final Pattern NAME = Pattern.compile(Pattern.quote(FOLDER) + "(\\d{1,18})-(\\d{1,18})");

    /** Returns the object name of a position. Names sort in the order of positions. */
    static String name(JournalPosition position) {
        return String.format(Locale.ROOT, "%s%013d-%06d", FOLDER, position.token(), position.segment());
    }

    /** Returns the names of all segments, including obsolete ones. */
    SortedSet<String> names() {
        return store.names(FOLDER);
    }

    /** Reads and joins all batches after a position. Fails when one is missing. */
    Result<byte[]> after(JournalPosition since, SortedSet<String> names) {
        var wanted = new TreeMap<JournalPosition, String>();
        names.forEach(name -> position(name)
                .filter(position -> position.isAfter(since))
                .ifPresent(position -> wanted.put(position, name)));
        var last = since;
        for (var position : wanted.keySet()) {
            var next = position.token() == last.token() ? last.segment() + 1 : 1;
            if (position.segment() != next) {
                return Result.failed(missing(new JournalPosition(position.token(), next)));
            }
            last = position;
        }
        return joined(wanted);
    }

    private static Optional<JournalPosition> position(String name) {
        var match = NAME.matcher(name);
        return match.matches()
                ? Optional.of(new JournalPosition(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))))
                : Optional.empty();
    }

    /** Returns the highest token in the names; 0 when there are none. */
    static long highestToken(SortedSet<String> names) {
        return names.stream()
                .flatMap(name -> position(name).stream())
                .mapToLong(JournalPosition::token)
                .max()
                .orElse(0);
    }

    /** Reads segments in parallel, because a lost run may have left thousands and each takes a round trip. */
    private Result<byte[]> joined(TreeMap<JournalPosition, String> wanted) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var left = new AtomicLong(LimitedReader.MAX_BYTES);
            var reads = new TreeMap<JournalPosition, Future<Optional<ObjectStore.Stored>>>();
            wanted.forEach((position, name) -> reads.put(
                    position, threads.submit((Callable<Optional<ObjectStore.Stored>>) () -> read(name, left))));
            var all = new ByteArrayOutputStream();
            for (var read : reads.entrySet()) {
                var segment = read.getValue().get();
                if (segment.isEmpty()) {
                    return Result.failed(missing(read.getKey()));
                }
                all.writeBytes(segment.get().content());
            }
            return Result.ok(all.toByteArray());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderException problem) {
                throw problem;
            }
            throw new IllegalStateException("A segment of the journal cannot be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderException.of(
                            ProviderException.Kind.CANCELLED, "Interrupted", "Stopped while the journal was read.")
                    .causedBy(e);
        }
    }

    /** @param left bytes that may still be read from all segments together */
    private Optional<ObjectStore.Stored> read(String name, AtomicLong left) {
        if (left.get() < 0) {
            throw ProviderException.of(
                    ProviderException.Kind.OTHER,
                    "TooLarge",
                    "Its segments have more than " + LimitedReader.size(LimitedReader.MAX_BYTES) + " together.");
        }
        var read = store.read(name, SEGMENT);
        read.ifPresent(segment -> left.addAndGet(-segment.content().length));
        return read;
    }

    private Diagnostic missing(JournalPosition position) {
        return Diagnostic.error("SP0728", "The journal lacks its segment `" + store.place() + name(position) + "`.")
                .hint("It records the changes that an interrupted run had started. If the bucket keeps"
                        + " versions, remove the"
                        + " delete marker of the segment. Else look at the addresses and identities in the other"
                        + " segments, remove them, run `setpoint plan`, and import the objects that the plan"
                        + " does not know with `import:`.");
    }
}
