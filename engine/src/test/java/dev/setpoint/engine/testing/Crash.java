package dev.setpoint.engine.testing;

import dev.setpoint.engine.state.Session;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends a run at one of its boundaries: before and after every call to the cloud and every write of the
 * journal and the state. From then on nothing gets through any more, neither to the disk nor to the cloud.
 *
 * <p>A boundary has a number, in the order in which they are met, and a name, {@code before kms:CreateKey
 * us-east-1 #1}, by which it is the same one whatever the order of what runs at the same time.
 */
public final class Crash {

    /** Error that ends the run; no stage catches it. */
    public static final class Halted extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Decides where the run ends. */
    @FunctionalInterface
    public interface Moment {
        boolean has(long number, String name);
    }

    /** Fate of journal entries that nobody has waited for. */
    public enum Unsynced {
        /** A killed process: the operating system has them. */
        KEPT,
        /** A loss of power. */
        LOST
    }

    /** The crash that ends the run to which a thread belongs. Threads that the run starts inherit it. */
    private static final InheritableThreadLocal<Optional<Crash>> ENDING = new InheritableThreadLocal<>() {
        @Override
        protected Optional<Crash> initialValue() {
            return Optional.empty();
        }
    };

    private final Moment moment;
    private final Unsynced unsynced;
    private final Runnable end;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final Collection<String> met = new ConcurrentLinkedQueue<>();
    private long number;
    private int running;
    private boolean happened;

    /** @param end what happens at the boundary: throw {@link Halted}, or halt the process */
    public Crash(Moment moment, Unsynced unsynced, Runnable end) {
        this.moment = moment;
        this.unsynced = unsynced;
        this.end = end;
    }

    /** At the n-th boundary. */
    public static Crash throwing(long boundary) {
        return throwing((number, _) -> number == boundary, Unsynced.LOST);
    }

    public static Crash throwing(Moment moment, Unsynced unsynced) {
        return new Crash(moment, unsynced, () -> {
            throw new Halted();
        });
    }

    /** Never: to learn which boundaries there are. */
    public static Crash never() {
        return throwing((_, _) -> false, Unsynced.KEPT);
    }

    /** The names of the boundaries so far, in order. */
    public Collection<String> met() {
        return met;
    }

    /** Tells whether the boundary was reached. */
    public boolean happened() {
        lock.lock();
        try {
            return happened;
        } finally {
            lock.unlock();
        }
    }

    /** A boundary that is neither a beginning nor an end. */
    public void boundary(String what) {
        boundary(what, 0);
    }

    /** Something with an effect outside begins. */
    public void before(String what) {
        boundary("before " + what, 1);
    }

    /** Its effect is there, and whoever asked for it does not know yet. */
    public void after(String what) {
        boundary("after " + what, -1);
    }

    /** Ends the run here and now, as if a boundary had been reached. */
    public void now() {
        lock.lock();
        try {
            happened = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for effects that were under way when the run ended. */
    public void settle() {
        lock.lock();
        try {
            while (running > 0) {
                quiet.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does a run whose threads have no effect any more once it has crashed, though they go on. */
    public void ends(Runnable run) {
        ENDING.set(Optional.of(this));
        try {
            run.run();
        } finally {
            ENDING.remove();
        }
    }

    /** Ends the calling thread if its run has crashed: a dead process changes nothing any more. */
    static void requireAlive() {
        if (ENDING.get().filter(Crash::happened).isPresent()) {
            throw new Halted();
        }
    }

    /** A session that the crash ends. */
    public Session on(Session session) {
        return new CrashingSession(this, session, unsynced == Unsynced.LOST);
    }

    private void boundary(String what, int begun) {
        lock.lock();
        try {
            var name = what + " #" + times.merge(what, 1, Integer::sum);
            met.add(name);
            happened = happened || moment.has(++number, name);
            if (!happened || begun < 0) {
                running += begun;
                quiet.signalAll();
            }
            if (!happened) {
                return;
            }
        } finally {
            lock.unlock();
        }
        end.run();
    }
}
