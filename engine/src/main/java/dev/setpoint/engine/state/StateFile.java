package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.seal.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code state.json}, and {@code state.json.backup} from before the last write. */
final class StateFile {

    private final Path file;
    private final Sealer sealer;

    StateFile(Path file, Sealer sealer) {
        this.file = file;
        this.sealer = sealer;
    }

    /** Empty when there never was one; fails when it is lost, as a backup without it shows. */
    Result<Optional<State>> read() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Files.exists(backup()) ? Result.failed(lost()) : Result.ok(Optional.empty());
        } catch (IOException e) {
            return Result.failed(
                    Diagnostic.error(
                                    "SP0701", "The state `" + file + "` cannot be read: " + DurableFile.reason(e) + ".")
                            .hint(
                                    Files.isDirectory(file)
                                            ? "Setpoint makes no folder of that name: move it away."
                                            : "Give this user permission to read it; it is made readable for its owner alone."));
        }
        return StateText.read("The state `" + file + "`", bytes, sealer, this::wayBack)
                .map(Optional::of);
    }

    private Diagnostic lost() {
        return Diagnostic.error(
                        "SP0707",
                        "The state `" + file + "` is lost: only the copy from before its last write is there.")
                .hint("Put it back from where it was moved to. " + wayBack());
    }

    private String wayBack() {
        var backup = backup();
        return Files.exists(backup)
                ? "The state before the last write is in `" + backup + "`: copy it over `" + file.getFileName()
                        + "`, then run `setpoint plan` to see what it does not know of."
                : "There is no earlier copy beside it: take one from your own backups.";
    }

    /**
     * Writes the state so that after a crash the file is the old or the new one, and keeps the old one as a backup.
     *
     * @param key to seal both with; empty: they stand in clear
     */
    void write(State state, Optional<DataKey> key) throws IOException {
        if (Files.exists(file)) {
            DurableFile.replace(backup(), StateText.kept(Files.readAllBytes(file), sealer, key));
        }
        DurableFile.replace(file, StateText.write(state, key));
    }

    private Path backup() {
        return file.resolveSibling(file.getFileName() + ".backup");
    }
}
