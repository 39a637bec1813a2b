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
 * Who has a lock.
 *
 * @param machine tells the host from any other of its name, and from itself before it was last started: whoever says
 *     the same sees the same processes under the same numbers; empty where that is not to be had
 */
public record LockHolder(String user, String host, String machine, long process, String command, Instant since) {

    /** No process has this number. */
    private static final long NOBODY = -1;

    /** This process, now. */
    public static LockHolder thisProcess(String command) {
        return new LockHolder(
                System.getProperty("user.name", "unknown"),
                thisHost(),
                thisMachine(),
                ProcessHandle.current().pid(),
                command,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Somebody who has not said who they are, or not yet. */
    public static LockHolder unknown() {
        return new LockHolder("", "", "", NOBODY, "", Instant.EPOCH);
    }

    /** Empty when it is none. */
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

    /** Without asking the network: a broken name service would cost seconds. */
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

    /** Where the kernel tells: container images and runners may well share a host name, and then count alike. */
    private static String thisMachine() {
        try {
            var started = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            var processes = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            return Redaction.sha256(thisHost() + "\n" + started + "\n" + processes);
        } catch (IOException e) {
            return "";
        }
    }

    /** {@code alice on build-7 (`setpoint apply`, process 4711) since 2026-11-23T10:00:00Z} */
    @Override
    public String toString() {
        return process == NOBODY
                ? "another process"
                : user + " on " + host + " (`" + command + "`, process " + process + ") since " + since;
    }

    /** Whether its process has certainly ended; only this machine's are known. */
    public boolean isGone() {
        return !machine.isEmpty()
                && machine.equals(thisMachine())
                && ProcessHandle.of(process).isEmpty();
    }
}
