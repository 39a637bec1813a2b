package dev.setpoint.engine.state.storage.folder;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.storage.LockedStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A locked folder. Its journal is a file that grows at its end. */
final class LockedFolder implements LockedStorage {

    private final FolderStorage storage;
    private final StateLock lock;
    private Optional<FileChannel> journal = Optional.empty();

    LockedFolder(FolderStorage storage, StateLock lock) {
        this.storage = storage;
        this.lock = lock;
    }

    @Override
    public Result<Optional<byte[]>> state() {
        return storage.state();
    }

    @Override
    public Result<byte[]> journal(JournalPosition since) {
        return storage.journal(since);
    }

    @Override
    public void check() {
        lock.check();
    }

    /** Returns false: the operating system releases the lock of a dead process, and a live one keeps it. */
    @Override
    public boolean isContested() {
        return false;
    }

    @Override
    public void advancePast(JournalPosition since) {}

    @Override
    public JournalPosition position() {
        return JournalPosition.NONE;
    }

    @Override
    public void append(byte[] batch, long at) throws IOException {
        lock.check();
        var open = journal.isPresent() ? journal.get() : open(at);
        DurableFile.write(open, ByteBuffer.wrap(batch));
        open.force(false);
    }

    private FileChannel open(long at) throws IOException {
        var file = storage.journalFile();
        var fresh = !Files.exists(file);
        var opened = fresh ? DurableFile.create(file) : FileChannel.open(file, StandardOpenOption.WRITE);
        journal = Optional.of(opened);
        opened.truncate(at);
        opened.position(at);
        if (fresh) {
            DurableFile.syncFolder(DurableFile.folderOf(file));
        }
        return opened;
    }

    /** Replaces the state file. After a crash, it is the old or the new one. */
    @Override
    public void write(byte[] state, UnaryOperator<byte[]> kept) throws IOException {
        lock.check();
        if (Files.exists(storage.stateFile())) {
            DurableFile.replace(storage.backup(), kept.apply(DurableFile.read(storage.stateFile())));
        }
        DurableFile.replace(storage.stateFile(), state);
        cleanMigrated(kept);
    }

    /** Converts the {@code .migrated} copy like the backup, so that it reveals no more. */
    private void cleanMigrated(UnaryOperator<byte[]> kept) throws IOException {
        if (Files.exists(storage.migrated())) {
            var before = DurableFile.read(storage.migrated());
            var after = StateText.isSealed(before) ? before : kept.apply(before);
            if (!Arrays.equals(before, after)) {
                DurableFile.replace(storage.migrated(), after);
            }
        }
    }

    @Override
    public void retire(byte[] marker) throws IOException {
        lock.check();
        DurableFile.replace(storage.migrated(), DurableFile.read(storage.stateFile()));
        DurableFile.replace(storage.stateFile(), marker);
        Files.deleteIfExists(storage.backup());
    }

    @Override
    public List<Diagnostic> emptyJournal() throws IOException {
        closeJournal();
        DurableFile.clear(storage.journalFile());
        return List.of();
    }

    private void closeJournal() throws IOException {
        if (journal.isPresent()) {
            journal.get().close();
            journal = Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            closeJournal();
        } catch (IOException e) {
            // Every committed batch is already on disk, so a failed close loses nothing.
            return;
        } finally {
            lock.close();
        }
    }
}
