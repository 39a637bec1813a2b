package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.call.ReadContext;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds existing objects where the plan would create new ones. An existing object is never adopted silently. */
public final class Collisions {

    private record Search(
            ResourceBlock block, Value.Map desired, CompletableFuture<Result<Optional<Identity>>> found) {}

    private final LiveReader reader;
    private final boolean readsCloud;
    private final List<Search> searches = new ArrayList<>();

    /** @param readsCloud true when the live cloud may be read; otherwise only objects of the state are known */
    public Collisions(LiveReader reader, boolean readsCloud) {
        this.reader = reader;
        this.readsCloud = readsCloud;
    }

    /** Starts the search for an object with the identity of a planned creation, when that identity is known. */
    public void search(ResourceBlock block, Value.Map desired) {
        var known = new LinkedHashMap<String, Value>();
        desired.entries().forEach((name, value) -> {
            if (value.isKnown()) {
                known.put(name, value.revealedDeep());
            }
        });
        var naming = block.type().naming();
        // An object whose id the cloud assigns cannot exist yet, because its tag is new in every run.
        if (readsCloud
                && !block.type().stateOnly()
                && !naming.isEmpty()
                && known.keySet().containsAll(naming)) {
            var secret = naming.stream()
                    .anyMatch(
                            name -> desired.get(name).filter(Value::holdsSecret).isPresent());
            var context = ReadContext.of(block).confidential(secret);
            searches.add(new Search(block, desired, reader.find(context, new Value.Map(known))));
        }
    }

    /**
     * Waits for the searches.
     *
     * @return for each creation, the object of the state with the same identity
     */
    public Map<Address, Identity> settle(Inventory inventory, PlanProblems problems) {
        var found = new HashMap<Address, Identity>();
        for (var search : searches) {
            switch (search.found().join()) {
                case Result.Failed<Optional<Identity>>(var diagnostics) ->
                    diagnostics.forEach(problem -> problems.block(search.block().address(), problem));
                case Result.Ok<Optional<Identity>>(var existing, var _) ->
                    existing.ifPresent(identity -> settle(search, identity, inventory, problems)
                            .ifPresent(own -> found.put(search.block().address(), own)));
            }
        }
        return found;
    }

    private static Optional<Identity> settle(
            Search search, Identity identity, Inventory inventory, PlanProblems problems) {
        var block = search.block();
        var holders = new ArrayList<>(
                inventory.holders(inventory.assigned(block.type().name(), block.provider(), identity)));
        inventory
                .declared(block.type(), block.provider(), search.desired())
                .forEach(key -> holders.addAll(inventory.holders(key)));
        if (holders.isEmpty()) {
            problems.block(block.address(), taken(block, identity));
        } else if (holders.stream()
                .allMatch(held -> held.current() && held.address().equals(block.address()))) {
            problems.block(block.address(), disagreement(block, identity));
        } else if (block.type().identification().isGivenBySpec(block.type().properties())) {
            return Optional.of(identity);
        }
        return Optional.empty();
    }

    private static Diagnostic taken(ResourceBlock block, Identity identity) {
        return Diagnostic.error(
                        "SP0520",
                        block.span(),
                        "`" + block.address() + "` cannot be created: there is already an "
                                + block.type().name() + " `" + identity + "`, which this stack does not manage.")
                .hint("To import it, "
                        + (block.address().isInstance()
                                ? "run `setpoint import " + block.address().word() + " " + identity + "`"
                                : "add `import: " + identity + "` to the block")
                        + "; otherwise give it another name.");
    }

    private static Diagnostic disagreement(ResourceBlock block, Identity identity) {
        return Diagnostic.error(
                        "SP0537",
                        block.span(),
                        "The cloud's answers about `" + block.address() + "` (`" + identity
                                + "`) disagree: one says that it is gone, another that it exists.")
                .hint("Plan again in a minute: a recent change may not be visible everywhere yet.");
    }
}
