package dev.setpoint.engine.provider;

import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Provider configurations that the spec no longer has and that resources of the state still need. Their settings come
 * from the state, so that these resources can be deleted.
 */
public final class RemovedProviders {

    private final EngineSettings environment;

    public RemovedProviders(EngineSettings environment) {
        this.environment = environment;
    }

    /**
     * Returns each such configuration with its settings. Configurations of a provider that is not installed are left
     * out.
     *
     * @param begun creations that may have been carried out
     */
    public Map<String, Value.Map> of(Stack stack, State state, List<JournalEntry.Intent> begun) {
        var departed = new TreeMap<String, Value.Map>();
        Stream.concat(
                        state.resources().values().stream().map(ResourceState::provider),
                        begun.stream().map(JournalEntry.Intent::provider))
                .distinct()
                .filter(name -> !stack.providers().containsKey(name))
                .forEach(name ->
                        factory(name).ifPresent(factory -> departed.put(name, settings(factory, name, state))));
        return departed;
    }

    private Optional<ProviderFactory> factory(String configuration) {
        return ProviderFactory.of(configuration, environment.usableFactories());
    }

    private static Value.Map settings(ProviderFactory factory, String name, State state) {
        var kept = known(state.providers().getOrDefault(name, Value.Map.EMPTY));
        return Optional.<Realm>ofNullable(state.realms().get(name))
                .map(realm -> factory.within(kept, realm))
                .orElse(kept);
    }

    /** Returns the settings without secrets, because the state keeps only digests of them. */
    private static Value.Map known(Value.Map settings) {
        var known = new LinkedHashMap<String, Value>();
        settings.entries().forEach((name, value) -> {
            switch (value) {
                case Value.Redacted _ -> {}
                case Value.Map map -> known.put(name, known(map));
                default -> known.put(name, value);
            }
        });
        return new Value.Map(known);
    }
}
