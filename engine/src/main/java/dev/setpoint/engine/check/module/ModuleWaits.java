package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.ResourceBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Makes of {@code dependsOn} at calls, and of names of modules under {@code dependsOn}, that of the blocks inside. */
final class ModuleWaits {

    private final Expansion all;
    private final Map<Address, List<Address>> inside = new HashMap<>();

    private ModuleWaits(Expansion all) {
        this.all = all;
    }

    /** Resolves all of them, once every block is known. */
    static void resolve(Expansion all) {
        if (!all.calls().isEmpty()) {
            var waits = new ModuleWaits(all);
            all.resources().replaceAll((_, block) -> waits.of(block));
            all.data().replaceAll((_, block) -> waits.of(block));
        }
    }

    private ResourceBlock of(ResourceBlock block) {
        var waits = waits(block.address(), block.dependsOn());
        all.terms.depend(waits.size(), block.span());
        return block.dependingOn(waits);
    }

    private DataBlock of(DataBlock block) {
        return block.dependingOn(waits(block.address(), block.dependsOn()));
    }

    private List<Address> waits(Address address, List<Address> own) {
        var named = new ArrayList<>(own);
        var calls = address.module().calls();
        for (var depth = 1; depth <= calls.size(); depth++) {
            named.addAll(all.waits.getOrDefault(new ModulePath(calls.subList(0, depth)), List.of()));
        }
        var waits = new LinkedHashSet<Address>();
        named.forEach(name -> {
            if (all.resources().containsKey(name) || all.data().containsKey(name)) {
                waits.add(name);
            } else if (!address.isInside(name)) {
                waits.addAll(inside(name));
            }
        });
        return List.copyOf(waits);
    }

    /** The resources of a module, found once for all that wait for it. */
    private List<Address> inside(Address call) {
        return inside.computeIfAbsent(
                call,
                name -> all.resources().keySet().stream()
                        .filter(address -> address.isInside(name))
                        .toList());
    }
}
