package dev.setpoint.engine.state.storage.objects;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.storage.LockedStorage;
import dev.setpoint.engine.state.storage.StoreFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A locked state in an object store. A write replaces only the version that was read, and segments are only added. So
 * two runs that both believe to hold the lock cannot undo each other's writes.
 */
final class LockedObjects implements LockedStorage {

    private final ObjectStore store;
    private final IdempotentWrites writes;
    private final JournalSegments segments;
    private final Lease lease;
    /** Names of segments: obsolete ones that were found, and those written by this run. */
    private final TreeSet<String> names = new TreeSet<>();

    private Optional<String> version = Optional.empty();
    private long token;
    private long segment;

    LockedObjects(ObjectStore store, Lease lease) {
        this.store = store;
        this.writes = new IdempotentWrites(store);
        this.segments = new JournalSegments(store);
        this.lease = lease;
    }

    @Override
    public Result<Optional<byte[]>> state() {
        return ObjectStorage.read(store).map(found -> {
            version = found.map(ObjectStore.Stored::version);
            return found.map(ObjectStore.Stored::content);
        });
    }

    @Override
    public Result<byte[]> journal(JournalPosition since) {
        return ObjectStorage.asking(
                        "SP0721", "The journal `" + store.place() + JournalSegments.FOLDER + "` cannot be read", () -> {
                            var found = segments.names();
                            names.addAll(found);
                            return segments.after(since, found);
                        })
                .then(read -> read);
    }

    @Override
    public void check() {
        lease.check();
    }

    @Override
    public boolean isContested() {
        return lease.rank() > 0;
    }

    /**
     * Chooses a token higher than those of all earlier holders. A holder that has written no segment yet has a token
     * above those found, by its rank; ours is one more.
     */
    @Override
    public void advancePast(JournalPosition since) {
        token = Math.max(since.token(), JournalSegments.highestToken(names)) + 1 + lease.rank();
    }

    @Override
    public JournalPosition position() {
        return new JournalPosition(token, segment);
    }

    @Override
    public void append(byte[] batch, long at) throws IOException {
        lease.check();
        var name = JournalSegments.name(new JournalPosition(token, ++segment));
        var written = sending(() -> writes.create(name, batch)).orElseThrow(this::overtaken);
        names.add(name);
        lease.confirm(written.now());
    }

    /**
     * Writes the state. No check is needed afterwards, because a run that takes over writes the state first, so that
     * this write fails.
     */
    @Override
    public void write(byte[] state, UnaryOperator<byte[]> kept) throws IOException {
        lease.check();
        var written = sending(() -> version.isPresent()
                        ? writes.replace(ObjectStorage.STATE, state, version.get())
                        : writes.create(ObjectStorage.STATE, state))
                .orElseThrow(this::overtaken);
        version = Optional.of(written.version());
    }

    @Override
    public void retire(byte[] marker) throws IOException {
        lease.check();
        var last = sending(() -> store.read(ObjectStorage.STATE, LimitedReader.MAX_BYTES))
                .orElseThrow(this::overtaken);
        var earlier = sending(() -> store.read(ObjectStorage.MIGRATED, LimitedReader.MAX_BYTES));
        var _ = sending(() -> earlier.isPresent()
                        ? writes.replace(
                                ObjectStorage.MIGRATED,
                                last.content(),
                                earlier.get().version())
                        : writes.create(ObjectStorage.MIGRATED, last.content()))
                .orElseThrow(this::overtaken);
        write(marker, UnaryOperator.identity());
    }

    /** Returns the failure of an overtaken run, which names the present holder of the lock. */
    private StateWriteException overtaken() {
        lease.requireHeldInStore();
        return new StateWriteException(Diagnostic.error(
                        "SP0719",
                        "`" + store.place() + "` was written by something else while this run held its lock; this run"
                                + " writes nothing more.")
                .hint("Run `setpoint plan` when nothing else is running: what this run had begun is in its journal."));
    }

    /** Deletes obsolete segments. A segment that cannot be deleted does no harm, because the state ignores it. */
    @Override
    public List<Diagnostic> emptyJournal() {
        if (names.isEmpty()) {
            return List.of();
        }
        try {
            store.remove(names);
            names.clear();
            return List.of();
        } catch (ProviderException e) {
            return List.of(Diagnostic.warning(
                            "SP0726",
                            "The state is written, but the segments of its journal that are no longer needed cannot be"
                                    + " removed: " + e.text())
                    .hint(e.hint().orElse("They do no harm; the next run tries again.")));
        }
    }

    private static <T> T sending(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (ProviderException e) {
            throw StoreFailure.asIo(e);
        }
    }

    @Override
    public void close() {
        lease.close();
    }
}
