package dev.setpoint.engine.state.format;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The content of the lock object. The end of the lease is not in it: the lease ends its length after the last write
 * of the object, by the store's clock.
 *
 * @param run id of the run, unique even within a process
 * @param rank number of runs before this one that took the lock over without a release in between; its token is rank
 *     + 1 more than the highest token in the journal
 * @param renewal number of renewals, so that all versions of the object differ
 * @param lease validity without renewal
 * @param brokenBy who broke the lock; it is then no longer renewed
 */
public record LockNote(
        LockHolder holder, String run, long rank, long renewal, Duration lease, Optional<String> brokenBy) {

    /** Maximum size of a lock object, in bytes. */
    public static final int MAX_BYTES = 64_000;

    /** Returns the note of a lock that this process is about to take. */
    public static LockNote of(LockHolder holder, Duration lease) {
        return new LockNote(holder, UUID.randomUUID().toString(), 0, 0, lease, Optional.empty());
    }

    public LockNote renewed() {
        return new LockNote(holder, run, rank, renewal + 1, lease, brokenBy);
    }

    /** Returns this run's note for taking the lock over from another run, which may have written no journal yet. */
    public LockNote after(LockNote other) {
        return new LockNote(holder, run, other.rank + 1, renewal, lease, brokenBy);
    }

    /** @param left remaining time of the lease, which breaking does not extend */
    public LockNote broken(String by, Duration left) {
        return new LockNote(holder, run, rank, renewal, left, Optional.of(by));
    }

    public byte[] content() {
        var json = holder.json()
                .with("run", Value.of(run))
                .with("rank", Value.of(rank))
                .with("renewal", Value.of(renewal))
                .with("leaseMillis", Value.of(lease.toMillis()));
        var whole = brokenBy.map(name -> json.with("brokenBy", Value.of(name))).orElse(json);
        return (Json.pretty(whole) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a note; empty when the content is no lock of Setpoint. */
    public static Optional<LockNote> read(byte[] content) {
        try {
            var json = StateJson.mapOf(Json.kept(new String(content, StandardCharsets.UTF_8)), "lock");
            return LockHolder.read(json)
                    .map(holder -> new LockNote(
                            holder,
                            StateJson.text(json, "run"),
                            rank(json),
                            StateJson.number(json, "renewal"),
                            Duration.ofMillis(StateJson.number(json, "leaseMillis")),
                            json.string("brokenBy")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The owner is unknown, so the lock does not count as expired.
            return Optional.empty();
        }
    }

    /** Earlier versions wrote their whole token here. A run that takes over exceeds that too. */
    private static long rank(Value.Map json) {
        return StateJson.number(json, json.has("rank") ? "rank" : "token");
    }
}
