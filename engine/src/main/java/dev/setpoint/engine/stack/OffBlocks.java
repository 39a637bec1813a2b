package dev.setpoint.engine.stack;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.diagnostic.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Blocks whose {@code when} is false before anything is read. They are not part of the stack; what was applied of them
 * is deleted.
 *
 * @param options the places of the options: by the address of the block without a key, by that of a call for all that is
 * inside, and by former addresses
 * @param blocks resources among them that are written out, by their addresses
 */
public record OffBlocks(Map<Address, Span> options, Map<Address, ResourceBlock> blocks) {

    public static final OffBlocks NONE = new OffBlocks(Map.of(), Map.of());

    /** The option that switches the resource at this address off; empty for any other. */
    public Optional<Span> option(Address address) {
        if (options.isEmpty()) {
            return Optional.empty();
        }
        var module = address.module();
        return Stream.concat(
                        Stream.of(address, Address.resource(address.block()).in(module)),
                        IntStream.range(0, module.calls().size())
                                .mapToObj(depth -> call(
                                        module.calls().subList(0, depth),
                                        module.calls().get(depth))))
                .flatMap(block -> Optional.ofNullable(options.get(block)).stream())
                .findFirst();
    }

    /** The address of a call, without its key: a call is off with all of its keys. */
    private static Address call(List<ModulePath.Call> outer, ModulePath.Call call) {
        return Address.resource(call.name()).in(new ModulePath(outer));
    }

    /** The resource that is off at this address; empty for one of {@code forEach} and inside a module. */
    public Optional<ResourceBlock> block(Address address) {
        return Optional.ofNullable(blocks.get(address));
    }
}
