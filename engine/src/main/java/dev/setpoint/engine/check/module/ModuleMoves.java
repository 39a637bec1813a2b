package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/** The option {@code moved} of a call: former calls, and addresses whose objects are inside the module now. */
final class ModuleMoves {

    private final Expansion all;
    private final ModulePath outer;
    private final ModulePath module;

    /**
     * @param outer the file of the call
     * @param module the module that the call makes
     */
    ModuleMoves(Expansion all, ModulePath outer, ModulePath module) {
        this.all = all;
        this.outer = outer;
        this.module = module;
    }

    /** Reads the option, once the blocks of the module are known. */
    void read(Node.Mapping call) {
        if (call.get("moved").orElse(call) instanceof Node.Sequence(var items, var _)) {
            for (var item : items) {
                switch (item) {
                    case Node.Scalar scalar -> address(scalar).ifPresent(this::renamed);
                    case Node.Mapping move -> moved(move);
                    case Node.Sequence _ -> {}
                }
            }
        }
    }

    private static Optional<Address> address(Node.Scalar scalar) {
        return scalar.value() instanceof Value.Str(var text)
                ? Address.parse(text).fold(_ -> Optional.empty(), Optional::of)
                : Optional.empty();
    }

    /** The call had another name: so had all that is inside. */
    private void renamed(Address former) {
        var before =
                former.key().map(key -> outer.call(former.block(), key)).orElseGet(() -> outer.call(former.block()));
        for (var block : List.copyOf(all.resources().values())) {
            var calls = block.address().module().calls();
            if (calls.size() >= module.calls().size()
                    && calls.subList(0, module.calls().size()).equals(module.calls())) {
                var rest = new ModulePath(calls.subList(module.calls().size(), calls.size()));
                add(block.address(), block.address().at(before.then(rest)));
            }
        }
    }

    private void moved(Node.Mapping move) {
        var from = YamlMembers.text(move, "from").flatMap(ModuleMoves::address);
        var to = YamlMembers.text(move, "to");
        var target = to.flatMap(ModuleMoves::address).map(address -> address.in(module));
        if (from.isEmpty() || target.isEmpty()) {
            return;
        }
        if (!all.resources().containsKey(target.get())) {
            var names = all.resources().keySet().stream()
                    .filter(address -> address.module().equals(module))
                    .map(Address::block)
                    .toList();
            all.problems.add(Diagnostic.error(
                            "SP0301",
                            to.get().span(),
                            "There is no resource `" + to.get().text() + "` in `" + module + "`.")
                    .hint(Nearest.hint(to.get().text(), names)));
            return;
        }
        add(target.get(), from.get().in(outer));
    }

    private void add(Address now, Address before) {
        all.resources().computeIfPresent(now, (_, block) -> block.movedFromToo(List.of(before)));
    }
}
