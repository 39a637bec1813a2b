package dev.setpoint.provider.aws.testing;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A call that remembers what it was told. */
public final class TestCall implements Call {

    private final String tag = "test/" + UUID.randomUUID();
    private final List<Identity> identities = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private Duration timeLeft = Duration.ofMinutes(5);
    private boolean cancelled;
    private boolean stopped;
    private boolean unanswered;

    @Override
    public Address address() {
        return Address.resource("tested");
    }

    @Override
    public Duration timeLeft() {
        return timeLeft;
    }

    @Override
    public void identified(Identity identity) {
        identities.add(identity);
    }

    @Override
    public void progress(String message) {
        progress.add(message);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void beforeChange() {
        if (stopped) {
            throw ProviderException.of(ProviderException.Kind.CANCELLED, "NotBegun", "Not begun.");
        }
    }

    @Override
    public void unanswered() {
        unanswered = true;
    }

    @Override
    public String ownershipTag() {
        return tag;
    }

    public TestCall within(Duration time) {
        timeLeft = time;
        return this;
    }

    public void cancel() {
        cancelled = true;
    }

    /** Refuses changes, as of a run that was stopped before this call changed anything. */
    public void stop() {
        stopped = true;
    }

    /** Tells whether it was told of a request without an answer. */
    public boolean isUnanswered() {
        return unanswered;
    }

    public List<Identity> identities() {
        return List.copyOf(identities);
    }

    public List<String> progress() {
        return List.copyOf(progress);
    }
}
