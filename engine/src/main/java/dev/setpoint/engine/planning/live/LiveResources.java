package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.call.ReadContext;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.planning.refusal.Refusals;
import dev.setpoint.engine.planning.scope.Selection;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Reads the live object of every resource in the state, in parallel. */
public final class LiveResources {

    private final Stack stack;
    private final State state;
    private final ProviderSwitch home;
    private final PlanOptions options;
    private final Providers providers;
    private final SchemaCatalog catalog;
    private final LiveReader reader;
    private final Differ differ;
    private final Map<Address, CompletableFuture<Result<Optional<Value.Map>>>> reads = new HashMap<>();
    private final Map<Address, ResourceState> refreshed = new TreeMap<>();
    private Optional<AccountGuard> asked = Optional.empty();
    private Optional<StaticValues> values = Optional.empty();

    public LiveResources(
            Stack stack,
            ProviderSwitch home,
            PlanOptions options,
            Providers providers,
            SchemaCatalog catalog,
            LiveReader reader,
            Differ differ) {
        this.stack = stack;
        this.state = home.state();
        this.home = home;
        this.options = options;
        this.providers = providers;
        this.catalog = catalog;
        this.reader = reader;
        this.differ = differ;
    }

    public void begin(Map<Address, ObjectOrigin> origins, Selection selection) {
        values = Optional.of(new StaticValues(stack));
        var blocks = new HashMap<Address, ResourceBlock>();
        var inUse = new LinkedHashSet<String>();
        origins.forEach((address, origin) -> {
            var block = stack.resource(address).orElseThrow();
            if (selection.contains(address) && !block.type().stateOnly()) {
                inUse.add(block.provider());
            }
            if (origin instanceof ObjectOrigin.InState(var resource, var _)) {
                blocks.put(resource.address(), block);
            }
        });
        for (var resource : state.resources().values()) {
            var block = Optional.ofNullable(blocks.get(resource.address()));
            var place = block.map(ResourceBlock::address).orElse(resource.address());
            if (selection.contains(place) && !stateOnly(resource.type())) {
                inUse.add(resource.provider());
                if (options.refresh() && installed(resource)) {
                    reads.put(resource.address(), read(resource, block));
                }
            }
        }
        asked = Optional.of(AccountGuard.ask(stack, home, catalog, inUse, reader));
    }

    private boolean stateOnly(TypeName type) {
        return catalog.type(type).map(TypeSchema::stateOnly).orElse(false);
    }

    private boolean installed(ResourceState resource) {
        return catalog.type(resource.type()).isPresent() && stack.configures(resource.provider());
    }

    private CompletableFuture<Result<Optional<Value.Map>>> read(ResourceState resource, Optional<ResourceBlock> block) {
        var context = block.map(ReadContext::of).orElseGet(() -> ReadContext.of(resource));
        var wanted = block.map(this::wanted).orElseGet(HashSet::new);
        // For a removed resource it is enough to know that it exists, except in a refresh-only plan.
        var compared =
                options.mode() == Plan.Mode.REFRESH ? catalog.type(resource.type()) : block.map(ResourceBlock::type);
        compared.ifPresent(
                type -> wanted.addAll(managed(type, resource.applied().entries().keySet())));
        return reader.object(
                context,
                resource.identity(),
                new PropertySet(wanted),
                spellings(block, resource.applied()),
                live -> isAsApplied(resource, compared, live));
    }

    /** Returns the properties as the spec has them, and as they were last applied. */
    private List<Value.Map> spellings(Optional<ResourceBlock> block, Value.Map applied) {
        return Stream.concat(block.map(asked -> values.orElseThrow().properties(asked)).stream(), Stream.of(applied))
                .toList();
    }

    /** Tells whether no property has drifted. */
    private boolean isAsApplied(ResourceState resource, Optional<TypeSchema> compared, Optional<Value.Map> live) {
        return live.filter(found -> compared.filter(
                                type -> !differ.satisfied(type.properties(), applied(type, resource), found))
                        .isEmpty())
                .isPresent();
    }

    private static Value.Map applied(TypeSchema type, ResourceState resource) {
        var entries = new LinkedHashMap<>(resource.applied().entries());
        entries.keySet().retainAll(managed(type, entries.keySet()));
        return new Value.Map(entries);
    }

