package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Result;
import java.time.Duration;
import java.util.Optional;

/** Where the state of one stack is kept. */
public interface StateStore {

    /** The state as it is now, with what a run that was cut short had journalled; takes no lock and changes nothing. */
    Result<State> read();

    /**
     * Takes the lock. Fails when somebody else has it and does not give it back within the timeout:
     * the diagnostic says who and since when.
     *
     * @param command what the lock is for, shown to whoever finds it taken: {@code setpoint apply}
     * @param timeout how long to wait; zero: not at all
     */
    Result<Session> lock(String command, Duration timeout);

    /**
     * Takes the lock away from whoever has it; a run that still goes on finds its next write refused.
     *
     * @return who had it; empty when nobody had
     */
    Result<Optional<Holder>> breakLock();
}
