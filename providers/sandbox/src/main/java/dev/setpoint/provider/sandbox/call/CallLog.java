package dev.setpoint.provider.sandbox.call;

import dev.setpoint.engine.file.LinkTarget;
import dev.setpoint.engine.file.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Log of all calls in the order in which they ended, for tests of order and concurrency. */
public final class CallLog {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean kept;
    private volatile Optional<Path> file = Optional.empty();

    /**
     * @param number counts all calls of this process from 1, in the order in which they began
     * @param action as IAM spells it: {@code kms:CreateKey}
     * @param subject the request's first identifying member: a bucket or role name, a key id; may be empty
     * @param began simulated time
     * @param outcome {@code ok}, or the error code
     */
    public record Entry(
            long number, String action, String region, String subject, Instant began, Instant ended, String outcome) {

        String line() {
            return String.join(
                            "\t",
                            Long.toString(number),
                            began.toString(),
                            ended.toString(),
                            action,
                            region,
                            subject,
                            outcome)
                    + "\n";
        }
    }

    /** Keeps entries in memory from now on. */
    public CallLog keep() {
        kept = true;
        return this;
    }

    void writeTo(Path path) {
        file = Optional.of(path);
    }

    boolean wanted() {
        return kept || file.isPresent();
    }

    void add(Entry entry) {
        if (kept) {
            entries.add(entry);
        }
        file.ifPresent(path -> {
            try {
                if (LinkTarget.of(path).kind() != LinkTarget.Kind.STREAM) {
                    OwnerOnly.file(path);
                }
                Files.write(path, entry.line().getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException("The call log " + path + " cannot be written.", e);
            }
        });
    }

    /** Returns the kept entries. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the actions of the kept entries. */
    public List<String> actions() {
        return entries.stream().map(Entry::action).toList();
    }

    public void clear() {
        entries.clear();
    }
}
