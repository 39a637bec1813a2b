package dev.setpoint.engine.testing;

import dev.setpoint.engine.spi.state.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An object store in memory, whose clock moves only when it is told to. Its times are in whole seconds, as S3's are. */
public final class MemoryObjects implements ObjectStore {

    @SuppressWarnings("ArrayRecordComponent") // Not compared as a whole.
    private record Kept(byte[] content, String version, Instant written) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<String, Kept> objects = new TreeMap<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private List<Concern> concerns = List.of();
    private Consumer<String> before = _ -> {};
    private boolean repeating;

    /** Lets time pass for the store. */
    public void pass(Duration time) {
        locked(() -> now = now.plus(time));
    }

    /** Every write is sent twice, as after a lost answer. */
    public void repeatWrites() {
        repeating = true;
    }

    /** @param action run before each request, which is told as {@code create .lock}; it may throw */
    public void before(Consumer<String> action) {
        before = action;
    }

    public void concerns(Concern... all) {
        concerns = List.of(all);
    }

    /** Number of requests of a kind so far: {@code create}, {@code read} … */
    public Map<String, Integer> requests() {
        return locked(() -> new TreeMap<>(requests));
    }

    /** Changes an object behind everybody's back. */
    public void tamper(String name, byte[] content) {
        locked(() -> objects.put(name, kept(content)));
    }

    public void drop(String name) {
        locked(() -> Optional.ofNullable(objects.remove(name)));
    }

    /** The names of all objects. */
    public SortedSet<String> all() {
        return locked(() -> new TreeSet<>(objects.keySet()));
    }

    public byte[] content(String name) {
        return locked(() ->
                Optional.ofNullable(objects.get(name)).orElseThrow().content().clone());
    }

    @Override
    public String place() {
        return "memory:state";
    }

    @Override
    public Optional<Stored> read(String name, int most) {
        return request(
                "read",
                name,
                () -> Optional.ofNullable(objects.get(name))
                        .map(kept -> new Stored(kept.content().clone(), kept.version(), kept.written(), seconds())));
    }

    @Override
    public Optional<Written> create(String name, byte[] content) {
        return write("create", name, content, () -> !objects.containsKey(name));
    }

    @Override
    public Optional<Written> replace(String name, byte[] content, String version) {
        return write("replace", name, content, () -> isAt(name, version));
    }

    private Optional<Written> write(String kind, String name, byte[] content, Supplier<Boolean> condition) {
        var first = request(kind, name, () -> written(name, content, condition));
        return repeating ? request(kind, name, () -> written(name, content, condition)) : first;
    }

    private Optional<Written> written(String name, byte[] content, Supplier<Boolean> condition) {
        if (!condition.get()) {
            return Optional.empty();
        }
        var kept = kept(content);
        objects.put(name, kept);
        return Optional.of(new Written(kept.version(), seconds()));
    }

    private Kept kept(byte[] content) {
        return new Kept(content.clone(), "v" + versions.incrementAndGet(), seconds());
    }

    private boolean isAt(String name, String version) {
        return Optional.ofNullable(objects.get(name))
                .filter(kept -> kept.version().equals(version))
                .isPresent();
    }

    @Override
    public void remove(String name, String version) {
        request("remove", name, () -> isAt(name, version) && objects.remove(name) != null);
    }

    @Override
    public void remove(Collection<String> names) {
        request("removeAll", "", () -> objects.keySet().removeAll(names));
    }

    @Override
    public SortedSet<String> names(String prefix) {
        return request(
                "list",
                prefix,
                () -> new TreeSet<>(objects.keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .toList()));
    }

    @Override
    public List<Concern> concerns() {
        return request("concerns", "", () -> concerns);
    }

    @Override
    public void close() {}

    private Instant seconds() {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    private <T> T request(String kind, String name, Supplier<T> work) {
        before.accept(kind + " " + name);
        return locked(() -> {
            requests.merge(kind, 1, Integer::sum);
            return work.get();
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
