package dev.setpoint.provider.aws.config;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Type of AWS Config whose objects are created and changed by one request. Such a request would change somebody else's
 * object without a word, so an object that exists is refused.
 *
 * @param <S> the SDK's description of an object
 */
abstract class ConfigType<S> extends NamedType<S> {

    static final Duration PROPAGATION = Duration.ofMinutes(2);
    static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    ConfigType(Aws aws, String thing, Predicate<ProviderException> gone) {
        super(aws, thing, gone, SEEN);
    }

    /** A region has one recorder and one delivery channel, so that another name would not help. */
    @Override
    protected Optional<ProviderException> taken(Identity id) {
        return Optional.of(ExistingObject.refusal(
                        "AlreadyExists", "The " + label(id) + " exists already, and this stack did not create it.")
                .about("name")
                .hint("To manage it here, write `import: " + id + "` in its block."));
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        make(id, whole(id, update, call), call);
        call.identified(id);
    }

    /**
     * Returns the desired properties with those that the object has and the spec neither sets nor removes: the request
     * replaces all. See behaviour.md#whole-writes.
     */
    private Value.Map whole(Identity id, Update update, Call call) {
        var live = described(id, call)
                .map(object -> properties(id, object, PropertySet.of(), call))
                .orElse(Value.Map.EMPTY);
        var kept = new LinkedHashMap<>(live.entries());
        kept.keySet().removeAll(update.removed());
        return new Value.Map(kept).plus(update.desired());
    }
}
