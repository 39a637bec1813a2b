package dev.setpoint.engine.state.format;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What the lock object says. When the lease ends is not in it: that is its length after the object was last
 * written, and only the store's clock says when that was.
 *
 * @param run tells this run from every other, of the same process even
 * @param rank how many runs before this one took the lock over from each other, none of them giving it back: by so
 *     much more than 1 its token exceeds all tokens journalled so far
 * @param renewal how often it was renewed, so that no two versions of the object are alike
 * @param lease how long it holds without being renewed
 * @param brokenBy who broke it; the lease is not renewed any more then
 */
public record LockNote(
        LockHolder holder, String run, long rank, long renewal, Duration lease, Optional<String> brokenBy) {

    /** In bytes. */
    public static final int MAX_BYTES = 64_000;

    /** A lock of this process, not taken yet. */
    public static LockNote of(LockHolder holder, Duration lease) {
        return new LockNote(holder, UUID.randomUUID().toString(), 0, 0, lease, Optional.empty());
    }

    public LockNote renewed() {
        return new LockNote(holder, run, rank, renewal + 1, lease, brokenBy);
    }

    /** The same run, taking the lock over from another one, which may have journalled nothing yet. */
    public LockNote after(LockNote other) {
        return new LockNote(holder, run, other.rank + 1, renewal, lease, brokenBy);
    }

    /** @param left what is left of the lease: breaking it does not make it longer */
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

    /** Empty when this is no lock of Setpoint's. */
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
            // Whatever it is: nobody can say whose it is, so it is not taken for a lock that has run out.
            return Optional.empty();
        }
    }

    /** Earlier versions wrote their whole token, which a run that takes over exceeds as well. */
    private static long rank(Value.Map json) {
        return StateJson.number(json, json.has("rank") ? "rank" : "token");
    }
}
