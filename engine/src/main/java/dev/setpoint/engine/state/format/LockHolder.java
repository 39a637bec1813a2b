package dev.setpoint.engine.state.format;

import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The holder of a lock.
 *
 * @param machine id of the machine and its last boot; processes with the same id share one set of process numbers;
 *     empty when unavailable
 */
public record LockHolder(String user, String host, String machine, long process, String command, Instant since) {

    /** A number that no process has. */
    private static final long NOBODY = -1;

    /** Returns this process as a lock holder from now on. */
    public static LockHolder thisProcess(String command) {
        return new LockHolder(
                System.getProperty("user.name", "unknown"),
                thisHost(),
                thisMachine(),
                ProcessHandle.current().pid(),
                command,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns a holder whose details are not known, or not written yet. */
    public static LockHolder unknown() {
        return new LockHolder("", "", "", NOBODY, "", Instant.EPOCH);
    }

    /** Reads a holder; empty when the JSON is none. */
    public static Optional<LockHolder> read(Value.Map json) {
        try {
            return Optional.of(new LockHolder(
                    StateJson.text(json, "user"),
                    StateJson.text(json, "host"),
                    StateJson.text(json, "machine"),
                    StateJson.number(json, "process"),
                    StateJson.text(json, "command"),
                    Instant.parse(StateJson.text(json, "since"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    public Value.Map json() {
        return Value.Map.EMPTY
                .with("user", Value.of(user))
                .with("host", Value.of(host))
                .with("machine", Value.of(machine))
                .with("process", Value.of(process))
                .with("command", Value.of(command))
                .with("since", Value.of(since.toString()));
    }

    /** Returns the host name without a network request, because a broken name service would cost seconds. */
    private static String thisHost() {
        return Stream.of("HOSTNAME", "COMPUTERNAME")
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .findFirst()
                .or(LockHolder::kernelName)
                .orElse("this machine");
    }

    private static Optional<String> kernelName() {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns a digest of host name, boot id and process namespace; empty when unavailable. Host names are not
     * enough, because containers and CI runners often share one.
     */
    private static String thisMachine() {
        try {
            var started = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            var processes = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            return Redaction.sha256(thisHost() + "\n" + started + "\n" + processes);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns {@code alice on build-7 (`setpoint apply`, process 4711) since 2026-11-23T10:00:00Z} */
    @Override
    public String toString() {
        return process == NOBODY
                ? "another process"
                : user + " on " + host + " (`" + command + "`, process " + process + ") since " + since;
    }

    /** Tells whether the process has certainly ended. Only processes of this machine can be checked. */
    public boolean isGone() {
        return !machine.isEmpty()
                && machine.equals(thisMachine())
                && ProcessHandle.of(process).isEmpty();
    }
}
