package dev.setpoint.engine.state.format;

import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Secrets;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Removes from an earlier state the values that have become secret since: values at places where the present state
 * has a digest, and every text that contains a secret of the present run.
 *
 * @param now the present state, without secrets
 */
public record SecretRemoval(State now, Secrets secrets) {

    /** Tells whether there are no secrets to remove. */
    boolean isEmpty() {
        return secrets.isEmpty();
    }

    Snapshot of(Snapshot before) {
        var redaction = before.state().redaction();
        return new Snapshot(
                state(before.state()).redacted(),
                before.openEntries().stream()
                        .map(entry -> entry instanceof JournalEntry.Intent intent
                                ? intent.withDesired(hidden(intent.desired()))
                                : entry)
                        .map(entry -> entry.redacted(redaction))
                        .toList(),
                before.position());
    }

    private State state(State before) {
        var resources = new TreeMap<>(before.resources());
        resources.replaceAll((address, resource) -> {
            var present = now.resource(address);
            return resource.withApplied(like(resource.applied(), present.map(ResourceState::applied)))
                    .withOutputs(like(resource.outputs(), present.map(ResourceState::outputs)))
                    .withDeposed(resource.deposed().stream()
                            .map(object -> new ResourceState.Deposed(
                                    object.identity(), hidden(object.applied()), object.dependencies()))
                            .toList());
        });
        var providers = new TreeMap<>(before.providers());
        providers.replaceAll((name, settings) ->
                like(settings, Optional.ofNullable(now.providers().get(name))));
        return before.withResources(resources)
                .withProviders(providers)
                .withOutputs(like(before.outputs(), Optional.of(now.outputs())));
    }

    private Value.Map like(Value.Map before, Optional<Value.Map> present) {
        return map(before, present.map(value -> value));
    }

    private Value.Map hidden(Value.Map values) {
        return map(values, Optional.empty());
    }

    private Value.Map map(Value.Map before, Optional<Value> present) {
        var entries = new LinkedHashMap<String, Value>();
        before.entries()
                .forEach((name, value) -> entries.put(
                        name,
                        value(
                                value,
                                present.flatMap(p -> p instanceof Value.Map map ? map.get(name) : Optional.empty()))));
        return new Value.Map(entries);
    }

    private Value value(Value before, Optional<Value> present) {
        if (present.orElse(before) instanceof Value.Redacted && !(before instanceof Value.Redacted)) {
            return new Value.Secret(before);
        }
        return switch (before) {
            case Value.Map(var entries)
            when entries.keySet().stream().anyMatch(secrets::standIn) -> new Value.Secret(before);
            case Value.Map map -> map(map, present);
            case Value.List(var items) -> {
                var hidden = new ArrayList<Value>();
                for (var i = 0; i < items.size(); i++) {
                    var place = i;
                    hidden.add(value(
                            items.get(i),
                            present.flatMap(p -> p instanceof Value.List(var others) && place < others.size()
                                    ? Optional.of(others.get(place))
                                    : Optional.empty())));
                }
                yield Value.of(hidden);
            }
            case Value.Str(var text) when secrets.standIn(text) -> new Value.Secret(before);
            case Value.Num(var number) when secrets.are(number.toPlainString()) -> new Value.Secret(before);
            case Value.Str _,
                    Value.Num _,
                    Value.Bool _,
                    Value.Null _,
                    Value.Unknown _,
                    Value.Secret _,
                    Value.Redacted _ -> before;
        };
    }
}