    /** Returns the names of properties that the spec sets or the provider configuration adds. */
    private Set<String> wanted(ResourceBlock block) {
        var names = new HashSet<String>();
        if (block.properties() instanceof Term.MapTerm(var entries, var _)) {
            names.addAll(entries.keySet());
            block.type()
                    .generatedName()
                    .filter(name -> entries.containsKey(name.prefix()))
                    .ifPresent(name -> names.add(name.property()));
        }
        try {
            names.addAll(providers
                    .complete(block.provider(), block.type(), Value.Map.EMPTY)
                    .entries()
                    .keySet());
        } catch (ProviderException e) {
            // Without its provider, the read fails too and reports the problem.
            return names;
        }
        return managed(block.type(), names);
    }

    private static Set<String> managed(TypeSchema type, Set<String> names) {
        var result = new HashSet<>(names);
        result.removeIf(name -> type.properties()
                .attribute(name)
                .filter(attribute -> attribute.output() || attribute.writeOnly())
                .isPresent());
        return result;
    }

    /** Returns account and region of the providers in use, or those of the state when no provider has any. */
    public Result<Map<String, Realm>> realms() {
        return asked.map(AccountGuard::settle).orElseGet(() -> Result.ok(state.realms()));
    }

    /**
     * Returns a problem when the state's object cannot belong to the block, because its type, account or region
     * differs.
     *
     * @param from the old address of a move
     */
    public Optional<Diagnostic> mismatch(ResourceBlock block, ResourceState resource, Optional<Address> from) {
        if (!block.type().name().equals(resource.type())) {
            return Optional.of(Refusals.otherType(block, resource, from));
        }
        return block.provider().equals(resource.provider())
                ? Optional.empty()
                : Optional.of(Refusals.otherRealm(
                        block, resource, realms().fold(_ -> state.realms(), known -> known), stack));
    }

    /** Waits for the read of an object; empty when the object is gone. */
    public Result<Optional<Value.Map>> live(ResourceState resource) {
        var type = catalog.type(resource.type());
        if (type.isEmpty()) {
            return Result.failed(Refusals.unknownType(resource));
        }
        if (type.get().stateOnly() || !options.refresh()) {
            return Result.ok(Optional.of(resource.applied().plus(resource.outputs())));
        }
        var read = Optional.ofNullable(reads.get(resource.address()));
        if (read.isEmpty()) {
            return Result.failed(Refusals.unknownType(resource));
        }
        return read.get().join().map(live -> {
            live.ifPresent(found -> remember(resource, type.get(), found));
            return live;
        });
    }

    /** Reads an object to import. */
    public Result<Optional<Value.Map>> imported(ResourceBlock block, Identity identity) {
        var read = reader.object(
                ReadContext.of(block),
                identity,
                new PropertySet(wanted(block)),
                spellings(Optional.of(block), Value.Map.EMPTY));
        return read.join();
    }

    /**
     * Reads a deposed object; empty when it is gone. It is read on demand, because deposed objects are rare. One that
     * the spec may match again is read even without a refresh, like an imported object.
     *
     * @param block block to compare with; empty when only the existence counts
     */
    public Result<Optional<Value.Map>> leftOver(
            ResourceState resource, ResourceState.Deposed old, Optional<ResourceBlock> block) {
        if (stateOnly(resource.type()) || !installed(resource) || (!options.refresh() && block.isEmpty())) {
            return Result.ok(Optional.of(old.applied()));
        }
        var wanted = block.map(this::wanted).orElseGet(HashSet::new);
        block.ifPresent(
                b -> wanted.addAll(managed(b.type(), old.applied().entries().keySet())));
        return reader.object(
                        block.map(ReadContext::of).orElseGet(() -> ReadContext.of(resource)),
                        old.identity(),
                        new PropertySet(wanted),
                        spellings(block, old.applied()))
                .join();
    }

    private void remember(ResourceState resource, TypeSchema type, Value.Map live) {
        var outputs = new Secrecy(type.properties())
                .conceal(ExpectedOutputs.outputsOf(type, live), Value.Map.EMPTY, resource.applied());
        if (!outputs.equals(resource.outputs())) {
            refreshed.put(resource.address(), resource.withOutputs(outputs));
        }
    }

    /** Returns the state with the outputs just read. */
    public State state() {
        if (refreshed.isEmpty()) {
            return state;
        }
        var resources = new TreeMap<>(state.resources());
        resources.putAll(refreshed);
        return state.withResources(resources);
    }
}
