package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.resource.WhenReader;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the blocks of one file where they belong: into the stack, or among those that are off. */
final class BlockPresence {

    private final Expansion all;
    private final ModulePath path;
    private final WhenReader conditions;
    private final Map<Address, When.Decision> decisions = new HashMap<>();

    /** @param path of the file */
    BlockPresence(Expansion all, ModulePath path, WhenReader conditions) {
        this.all = all;
        this.path = path;
        this.conditions = conditions;
    }

    /** Adds the resources of the file. */
    void resources(Node.Mapping section, List<ResourceBlock> blocks) {
        section.entries().keySet().forEach(name -> note(Root.RESOURCE, Address.resource(name)));
        blocks.forEach(block -> {
            var address = block.address();
            var decision = decision(Root.RESOURCE, Address.resource(address.block()));
            if (decision instanceof When.Decision.Off(var when)) {
                all.offBlocks.put(address, block);
                block.movedFrom().forEach(former -> all.offOptions.put(former, when.span()));
            } else {
                all.resources().put(address, block.when(open(decision)));
            }
        });
    }

    /** Adds the data sources of the file. */
    void data(List<DataBlock> blocks) {
        blocks.forEach(block -> {
            var decision = decision(Root.DATA, Address.data(block.address().block()));
            if (!(decision instanceof When.Decision.Off)) {
                all.data().put(block.address(), block.when(open(decision)));
            }
        });
    }

    /** The option of a call; empty for one without it. */
    Optional<When> condition(String call) {
        return conditions.condition(Root.RESOURCE, call);
    }

    /** Tells whether a call is known to be on already. */
    boolean isOn(String call) {
        return conditions.isOn(Root.RESOURCE, call);
    }

    /** Decides about a call; false when it is off. */
    boolean calls(String name) {
        var address = Address.resource(name);
        note(Root.RESOURCE, address);
        return !(decision(Root.RESOURCE, address) instanceof When.Decision.Off);
    }

    /** The conditions of a module that the plan decides, with those of the modules around it. */
    List<When> open(String call) {
        return open(decision(Root.RESOURCE, Address.resource(call)));
    }

    /** The conditions of a resource or data source that the plan decides; empty when it is off. */
    Optional<List<When>> when(Root root, String name) {
        var decision = decision(root, root == Root.DATA ? Address.data(name) : Address.resource(name));
        return decision instanceof When.Decision.Off ? Optional.empty() : Optional.of(open(decision));
    }

    private void note(Root root, Address block) {
        if (decision(root, block) instanceof When.Decision.Off(var when)) {
            all.offOptions.put(block.in(path), when.span());
        }
    }

    private When.Decision decision(Root root, Address block) {
        return decisions.computeIfAbsent(block, _ -> conditions.decision(root, block.block()));
    }

    private List<When> open(When.Decision decision) {
        var around = all.conditions(path);
        if (!(decision instanceof When.Decision.Open(var when, var _))) {
            return around;
        }
        var longer = new ArrayList<>(around);
        longer.add(when);
        return List.copyOf(longer);
    }
}
