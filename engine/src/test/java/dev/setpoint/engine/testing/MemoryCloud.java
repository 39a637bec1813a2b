package dev.setpoint.engine.testing;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A cloud of named objects, in memory or in a file that survives the process. It records every call,
 * and fails or pauses where a test asks it to.
 */
public final class MemoryCloud {

    /** One object. */
    public record Thing(TypeName type, Value.Map properties) {}

    /**
     * One call as the cloud saw it.
     *
     * @param operation create, read, update, delete or find
     * @param subject the address it was made for
     */
    public record Request(String operation, String subject) {
        boolean changes() {
            return List.of("create", "update", "delete").contains(operation);
        }

        @Override
        public String toString() {
            return operation + " " + subject;
        }
    }

    private final SortedMap<String, Thing> things = new TreeMap<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, ProviderException> faults = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Optional<Path> file;
    private volatile Consumer<Request> approach = _ -> {};
    private volatile Consumer<Request> before = _ -> {};
    private volatile Consumer<Request> after = _ -> {};

    /** An empty cloud in memory. */
    public MemoryCloud() {
        this.file = Optional.empty();
    }

    /** The cloud in this file; what it has acknowledged is there after the process was killed. */
    public MemoryCloud(Path file) {
        this.file = Optional.of(file);
        reload();
    }

    /** Sees what other processes have done to the cloud's file. */
    public void reload() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return;
        }
        lock.lock();
        try {
            things.clear();
            Files.readAllLines(file.get()).stream().map(Json::read).forEach(this::replay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Hook before a changing call is made known to the engine: while it waits for its turn. */
    public MemoryCloud approach(Consumer<Request> action) {
        approach = action;
        return this;
    }

    /** Hook before each call, on its thread: pause, halt, throw. */
    public MemoryCloud before(Consumer<Request> action) {
        before = action;
        return this;
    }

    /** Hook after a call had its effect and before its caller knows. */
    public MemoryCloud after(Consumer<Request> action) {
        after = action;
        return this;
    }

    /** Fails this call, {@code "create bucket"}, from now on. */
    public void fail(String request, ProviderException problem) {
        faults.put(request, problem);
    }

    /** Carries out this call, {@code "created bucket"}, and loses its answer, from now on. */
    public void lose(String request) {
        lost.add(request);
    }

    public void heal() {
        faults.clear();
        lost.clear();
    }

    /** Calls so far, in the order in which they began. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The changing calls so far: {@code create bucket}. */
    public List<String> changes() {
        return requests.stream().filter(Request::changes).map(Request::toString).toList();
    }

    public void forgetRequests() {
        requests.clear();
    }

    /** A copy of what is there, by identity. */
    public SortedMap<String, Thing> things() {
        lock.lock();
        try {
            return new TreeMap<>(things);
        } finally {
            lock.unlock();
        }
    }

    public Optional<Thing> thing(String identity) {
        lock.lock();
        try {
            return Optional.ofNullable(things.get(identity));
        } finally {
            lock.unlock();
        }
    }

    /** Changes an object behind Setpoint's back. */
    public void drift(String identity, String property, Value value) {
        var thing = thing(identity).orElseThrow();
        put(identity, new Thing(thing.type(), thing.properties().with(property, value)));
    }

    /** Removes an object behind Setpoint's back. */
    public void vanish(String identity) {
        remove(identity);
    }

    void approach(Request request) {
        approach.accept(request);
    }

    void enter(Request request) {
        requests.add(request);
        before.accept(request);
        var fault = faults.get(request.toString());
        if (fault != null) {
            throw fault;
        }
    }

    void leave(Request request, Call call) {
        after.accept(request);
        if (lost.contains(request.toString())) {
            call.unanswered();
            throw ProviderException.of(ProviderException.Kind.OTHER, "Lost", "The answer was lost.");
        }
    }

    String newId(String prefix) {
        var id = prefix + "-" + ids.incrementAndGet();
        while (thing(id).isPresent()) {
            id = prefix + "-" + ids.incrementAndGet();
        }
        return id;
    }

    /** Adds an object unless there is one of that identity. */
    boolean putNew(String identity, Thing thing) {
        lock.lock();
        try {
            if (things.containsKey(identity)) {
                return false;
            }
            put(identity, thing);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Makes or changes an object behind Setpoint's back. */
    public void put(String identity, Thing thing) {
        lock.lock();
        try {
            Crash.requireAlive();
            things.put(identity, thing);
            append(Value.Map.EMPTY
                    .with("id", Value.of(identity))
                    .with("type", Value.of(thing.type().text()))
                    .with("properties", thing.properties()));
        } finally {
            lock.unlock();
        }
    }

    void remove(String identity) {
        lock.lock();
        try {
            Crash.requireAlive();
            things.remove(identity);
            append(Value.Map.EMPTY.with("id", Value.of(identity)));
        } finally {
            lock.unlock();
        }
    }

    /** Identities of the objects whose list property {@code uses} names this one. */
    List<String> usersOf(String identity) {
        lock.lock();
        try {
            var users = new ArrayList<String>();
            things.forEach((id, thing) -> {
                if (thing.properties().list("uses").contains(Value.of(identity))) {
                    users.add(id);
                }
            });
            return users;
        } finally {
            lock.unlock();
        }
    }

    private void append(Value.Map line) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    file.get(), Json.compact(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replay(Value line) {
        if (line instanceof Value.Map map) {
            var id = map.string("id").orElseThrow();
            if (map.has("type")) {
                things.put(id, new Thing(new TypeName(map.string("type").orElseThrow()), map.map("properties")));
            } else {
                things.remove(id);
            }
        }
    }
}
