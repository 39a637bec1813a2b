package dev.setpoint.provider.aws.cloudtrail;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * A trail, managed from its home region: the provider's. Its log files outlive it.
 * See behaviour.md#cloudtrail-trail.
 */
public final class CloudTrailTrail implements ResourceType {

    private static final String LOGGING = "logging";
    private static final String INSIGHTS = "insightSelectors";
    private static final String TAGS = "tags";

    private final Aws aws;

    public CloudTrailTrail(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var eventually = aws.eventually(call);
        var arn = LiveTrail.create(aws.cloudTrail(call), TrailProperties.create(desired), eventually);
        call.identified(new Identity(arn));
        var trail = live(arn, call);
        eventually.appears(LiveTrail.PROPAGATION, "the new trail to be seen", trail::trail);
        // A new trail does not log.
        if (desired.bool(LOGGING).orElse(true)) {
            trail.logging(true);
        }
        if (desired.has(Selectors.BASIC) || desired.has(Selectors.ADVANCED)) {
            trail.selectors(desired);
        }
        if (desired.has(INSIGHTS)) {
            trail.insights(desired.list(INSIGHTS));
        }
        return current(arn, desired, call);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var trail = live(id.value(), call);
        return Errors.found(LiveTrail.GONE, () -> trail.trail().map(found -> read(trail, found, wanted)));
    }

    private static Value.Map read(LiveTrail trail, Trail found, PropertySet wanted) {
        var live = TrailProperties.read(found, wanted);
        if (wanted.contains(LOGGING)) {
            live = live.with(LOGGING, Value.of(trail.isLogging()));
        }
        if (wanted.contains(Selectors.BASIC) || wanted.contains(Selectors.ADVANCED)) {
            for (var selectors : trail.selectors().entries().entrySet()) {
                live = wanted.contains(selectors.getKey()) ? live.with(selectors.getKey(), selectors.getValue()) : live;
            }
        }
        if (wanted.contains(INSIGHTS)) {
            live = trail.insights()
                    .map(insights -> Value.Map.EMPTY.with(INSIGHTS, insights))
                    .orElse(Value.Map.EMPTY)
                    .plus(live);
        }
        return wanted.contains(TAGS) ? live.with(TAGS, Tags.toValue(trail.tags())) : live;
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        refuseOtherRegion(id);
        var desired = update.desired();
        var trail = live(id.value(), call);
        if (TrailProperties.OF_TRAIL.stream().anyMatch(update::touches)) {
            trail.update(TrailProperties.update(id.value(), desired, update.removed()));
        }
        if (update.touches(LOGGING)) {
            trail.logging(desired.bool(LOGGING).orElse(true));
        }
        if (update.touches(Selectors.BASIC) || update.touches(Selectors.ADVANCED)) {
            trail.selectors(desired);
        }
        if (update.touches(INSIGHTS)) {
            trail.insights(desired.list(INSIGHTS));
        }
        if (update.touches(TAGS)) {
            trail.tags(Tags.wanted(desired));
        }
        return current(id.value(), desired, call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        refuseOtherRegion(id);
        live(id.value(), call).delete();
    }

    /** The ARN follows from partition, home region, account and name. */
    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var caller = aws.caller(call);
        var arn = "arn:" + caller.partition() + ":cloudtrail:" + aws.region() + ":" + caller.accountId() + ":trail/"
                + text(desired, "name");
        return live(arn, call).trail().map(trail -> new Identity(trail.trailARN()));
    }

    @Override
    public Value.Map untouched() {
        return Selectors.INITIAL.with(LOGGING, Value.of(false)).with(INSIGHTS, Value.List.EMPTY);
    }

    private void refuseOtherRegion(Identity id) {
        var home = Arn.fromString(id.value()).region().orElse("");
        if (!home.equals(aws.region())) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "InvalidHomeRegionException",
                            "The trail " + id + " can be changed only from its home region " + home + ".")
                    .hint("Give the resource a provider with `region: " + home + "`.");
        }
    }

    private Value.Map current(String arn, Value.Map desired, Call call) {
        return aws.eventually(call)
                .appears(
                        LiveTrail.PROPAGATION,
                        "the trail to be seen",
                        () -> read(new Identity(arn), PropertySet.of(desired), call));
    }

    private LiveTrail live(String arn, Call call) {
        return new LiveTrail(aws.cloudTrail(call), arn, aws.eventually(call));
    }
}
