package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Sees to it that nothing is made where something is already: an existing object is never adopted silently. */
final class Collisions {

    private record Search(
            ResourceBlock block, Value.Map desired, CompletableFuture<Result<Optional<Identity>>> found) {}

    private record Existing(TypeName type, String provider, Identity identity) {}

    private final LiveReader reader;
    private final State state;
    private final boolean looks;
    private final List<Search> searches = new ArrayList<>();

    /** @param looks whether the live cloud may be asked; without, only the stack's own objects are known */
    Collisions(LiveReader reader, State state, boolean looks) {
        this.reader = reader;
        this.state = state;
        this.looks = looks;
    }

    /** Begins to look for what is in the way of a creation, when what names the object is known. */
    void search(ResourceBlock block, Value.Map desired) {
        var known = new LinkedHashMap<String, Value>();
        desired.entries().forEach((name, value) -> {
            if (value.isKnown()) {
                known.put(name, value.revealedDeep());
            }
        });
        var naming = block.type().naming();
        // What only the cloud names cannot be there already: its tag is new with every run.
        if (!block.type().stateOnly() && !naming.isEmpty() && known.keySet().containsAll(naming)) {
            searches.add(new Search(block, desired, find(block, new Value.Map(known))));
        }
    }

    private CompletableFuture<Result<Optional<Identity>>> find(ResourceBlock block, Value.Map known) {
        if (looks) {
            return reader.find(Site.of(block), known);
        }
        return CompletableFuture.completedFuture(Result.ok(state.resources().values().stream()
                .filter(resource -> resource.type().equals(block.type().name())
                        && resource.provider().equals(block.provider()))
                .map(ResourceState::identity)
                .filter(identity -> Naming.names(block.type(), known, identity))
                .findFirst()));
    }

    /**
     * Waits for the searches.
     *
     * @param deleted addresses whose object this plan deletes
     * @return for each creation the addresses whose deletion it must wait for
     */
    Map<Address, Set<Address>> settle(Set<Address> deleted, Consumer<Diagnostic> problems) {
        var after = new HashMap<Address, Set<Address>>();
        var own = searches.isEmpty() ? Map.<Existing, ResourceState>of() : own();
        for (var search : searches) {
            switch (search.found().join()) {
                case Result.Failed<Optional<Identity>>(var diagnostics) -> diagnostics.forEach(problems);
                case Result.Ok<Optional<Identity>>(var found, var _) ->
                    found.ifPresent(identity -> {
                        var mine = Optional.ofNullable(own.get(object(search.block(), identity)));
                        if (mine.isEmpty()) {
                            problems.accept(taken(search.block(), identity));
                        } else if (deleted.contains(mine.get().address())) {
                            after.put(
                                    search.block().address(), Set.of(mine.get().address()));
                        } else if (Naming.names(search.block().type(), search.desired(), identity)) {
                            problems.accept(
                                    managed(search.block(), identity, mine.get().address()));
                        }
                    });
            }
        }
        return after;
    }

    private Map<Existing, ResourceState> own() {
        var own = new HashMap<Existing, ResourceState>();
        state.resources().values().forEach(resource -> {
            resource.deposed()
                    .forEach(old ->
                            own.put(new Existing(resource.type(), resource.provider(), old.identity()), resource));
            own.put(new Existing(resource.type(), resource.provider(), resource.identity()), resource);
        });
        return own;
    }

    private static Existing object(ResourceBlock block, Identity identity) {
        return new Existing(block.type().name(), block.provider(), identity);
    }

    private static Diagnostic taken(ResourceBlock block, Identity identity) {
        return Diagnostic.error(
                        "SP0520",
                        block.span(),
                        "`" + block.address() + "` cannot be created: there is already an "
                                + block.type().name() + " `" + identity + "`, which this stack does not manage.")
                .hint("To take it over, "
                        + (block.address().isInstance()
                                ? "run `setpoint import " + block.address().word() + " " + identity + "`"
                                : "add `import: " + identity + "` to the block")
                        + "; otherwise give it another name.");
    }

    private static Diagnostic managed(ResourceBlock block, Identity identity, Address other) {
        if (other.equals(block.address())) {
            return Diagnostic.error(
                            "SP0537",
                            block.span(),
                            "The cloud's answers about `" + other + "` (`" + identity
                                    + "`) disagree: one says that it is gone, another that it is there.")
                    .hint("Plan again in a minute, when a recent change has spread.");
        }
        return Diagnostic.error(
                        "SP0521",
                        block.span(),
                        "`" + block.address() + "` cannot be created: `" + identity + "` is already managed as `"
                                + other + "` of this stack.")
                .hint("Give it another name, or rename the resource with `moved`.");
    }
}
