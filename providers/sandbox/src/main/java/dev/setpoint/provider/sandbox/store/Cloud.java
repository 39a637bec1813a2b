package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Content of the simulated cloud. Many threads, and several processes on one folder, use it at once: each change sees
 * all acknowledged ones before it, and is on disk before it is acknowledged.
 */
public final class Cloud {

    // Below this many writes the file is short whatever it holds.
    private static final long NEVER_COMPACT_BELOW = 20_000;

    private final Journal journal;
    private final Visibility visibility;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private long sequence;
    private long written;
    private volatile Instant latest = Instant.EPOCH;

    private Cloud(Journal journal, Visibility visibility) {
        this.journal = journal;
        this.visibility = visibility;
    }

    /**
     * @param folder created when it is not there
     * @throws SandboxFileException when the file cannot be used
     */
    public static Cloud open(Path folder, Visibility visibility) {
        var cloud = new Cloud(new Journal(folder), visibility);
        cloud.catchUp();
        return cloud;
    }

    /** Returns the simulated time of the newest change; the clock never runs behind it. */
    public Instant latest() {
        return latest;
    }

    /** Runs a call that changes nothing. */
    public <T> T read(Instant now, Function<Documents, T> work) {
        catchUp();
        lock.readLock().lock();
        try {
            return work.apply(new Snapshot(now));
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Runs a call that may write. All its writes are kept, or none when it throws.
     *
     * @param call for the journal: {@code kms:CreateKey}
     * @param clock the time of the change, asked for once no other change can come before
     */
    public <T> T change(String call, Supplier<Instant> clock, Function<Documents, T> work) {
        return journal.exclusively(() -> {
            catchUp();
            var now = clock.get();
            var draft = new Draft(new Snapshot(now), entries);
            var result = work.apply(draft);
            if (!draft.written().isEmpty()) {
                var change = new Change(sequence + 1, now, call, draft.written());
                journal.append(change);
                locked(() -> apply(change));
                compactWhenLong();
            }
            return result;
        });
    }

    private void catchUp() {
        if (journal.hasNews()) {
            journal.alone(() -> {
                var news = journal.news();
                locked(() -> {
                    if (news.fresh()) {
                        entries.clear();
                        written = 0;
                        latest = news.notBefore().isAfter(latest) ? news.notBefore() : latest;
                    }
                    news.changes().forEach(this::apply);
                });
                return news;
            });
        }
    }

    private void locked(Runnable work) {
        lock.writeLock().lock();
        try {
            work.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void apply(Change change) {
        sequence = Math.max(sequence, change.sequence());
        latest = change.at().isAfter(latest) ? change.at() : latest;
        change.documents().forEach((key, document) -> {
            written++;
            if (visibility.immediate(key)) {
                document.ifPresentOrElse(
                        value -> entries.put(
                                key,
                                new Entry(change.sequence(), change.at(), Optional.of(value), true, Optional.empty())),
                        () -> entries.remove(key));
            } else {
                entries.put(
                        key,
                        new Entry(
                                        change.sequence(),
                                        change.at(),
                                        document,
                                        false,
                                        Optional.ofNullable(entries.get(key)))
                                .settled(change.at(), visibility));
            }
        });
    }

    private void compactWhenLong() {
        if (written < NEVER_COMPACT_BELOW || written < 4L * entries.size()) {
            return;
        }
        var kept = new ArrayList<Change>();
        entries.forEach((key, entry) -> entry.document()
                .ifPresent(document -> kept.add(new Change(
                        entry.sequence(), entry.at(), "compaction", java.util.Map.of(key, Optional.of(document))))));
        journal.rewrite(sequence, latest, kept);
        written = kept.size();
    }

    /** View of a reading call: the answer of one replica. */
    private final class Snapshot implements Documents {

        private final Instant now;
        private final int replica;

        Snapshot(Instant now) {
            this.now = now;
            this.replica =
                    visibility.immediate() ? 0 : ThreadLocalRandom.current().nextInt(Visibility.REPLICAS);
        }

        @Override
        public Optional<Value.Map> get(String key) {
            return Optional.ofNullable(entries.get(key)).flatMap(entry -> entry.seenBy(replica, now, visibility));
        }

        @Override
        public boolean visible(String key) {
            return get(key).isPresent();
        }

        @Override
        public SortedMap<String, Value.Map> under(String prefix) {
            var found = new TreeMap<String, Value.Map>();
            for (var entry : entries.tailMap(prefix).entrySet()) {
                if (!entry.getKey().startsWith(prefix)) {
                    break;
                }
                entry.getValue().seenBy(replica, now, visibility).ifPresent(value -> found.put(entry.getKey(), value));
            }
            return found;
        }

        @Override
        public void put(String key, Value.Map document) {
            throw new IllegalStateException("A reading call wrote " + key + ".");
        }

        @Override
        public void remove(String key) {
            throw new IllegalStateException("A reading call removed " + key + ".");
        }
    }
}
