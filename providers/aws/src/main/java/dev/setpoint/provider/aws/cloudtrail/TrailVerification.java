package dev.setpoint.provider.aws.cloudtrail;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;

/** Proof that a trail logs, delivers, and records the events that it should. See behaviour.md#cloudtrail-trail. */
public final class TrailVerification implements Verification {

    private static final List<String> RECORDED =
            List.of(Selectors.BASIC, Selectors.ADVANCED, "insightSelectors", "logFileValidation");

    private final Aws aws;

    public TrailVerification(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> verify(Subject subject, Call call, Call afterwards) {
        var checks = new Checks();
        var arn = subject.object().identity().value();
        try {
            var status = aws.cloudTrail(call).getTrailStatus(r -> r.name(arn));
            var wanted = subject.object().properties().bool("logging").orElse(true);
            var logs = Boolean.TRUE.equals(status.isLogging());
            checks.add(Check.of("logging", logs == wanted, logs ? "on" : "off"));
            checks.add(delivery(status));
        } catch (ProviderException e) {
            checks.add(Checks.of("logging", e));
        }
        try {
            settings(subject, call, checks);
        } catch (ProviderException e) {
            checks.add(Checks.of("settings", e));
        }
        return checks.all();
    }

    private static Check delivery(GetTrailStatusResponse status) {
        var problem = Optional.ofNullable(status.latestDeliveryError()).filter(text -> !text.isEmpty());
        if (problem.isPresent()) {
            return Check.fail("delivery", "the latest attempt failed: " + problem.get());
        }
        return Optional.ofNullable(status.latestDeliveryTime())
                .map(time -> Check.pass("delivery", "latest at " + time))
                .orElseGet(() -> Check.unchecked("delivery", "nothing has been delivered yet"));
    }

    private void settings(Subject subject, Call call, Checks checks) {
        var managed = RECORDED.stream()
                .filter(name -> subject.object().properties().has(name))
                .toList();
        var live =
                new CloudTrailTrail(aws).read(subject.object().identity(), new PropertySet(Set.copyOf(managed)), call);
        if (live.isEmpty()) {
            checks.add(Check.fail("settings", "there is no such trail"));
            return;
        }
        for (var name : managed) {
            var found = live.get().get(name).orElse(Value.Null.VALUE);
            var same = subject.asApplied(name, found);
            var words = Stream.of(name.split("(?=[A-Z])", -1))
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" "));
            checks.add(Check.of(words, same, same ? "as declared" : "not as declared: " + Json.compact(found)));
        }
    }
}
