package dev.setpoint.engine.apply;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.Entry;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Ends a run at its n-th boundary: before and after every call to the cloud and every entry of the
 * journal. From then on nothing gets through any more, neither to the disk nor to the cloud.
 */
final class Crash {

    /** What the run dies of; no stage catches it. */
    static final class Halted extends Error {
        private static final long serialVersionUID = 1;
    }

    private final AtomicLong left;
    private final Runnable end;

    /** @param end what happens at the boundary: throw {@link Halted}, or halt the process */
    Crash(long boundary, Runnable end) {
        this.left = new AtomicLong(boundary);
        this.end = end;
    }

    static Crash throwing(long boundary) {
        return new Crash(boundary, () -> {
            throw new Halted();
        });
    }

    /** Whether the boundary was reached. */
    boolean happened() {
        return left.get() <= 0;
    }

    void boundary() {
        if (left.decrementAndGet() <= 0) {
            end.run();
        }
    }

    /** A session whose entries that were not committed are lost in the crash, as in a loss of power. */
    Session on(Session session) {
        return new Crashing(session);
    }

    private final class Crashing implements Session {

        private final Session inner;
        private final List<Entry> uncommitted = new ArrayList<>();
        private final ReentrantLock lock = new ReentrantLock();

        Crashing(Session inner) {
            this.inner = inner;
        }

        @Override
        public State state() {
            flush();
            return inner.state();
        }

        @Override
        public List<Entry.Intent> unidentified() {
            flush();
            return inner.unidentified();
        }

        @Override
        public long nextChange() {
            return inner.nextChange();
        }

        @Override
        public void record(Entry entry) {
            boundary();
            lock.lock();
            try {
                uncommitted.add(entry);
            } finally {
                lock.unlock();
            }
            boundary();
        }

        @Override
        public void commit(Entry entry) {
            boundary();
            flush();
            inner.commit(entry);
            boundary();
        }

        @Override
        public Result<State> checkpoint() {
            boundary();
            flush();
            var written = inner.checkpoint();
            boundary();
            return written;
        }

        @Override
        public Result<State> write(UnaryOperator<State> change) {
            boundary();
            flush();
            var written = inner.write(change);
            boundary();
            return written;
        }

        @Override
        public void close() {
            inner.close();
        }

        private void flush() {
            if (happened()) {
                throw new Halted();
            }
            lock.lock();
            try {
                uncommitted.forEach(inner::record);
                uncommitted.clear();
            } finally {
                lock.unlock();
            }
        }
    }
}
