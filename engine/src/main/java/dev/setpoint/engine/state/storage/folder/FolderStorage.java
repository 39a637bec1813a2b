package dev.setpoint.engine.state.storage.folder;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.OwnerOnly;
import dev.setpoint.engine.file.TooLargeException;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.storage.LockedStorage;
import dev.setpoint.engine.state.storage.LostState;
import dev.setpoint.engine.state.storage.Storage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A state in a local folder of its stack: {@code state.json}, the previous state {@code state.json.backup}, {@code
 * state.journal} during a run, and {@code state.lock}.
 *
 * @param folder folder, created by the first lock
 */
public record FolderStorage(Path folder) implements Storage, Storage.Contents {

    Path stateFile() {
        return folder.resolve("state.json");
    }

    /** Returns the file with the state before the last write. */
    Path backup() {
        return folder.resolve("state.json.backup");
    }

    /** Returns the file with the state before it was moved. */
    Path migrated() {
        return folder.resolve("state.json.migrated");
    }

    Path journalFile() {
        return folder.resolve("state.journal");
    }

    private Path lockFile() {
        return folder.resolve("state.lock");
    }

    @Override
    public String place() {
        return stateFile().toString();
    }

    @Override
    public String journalPlace() {
        return journalFile().toString();
    }

    @Override
    public String recoveryHint() {
        return Files.exists(backup())
                ? "The state before the last write is in `" + backup() + "`: copy it over `state.json`, then run"
                        + " `setpoint plan` to see what it does not know of."
                : "There is no backup beside it: restore one of your own.";
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Contents contents() {
        return this;
    }

    @Override
    public Result<Optional<byte[]>> state() {
        try {
            return Result.ok(Optional.of(DurableFile.read(stateFile())));
        } catch (NoSuchFileException e) {
            return Files.exists(backup())
                    ? Result.failed(LostState.onlyCopy(place(), recoveryHint()))
                    : Result.ok(Optional.empty());
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                            "SP0701", "The state `" + place() + "` cannot be read: " + DurableFile.reason(e) + ".")
                    .hint(
                            switch (e) {
                                case AccessDeniedException _ ->
                                    "Give this user permission to read it; by default only its owner can read it.";
                                case TooLargeException _ -> recoveryHint();
                                default ->
                                    "A folder or a broken link is in its place: move that away, or repair the link.";
                            }));
        }
    }

    @Override
    public Result<byte[]> journal(JournalPosition since) {
        try {
            return Result.ok(DurableFile.read(journalFile()));
        } catch (NoSuchFileException e) {
            return Result.ok(new byte[0]);
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0721", "The journal `" + journalFile() + "` cannot be read: " + DurableFile.reason(e) + "."));
        }
    }

    @Override
    public Result<LockedStorage> lock(String stack, String command, Duration timeout) {
        try {
            OwnerOnly.folders(folder);
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                            "SP0713",
                            "The folder `" + folder + "` for the state cannot be created:" + " " + DurableFile.reason(e)
                                    + ".")
                    .hint("The state is stored beside the stack: the user who runs Setpoint must be able to"
                            + " write to that folder."));
        }
        return StateLock.take(lockFile(), stack, command, timeout).map(lock -> new LockedFolder(this, lock));
    }

    @Override
    public Result<Optional<LockHolder>> holder(String stack) {
        return looking("read", () -> StateLock.current(lockFile()));
    }

    @Override
    public Result<Optional<LockHolder>> breakLock(String stack) {
        return looking("broken", () -> StateLock.breakUp(lockFile()));
    }

    private interface Look {
        Optional<LockHolder> at() throws IOException;
    }

    private Result<Optional<LockHolder>> looking(String done, Look look) {
        try {
            return Result.ok(look.at());
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0714", "The lock `" + lockFile() + "` cannot be " + done + ": " + DurableFile.reason(e) + "."));
        }
    }

    /** Does nothing, because nothing is open without a lock. */
    @Override
    public void close() {}
}
