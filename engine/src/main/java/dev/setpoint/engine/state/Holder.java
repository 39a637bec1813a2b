package dev.setpoint.engine.state;

import dev.setpoint.engine.value.Json;
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

    /** This process, now. */
    static Holder here(String command) {
        return new Holder(
                System.getProperty("user.name", "unknown"),
                thisHost(),
                ProcessHandle.current().pid(),
                command,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    static Optional<Holder> read(String text) {
        try {
            var json = StateJson.mapOf(Json.read(text), "holder");
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

    String json() {
        return Json.pretty(Value.Map.EMPTY
                        .with("user", Value.of(user))
                        .with("host", Value.of(host))
                        .with("process", Value.of(process))
                        .with("command", Value.of(command))
                        .with("since", Value.of(since.toString())))
                + "\n";
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
        return user + " on " + host + " (`" + command + "`, process " + process + ") since " + since;
    }
}
