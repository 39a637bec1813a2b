package dev.setpoint.engine.state;

import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Who has a lock. */
public record Holder(String user, String host, long process, String command, Instant since) {

    /** No process has this number. */
    private static final long NOBODY = -1;

    /** This process, now. */
    static Holder here(String command) {
        return new Holder(
                System.getProperty("user.name", "unknown"),
                thisHost(),
                ProcessHandle.current().pid(),
                command,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Somebody who has not said who they are, or not yet. */
    static Holder unknown() {
        return new Holder("", "", NOBODY, "", Instant.EPOCH);
    }

    /** Empty when it is none. */
    static Optional<Holder> read(Value.Map json) {
        try {
            return Optional.of(new Holder(
                    StateJson.text(json, "user"),
                    StateJson.text(json, "host"),
                    StateJson.number(json, "process"),
                    StateJson.text(json, "command"),
                    Instant.parse(StateJson.text(json, "since"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    Value.Map json() {
        return Value.Map.EMPTY
                .with("user", Value.of(user))
                .with("host", Value.of(host))
                .with("process", Value.of(process))
                .with("command", Value.of(command))
                .with("since", Value.of(since.toString()));
    }

    /** Without asking the network: a broken name service would cost seconds. */
    private static String thisHost() {
        return Stream.of("HOSTNAME", "COMPUTERNAME")
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .findFirst()
                .or(Holder::kernelName)
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

    /** {@code alice on build-7 (`setpoint apply`, process 4711) since 2026-11-23T10:00:00Z} */
    @Override
    public String toString() {
        return process == NOBODY
                ? "another process"
                : user + " on " + host + " (`" + command + "`, process " + process + ") since " + since;
    }

    /** Whether its process has ended; only this machine's are known. */
    boolean isGone() {
        return host.equals(thisHost()) && ProcessHandle.of(process).isEmpty();
    }
}
