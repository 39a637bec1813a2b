package dev.setpoint.provider.aws.lifecycle;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Properties;
import dev.setpoint.provider.aws.wait.Settled;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Resource type whose objects are named by the spec and found by that name. Creating refuses an object that exists,
 * every change is read back until AWS shows it, and deleting waits until reads no longer find the object. A subclass
 * says only which requests its service wants.
 *
 * @param <S> the SDK's description of an object
 */
public abstract class NamedType<S> implements ResourceType {

    protected final Aws aws;
    private final String thing;
    private final Predicate<ProviderException> gone;
    private final Settled settled;

    /**
     * @param thing the word for an object in messages: {@code delivery channel}
     * @param gone errors that say that there is no such object
     * @param settled when reads prove that a change has taken effect
     */
    protected NamedType(Aws aws, String thing, Predicate<ProviderException> gone, Settled settled) {
        this.aws = aws;
        this.thing = thing;
        this.gone = gone;
        this.settled = settled;
    }

    /** Asks AWS for an object; empty when there is none. */
    protected abstract Optional<S> described(Identity id, Call call);

    /**
     * Properties and outputs of an object. It may return more than is wanted; a property that costs a request is read
     * only when it is wanted.
     */
    protected abstract Value.Map properties(Identity id, S object, PropertySet wanted, Call call);

    /** Sends the request that creates an object. */
    protected abstract void make(Identity id, Value.Map desired, Call call);

    /** Sends the requests that change an object. */
    protected abstract void change(Identity id, Update update, Call call);

    /** Sends the request that deletes an object. */
    protected abstract void remove(Identity id, Call call);

    /** Identity of the object that these properties name. */
    protected Identity identity(Value.Map desired, Call call) {
        return new Identity(Properties.text(desired, "name"));
    }

    /** Name of an object in messages. */
    protected String label(Identity id) {
        return thing + " " + id;
    }

    /** The error for an object that exists already; empty when AWS itself refuses to create it twice. */
    protected Optional<ProviderException> taken(Identity id) {
        var code = Character.toUpperCase(thing.charAt(0)) + thing.substring(1) + "Exists";
        return Optional.of(ExistingObject.problem(code, "The " + label(id), id).about("name"));
    }

    /** Sets what the request that creates an object does not set. */
    protected void complete(Identity id, Value.Map desired, Call call) {}

    /** True when a read shows everything that was written. */
    protected boolean shows(Value.Map live, Value.Map desired) {
        return ReadBack.covers(live, desired);
    }

    /** Waits until a deleted object is gone. */
    protected void awaitGone(Identity id, Call call) {
        aws.eventually(call)
                .until(
                        settled,
                        "the " + label(id) + " to be gone",
                        () -> described(id, call).isEmpty());
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var id = identity(desired, call);
        var taken = taken(id);
        if (taken.isPresent() && described(id, call).isPresent()) {
            throw taken.get();
        }
        make(id, desired, call);
        call.identified(id);
        complete(id, desired, call);
        return current(id, desired, call);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return Errors.found(gone, () -> described(id, call).map(object -> properties(id, object, wanted, call)));
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        change(id, update, call);
        return current(id, update.desired(), call);
    }

    /** Reads an object back until it shows what was written. */
    protected Value.Map current(Identity id, Value.Map desired, Call call) {
        var wanted = PropertySet.of(desired);
        return ReadBack.settled(
                aws.eventually(call),
                settled,
                "the " + label(id),
                live -> shows(live, desired),
                () -> read(id, wanted, call));
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call).removed(gone, () -> remove(id, call));
        awaitGone(id, call);
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var id = identity(desired, call);
        // Properties without a name name no object; AWS refuses to look for an empty name.
        return id.value().isEmpty() ? Optional.empty() : described(id, call).map(_ -> id);
    }
}
