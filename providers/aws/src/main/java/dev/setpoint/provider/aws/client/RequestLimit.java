package dev.setpoint.provider.aws.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limit of requests in flight. It starts at the maximum and adapts as TCP does: throttling
 * halves it, each answered request lets it grow by a little.
 */
public final class RequestLimit {

    private static final long SLICE_MILLIS = 200;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition freed = lock.newCondition();
    private final int most;
    private double limit;
    private int inFlight;
    private long halvings;

    /** @param most requests at once, at least 1 */
    public RequestLimit(int most) {
        this.most = Math.max(1, most);
        this.limit = this.most;
    }

    /**
     * Waits for a place.
     *
     * @param check called about five times a second while waiting; it throws to give up
     * @return to be given back by {@link #answered} or {@link #throttled}
     */
    long enter(Runnable check) throws InterruptedException {
        check.run();
        lock.lockInterruptibly();
        try {
            while (inFlight >= (int) limit) {
                if (!freed.await(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
                    check.run();
                }
            }
            inFlight++;
            return halvings;
        } finally {
            lock.unlock();
        }
    }

    /** The request has ended, well or badly, without throttling. */
    void answered() {
        leave(() -> limit = Math.min(most, limit + 1 / limit));
    }

    /**
     * AWS asks for fewer requests. Requests that were in flight together halve the limit once, not once each.
     *
     * @param ticket what {@link #enter} returned
     */
    void throttled(long ticket) {
        leave(() -> {
            if (ticket == halvings) {
                limit = Math.max(1, limit / 2);
                halvings++;
            }
        });
    }

    /** The limit now: for tests and for whoever wants to know. */
    public int limit() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Runnable adapt) {
        lock.lock();
        try {
            inFlight--;
            adapt.run();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
