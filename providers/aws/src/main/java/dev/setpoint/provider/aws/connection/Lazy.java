package dev.setpoint.provider.aws.connection;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something made when first asked for, once. A failure is not kept: the next caller tries again. */
final class Lazy<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> make;
    private volatile Optional<T> made = Optional.empty();

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    T get() {
        var already = made;
        if (already.isPresent()) {
            return already.get();
        }
        lock.lock();
        try {
            var value = made.orElseGet(make);
            made = Optional.of(value);
            return value;
        } finally {
            lock.unlock();
        }
    }

    void ifMade(Consumer<T> action) {
        made.ifPresent(action);
    }
}
