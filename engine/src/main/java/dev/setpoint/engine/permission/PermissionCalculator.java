package dev.setpoint.engine.permission;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.call.ReadCall;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PermissionRequest;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack.ProviderBlock;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes the permissions that a spec and state need. Its only cloud call asks who the caller is. */
public final class PermissionCalculator {

    private final Providers providers;
    private final SchemaCatalog catalog;
    private final Graph graph;
    private final SortedMap<Address, ResourceState> recorded;
    private final Map<String, Realm> recordedRealms;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Map<String, Optional<Realm>> realms = new HashMap<>();

    /** @param state empty when it could not be read */
    public PermissionCalculator(Providers providers, SchemaCatalog catalog, Graph graph, Optional<State> state) {
        this.providers = providers;
        this.catalog = catalog;
        this.graph = graph;
        this.recorded = state.map(State::resources).orElseGet(TreeMap::new);
        this.recordedRealms = state.map(State::realms).orElseGet(Map::of);
    }

    /** Returns every needed permission once, with warnings where it could only be estimated. */
    public Result<Set<Grant>> needed(Set<Purpose> purposes) {
        var expected = new ExpectedResources(graph, recorded, providers, this::realm, data(), this::unusable, problems);
        var grants = new LinkedHashSet<Grant>();
        for (var block : graph.stack().data().values()) {
            var known = block.properties().present(new InputScope(graph.stack(), expected));
            grants.addAll(grants(block.provider(), block.type(), Set.of("read"), known, known, Optional.empty()));
        }
        for (var block : graph.stack().resources().values()) {
            expected.properties(block).ifPresent(set -> grants.addAll(wanted(block, set, expected, purposes)));
        }
        for (var resource : recorded.values()) {
            catalog.type(resource.type()).ifPresent(type -> grants.addAll(present(resource, type, purposes)));
        }
        return Result.of(grants, problems);
    }

    /** Returns the permissions for a resource of the spec. */
    private List<Grant> wanted(ResourceBlock block, Value.Map set, ExpectedResources expected, Set<Purpose> purposes) {
        if (block.type().stateOnly()) {
            return List.of();
        }
        var operations = new TreeSet<>(Set.of("read"));
        if (purposes.contains(Purpose.APPLY)) {
            operations.addAll(Set.of("create", "update"));
        }
        if (purposes.contains(Purpose.DESTROY)) {
            operations.add("delete");
        }
        var identity = Optional.ofNullable(recorded.get(block.address())).map(ResourceState::identity);
        return grants(block.provider(), block.type(), operations, set, expected.propertiesAndOutputs(block), identity);
    }

    /** Returns the permissions for a resource of the state, whose name and properties may differ from the spec. */
    private List<Grant> present(ResourceState resource, TypeSchema type, Set<Purpose> purposes) {
        if (type.stateOnly() || !graph.stack().configures(resource.provider())) {
            return List.of();
        }
        var block = graph.stack().resource(resource.address());
        var operations = new TreeSet<>(Set.of("read"));
        var leaves = block.isEmpty() && !resource.retain();
        if (purposes.contains(leaves ? Purpose.APPLY : Purpose.DESTROY) || purposes.contains(Purpose.DESTROY)) {
            operations.add("delete");
        }
        if (purposes.contains(Purpose.APPLY) && block.isPresent()) {
            operations.add("update");
        }
        var instructions = block.map(b -> b.type().writeOnly(new StaticValues(graph.stack()).properties(b)))
                .orElse(Value.Map.EMPTY);
        var used = resource.applied().plus(instructions);
        var grants = new ArrayList<>(grants(
                resource.provider(),
                type,
                operations,
                used,
                used.plus(resource.outputs()),
                Optional.of(resource.identity())));
        if (purposes.contains(Purpose.APPLY)) {
            resource.deposed()
                    .forEach(old -> grants.addAll(grants(
                            resource.provider(),
                            type,
                            Set.of("delete"),
                            old.applied(),
                            old.applied(),
                            Optional.of(old.identity()))));
        }
        return grants;
    }

    private List<Grant> grants(
            String provider,
            TypeSchema type,
            Set<String> operations,
            Value.Map used,
            Value.Map whole,
            Optional<Identity> identity) {
        var actions = type.actions().actions(operations, used);
        if (actions.isEmpty()) {
            return List.of();
        }
        var known = whole.withSecretsUnknown() instanceof Value.Map map ? map : Value.Map.EMPTY;
        try {
            return providers
                    .provider(provider)
                    .grants(new PermissionRequest(type, actions, identity, known, realm(provider)));
        } catch (ProviderException e) {
            problems.add(unusable(provider, e));
            return List.of();
        }
    }

    /**
     * Returns the diagnostic for a provider that cannot be used. It is the same for all resources, so that it is
     * shown once.
     */
    private Diagnostic unusable(String provider, ProviderException e) {
        var block = Optional.ofNullable(graph.stack().providers().get(provider));
        return Diagnostic.error("SP0514", e.text()).hint(e.hint()).at(block.map(ProviderBlock::span));
    }

    /** Returns the account and region from the last apply; without one, the provider is asked. */
    private Optional<Realm> realm(String provider) {
        return realms.computeIfAbsent(
                provider, name -> Optional.ofNullable(recordedRealms.get(name)).or(() -> ask(name)));
    }

    private Optional<Realm> ask(String provider) {
        try {
            return providers.provider(provider).realm(ReadCall.of(Address.provider(provider)));
        } catch (ProviderException e) {
            problems.add(Diagnostic.warning(
                            "SP0570",
                            "The account of provider `" + provider + "` is not known, and `*` stands for it: "
                                    + e.text())
                    .hint(e.hint()));
            return Optional.empty();
        }
    }

    /** Reads the data sources that need no permission, such as the identity of the caller. */
    private Map<Address, Value> data() {
        var known = new HashMap<Address, Value>();
        graph.stack().data().forEach((name, block) -> read(block).ifPresent(value -> known.put(name, value)));
        return known;
    }

    private Optional<Value> read(DataBlock block) {
        var map = block.properties().present(new InputScope(graph.stack()));
        if (!block.type().actions().always("read").filter(List::isEmpty).isPresent()
                || !map.isKnown()
                || realm(block.provider()).isEmpty()) {
            return Optional.empty();
        }
        try {
            var asked = map.revealedDeep() instanceof Value.Map known ? known : map;
            var outputs = providers.data(block.provider(), block.type()).read(asked, ReadCall.of(block.address()));
            return Optional.of(Visibility.concealed(block.type().properties(), outputs, map)
                    .plus(map));
        } catch (ProviderException e) {
            var secret = Visibility.concealed(block.type().properties(), map).holdsSecret();
            problems.add(Diagnostic.warning(
                            "SP0570",
                            "`" + block.address() + "` is not known, and `*` stands for it: "
                                    + (secret ? "the error is not shown, because it may contain a secret." : e.text()))
                    .hint(e.hint().filter(_ -> !secret)));
            return Optional.empty();
        }
    }
}
