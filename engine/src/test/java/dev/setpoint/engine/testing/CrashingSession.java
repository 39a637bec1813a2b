package dev.setpoint.engine.testing;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session whose every write is a boundary of a {@link Crash}. */
final class CrashingSession implements Session {

    private final Crash crash;
    private final Session inner;
    private final boolean losing;
    private final List<JournalEntry> uncommitted = new ArrayList<>();
    private final Map<Long, String> subjects = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** @param losing entries that were not committed are lost in the crash */
    CrashingSession(Crash crash, Session inner, boolean losing) {
        this.crash = crash;
        this.inner = inner;
        this.losing = losing;
    }

    @Override
    public State state() {
        flush();
        return inner.state();
    }

    @Override
    public List<JournalEntry.Intent> unidentified() {
        flush();
        return inner.unidentified();
    }

    @Override
    public long nextChange() {
        return inner.nextChange();
    }

    @Override
    public void record(JournalEntry entry) {
        during(name(entry), () -> {
            if (losing) {
                keep(entry);
            } else {
                inner.record(entry);
            }
            return entry;
        });
    }

    @Override
    public void commit(JournalEntry entry) {
        during(name(entry), () -> {
            flush();
            inner.commit(entry);
            return entry;
        });
    }

    @Override
    public void conceal(Secrets secrets) {
        inner.conceal(secrets);
    }

    @Override
    public Result<State> checkpoint() {
        return during("checkpoint", () -> {
            flush();
            return inner.checkpoint();
        });
    }

    @Override
    public Result<State> write(UnaryOperator<State> change) {
        return during("state", () -> {
            flush();
            return inner.write(change);
        });
    }

    /** The operating system gives the lock back. */
    @Override
    public void close() {
        inner.close();
    }

    private <T> T during(String what, Supplier<T> work) {
        crash.before(what);
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            crash.after(what);
            throw e;
        }
        crash.after(what);
        return result;
    }

    private void keep(JournalEntry entry) {
        lock.lock();
        try {
            uncommitted.add(entry);
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        if (crash.happened()) {
            throw new Crash.Halted();
        }
        lock.lock();
        try {
            uncommitted.forEach(inner::record);
            uncommitted.clear();
        } finally {
            lock.unlock();
        }
    }

    private String name(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Intent intent -> {
                var subject = intent.operation() + " " + intent.address();
                subjects.put(intent.change(), subject);
                yield "intent " + subject;
            }
            case JournalEntry.Identified(var change, var _) -> "identified " + subjects.getOrDefault(change, "");
            case JournalEntry.Done(var _, var resource) -> "done " + resource.address();
            case JournalEntry.Deleted(var _, var address, var _) -> "deleted " + address;
            case JournalEntry.Failed(var change) -> "failed " + subjects.getOrDefault(change, "");
            case JournalEntry.Forgotten(var address) -> "forgotten " + address;
            case JournalEntry.ReplacementDue(var address, var _) -> "due " + address;
            case JournalEntry.Restored _ -> "restored";
            case JournalEntry.Moved _ -> "moved";
        };
    }
}
