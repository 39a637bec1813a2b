package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.naming.ObjectNames;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves of resources to new addresses, from the {@code moved} options. When all instances of a {@code forEach} name
 * the same old address, the move goes to the instance whose properties match.
 *
 * @param from new address → old address
 * @param ambiguities old addresses that match several instances
 */
public record Moves(Map<Address, Address> from, List<Ambiguity> ambiguities) {

    /** No moves. */
    public static final Moves NONE = new Moves(Map.of(), List.of());

    private record Ambiguity(Address old, Set<Address> candidates, Diagnostic problem) {

        Change marked(Change change) {
            if (candidates.contains(change.address())) {
                return change.withTarget(change.target().forbiddenOnly(problem));
            }
            return change.address().equals(old) && change.touchesCloud() && !change.isOfLeftOver()
                    ? change.withTarget(change.target().forbiddenOnly(problem))
                    : change;
        }
    }

    /** Returns the changes. Those with an ambiguous move are forbidden. */
    public List<Change> marked(List<Change> changes) {
        var marked = changes;
        for (var ambiguity : ambiguities) {
            marked = marked.stream().map(ambiguity::marked).toList();
        }
        return marked;
    }

    public static Moves of(Stack stack, State state) {
        var candidates = new LinkedHashMap<Address, List<ResourceBlock>>();
        for (var block : stack.resources().values()) {
            if (state.resource(block.address()).isEmpty()) {
                block.movedFrom().stream()
                        .filter(old -> state.resource(old).isPresent()
                                && !stack.resources().containsKey(old))
                        .findFirst()
                        .ifPresent(old -> candidates
                                .computeIfAbsent(old, _ -> new ArrayList<>())
                                .add(block));
            }
        }
        var from = new LinkedHashMap<Address, Address>();
        var ambiguities = new ArrayList<Ambiguity>();
        candidates.forEach((old, blocks) -> {
            var fitting = blocks.size() == 1
                    ? blocks
                    : fitting(blocks, state.resource(old).orElseThrow(), new StaticValues(stack));
            if (fitting.size() == 1) {
                from.put(fitting.getFirst().address(), old);
            } else {
                var addresses = blocks.stream().map(ResourceBlock::address).collect(Collectors.toSet());
                ambiguities.add(new Ambiguity(old, addresses, ambiguous(old, blocks)));
            }
        });
        return new Moves(from, ambiguities);
    }

    private static List<ResourceBlock> fitting(List<ResourceBlock> blocks, ResourceState old, StaticValues values) {
        var known = old.applied().plus(old.outputs());
        return blocks.stream()
                .filter(block -> IdentityComparison.names(
                        block.type(),
                        ObjectNames.ofExisting(block, values.written(block), old.applied(), known),
                        known))
                .toList();
    }

    private static Diagnostic ambiguous(Address old, List<ResourceBlock> blocks) {
        var first = blocks.getFirst();
        return Diagnostic.error(
                        "SP0586",
                        first.span(),
                        "`moved: [" + old.yaml() + "]` does not say which of "
                                + blocks.stream()
                                        .map(block -> "`" + block.address() + "`")
                                        .collect(Collectors.joining(", "))
                                + " has the object of `" + old + "`.")
                .hint("Choose one with a command: `setpoint state mv " + old.word() + " "
                        + first.address().word() + "`.");
    }
}
