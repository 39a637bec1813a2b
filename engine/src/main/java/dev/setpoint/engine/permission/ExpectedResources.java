package dev.setpoint.engine.permission;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.call.ProviderFailure;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Expected properties and outputs of every resource of a spec, computed without reading the cloud. Properties are
 * known as far as their expressions can be evaluated. Outputs come from the state or from the provider's prediction.
 */
final class ExpectedResources implements Scope {

    private final Map<Address, ResourceState> recorded;
    private final Providers providers;
    private final Function<String, Optional<Realm>> realms;
    private final Map<Address, Value> data;
    private final BiFunction<String, ProviderException, Diagnostic> unusable;
    private final List<Diagnostic> problems;
    private final Map<Address, Value.Map> resources = new HashMap<>();
    private final Map<Address, Value.Map> properties = new HashMap<>();

    /**
     * @param recorded resources of the state
     * @param data known data sources by name
     * @param unusable maps a provider configuration and the reason why it cannot be used to a diagnostic
     */
    ExpectedResources(
            Graph graph,
            Map<Address, ResourceState> recorded,
            Providers providers,
            Function<String, Optional<Realm>> realms,
            Map<Address, Value> data,
            BiFunction<String, ProviderException, Diagnostic> unusable,
            List<Diagnostic> problems) {
        this.recorded = recorded;
        this.providers = providers;
        this.realms = realms;
        this.data = data;
        this.unusable = unusable;
        this.problems = problems;
        var inputs = new InputScope(graph.stack(), this);
        for (var address : graph.order()) {
            graph.stack().resource(address).ifPresent(block -> evaluate(block, inputs));
        }
    }

    /** Returns the properties of the spec; empty when they could not be evaluated. */
    Optional<Value.Map> properties(ResourceBlock block) {
        return Optional.ofNullable(properties.get(block.address()));
    }

    /** Returns the properties and outputs of a resource. */
    Value.Map propertiesAndOutputs(ResourceBlock block) {
        return resources.getOrDefault(block.address(), Value.Map.EMPTY);
    }

    private void evaluate(ResourceBlock block, Scope scope) {
        try {
            var provider = providers.provider(block.provider());
            evaluate(block, block.properties().present(scope), provider);
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
        } catch (ProviderException e) {
            problems.add(unusable.apply(block.provider(), e));
        }
    }

    private void evaluate(ResourceBlock block, Value.Map own, Provider provider) {
        try {
            var set = named(block, providers.complete(block.provider(), block.type(), own));
            properties.put(block.address(), set);
            var outputs = new HashMap<String, Value>();
            block.type().properties().attributes().values().stream()
                    .filter(attribute -> attribute.output())
                    .forEach(attribute ->
                            outputs.put(attribute.name(), new Value.Unknown(block.address() + "." + attribute.name())));
            var foreseen = provider.foreseen(block.type(), set, realms.apply(block.provider()));
            var known = Optional.ofNullable(recorded.get(block.address()))
                    .filter(resource -> resource.type().equals(block.type().name()))
                    .map(resource -> resource.outputs())
                    .orElse(Value.Map.EMPTY);
            resources.put(
                    block.address(),
                    set.plus(new Value.Map(outputs)).plus(known).plus(foreseen));
        } catch (ProviderException e) {
            var secret = Visibility.concealed(block.type().properties(), own).holdsSecret();
            // A problem without a property is the same for every resource of the provider.
            problems.add(
                    secret || e.property().isPresent()
                            ? failure(block).confidential(secret).diagnose("Preparing", e)
                            : unusable.apply(block.provider(), e));
        }
    }

    /**
     * Returns the properties with the name of the object. {@code *} is in the place of what is chosen, also where it
     * has been chosen already: a replacement chooses again.
     */
    private static Value.Map named(ResourceBlock block, Value.Map set) {
        return block.type()
                .generatedName()
                .filter(name -> name.isWanted(set) && set.string(name.prefix()).isPresent())
                .map(name -> name.with(set, name.around(set, "*")))
                .orElse(set);
    }

    private static ProviderFailure failure(ResourceBlock block) {
        return new ProviderFailure(
                block.address(),
                block.type().name(),
                Optional.of(block.type()),
                block.provider(),
                Optional.of(block.span()),
                Optional.of(block.properties()));
    }

    @Override
    public Value value(Reference.Root root, String name) {
        return Reference.node(root, name)
                .flatMap(node -> Optional.<Value>ofNullable(node.isData() ? data.get(node) : resources.get(node)))
                .orElseGet(() -> new Value.Unknown(new Reference(root, name, PropertyPath.ROOT).toString()));
    }
}
