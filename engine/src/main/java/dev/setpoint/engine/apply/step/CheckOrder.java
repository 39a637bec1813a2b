package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.assertion.AssertionReads;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.Assertion.Subject;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that evaluate conditions. A condition is evaluated after all that it reads. What depends on its resource,
 * data source or module waits for it, and so does what uses its input; except for what the condition itself reads.
 */
final class CheckOrder {

    private final Stack stack;
    private final List<Step.Check> steps = new ArrayList<>();
    private final Map<Step.Check, Set<Address>> reads = new HashMap<>();
    private final Map<Address, List<Step.Check>> ofBlocks = new HashMap<>();
    private final Map<ModulePath, List<Step.Check>> ofModules = new HashMap<>();
    private final Map<String, List<Step.Check>> ofInputs = new HashMap<>();

    CheckOrder(Plan plan) {
        this.stack = plan.graph().stack();
        for (var assertion : plan.assertions()) {
            var nodes = AssertionReads.nodes(stack, assertion);
            address(assertion, nodes).ifPresent(address -> add(new Step.Check(assertion, address), nodes));
        }
    }

    private void add(Step.Check check, Set<Address> nodes) {
        steps.add(check);
        reads.put(check, nodes);
        switch (check.assertion().subject()) {
            case Subject.Block(var address) -> put(ofBlocks, address, check);
            case Subject.Module(var path) when path.isRoot() -> {}
            case Subject.Module(var path) -> put(ofModules, path, check);
            case Subject.Input(var module, var name, var _, var _) ->
                put(ofInputs, NameSpace.input(module, name), check);
        }
    }

    private static <K> void put(Map<K, List<Step.Check>> map, K key, Step.Check check) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(check);
    }

    /** Returns the address by which outcomes name the step. */
    private static Optional<Address> address(Assertion assertion, Set<Address> nodes) {
        return assertion.subject() instanceof Subject.Block(var address)
                ? Optional.of(address)
                : nodes.stream().findFirst();
    }

    /** The steps, in the order of the plan. */
    List<Step.Check> steps() {
        return steps;
    }

    /** The resources and data sources after which a condition is evaluated. */
    Set<Address> reads(Step.Check check) {
        return reads.getOrDefault(check, Set.of());
    }

    /**
     * Returns the checks that a resource or data source waits for.
     *
     * @param needed all that it depends on directly
     */
    Set<Step.Check> before(Address node, Collection<Address> needed) {
        var before = new LinkedHashSet<Step.Check>();
        if (steps.isEmpty()) {
            return before;
        }
        for (var address : needed) {
            before.addAll(ofBlocks.getOrDefault(address, List.of()));
            modules(address, node).forEach(module -> before.addAll(ofModules.getOrDefault(module, List.of())));
        }
        if (!ofInputs.isEmpty()) {
            properties(node)
                    .ifPresent(properties -> AssertionReads.locals(stack, properties)
                            .forEach(local -> before.addAll(ofInputs.getOrDefault(local, List.of()))));
        }
        before.removeIf(check -> reads(check).contains(node));
        return before;
    }

    /** Returns the modules that hold an address and not a node that depends on it. */
    private static List<ModulePath> modules(Address address, Address node) {
        var modules = new ArrayList<ModulePath>();
        var calls = address.module().calls();
        for (var depth = calls.size(); depth > 0; depth--) {
            var module = calls.subList(0, depth);
            var around = node.module().calls();
            if (around.size() >= depth && around.subList(0, depth).equals(module)) {
                break;
            }
            modules.add(new ModulePath(module));
        }
        return modules;
    }

    private Optional<Term> properties(Address node) {
        return node.isData()
                ? stack.dataSource(node).map(DataBlock::properties)
                : stack.resource(node).map(ResourceBlock::properties);
    }
}
