package dev.setpoint.engine.state.storage.objects;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.storage.LockedStorage;
import dev.setpoint.engine.state.storage.LostState;
import dev.setpoint.engine.state.storage.Storage;
import dev.setpoint.engine.state.storage.StoreFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A state in an object store that machines share: the state, a {@link Lease} in {@code .lock}, and the journal below
 * {@code .journal/}, with one object for each batch, named by its {@link JournalPosition}.
 *
 * @param lease validity of the lock after its last renewal; it is renewed three times in that time
 */
public record ObjectStorage(ObjectStore store, Duration lease, LongSupplier clock)
        implements Storage, Storage.Contents {

    static final String STATE = "";

    /** Suffix of the state before it was moved. */
    static final String MIGRATED = ".migrated";

    public ObjectStorage(ObjectStore store, Duration lease) {
        this(store, lease, System::nanoTime);
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public String journalPlace() {
        return place() + JournalSegments.FOLDER;
    }

    @Override
    public String recoveryHint() {
        return "If the bucket keeps versions, restore an earlier one: `aws s3api list-object-versions` lists them."
                + " Then run `setpoint plan` to see what it does not know of.";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Contents contents() {
        return this;
    }

    @Override
    public Result<Optional<byte[]>> state() {
        return read(store).map(found -> found.map(ObjectStore.Stored::content));
    }

    static Result<Optional<ObjectStore.Stored>> read(ObjectStore store) {
        return asking(
                        "SP0701",
                        "The state `" + store.place() + "` cannot be read",
                        () -> store.read(STATE, LimitedReader.MAX_BYTES))
                .then(found -> found.isPresent()
                        ? Result.ok(found)
                        : store.wayBack(STATE)
                                .map(way -> Result.<Optional<ObjectStore.Stored>>failed(
                                        LostState.deleted(store.place(), way)))
                                .orElse(Result.ok(found)));
    }

    @Override
    public Result<byte[]> journal(JournalPosition since) {
        var segments = new JournalSegments(store);
        return asking(
                        "SP0721",
                        "The journal `" + journalPlace() + "` cannot be read",
                        () -> segments.after(since, segments.names()))
                .then(read -> read);
    }

    @Override
    public Result<LockedStorage> lock(String stack, String command, Duration timeout) {
        return asking(
                        "SP0712",
                        "The lock `" + lockPlace() + "` cannot be taken",
                        () -> leases(stack).take(command, timeout))
                .then(taken -> taken)
                .then(lease -> held(lease.keepAlive()));
    }

    /** Opens the locked state, with warnings of the store. Only commands that take the lock ask the store for them. */
    private Result<LockedStorage> held(Lease held) {
        try {
            var warnings = store.concerns().stream()
                    .map(concern ->
                            Diagnostic.warning("SP0718", concern.sentence()).hint(concern.hint()))
                    .toList();
            return Result.of(new LockedObjects(store, held), warnings);
        } catch (ProviderException e) {
            held.close();
            return Result.failed(StoreFailure.of("SP0701", "The state `" + place() + "` cannot be read", e));
        }
    }

    @Override
    public Result<Optional<LockHolder>> holder(String stack) {
        return asking("SP0714", "The lock `" + lockPlace() + "` cannot be read", leases(stack)::holder);
    }

    @Override
    public Result<Optional<LockHolder>> breakLock(String stack) {
        return asking("SP0714", "The lock `" + lockPlace() + "` cannot be broken", leases(stack)::breakUp);
    }

    private Leases leases(String stack) {
        return new Leases(store, stack, lease, clock);
    }

    private String lockPlace() {
        return place() + Lease.NAME;
    }

    /** @param failure beginning of the message, which the reason completes */
    static <T> Result<T> asking(String code, String failure, Supplier<T> request) {
        try {
            return Result.ok(request.get());
        } catch (ProviderException e) {
            return Result.failed(StoreFailure.of(code, failure, e));
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
