package dev.setpoint.engine.check.term;

import dev.setpoint.engine.expression.Reference.Root;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The blocks of one file with {@code forEach}.
 *
 * @param names of the blocks
 * @param instances by block, then by key; without blocks whose keys are not known
 */
public record RepeatedBlocks(
        Map<Root, Set<String>> names, Map<Root, Map<String, Map<String, BlockInstance>>> instances) {

    public static final RepeatedBlocks NONE = new RepeatedBlocks(Map.of(), Map.of());

    /** Blocks whose keys are not known yet. */
    public static RepeatedBlocks of(Set<String> resources, Set<String> data) {
        return new RepeatedBlocks(Map.of(Root.RESOURCE, resources, Root.DATA, data), Map.of());
    }

    /** These blocks with their instances. */
    public RepeatedBlocks with(
            Map<String, Map<String, BlockInstance>> resources, Map<String, Map<String, BlockInstance>> data) {
        return new RepeatedBlocks(names, Map.of(Root.RESOURCE, resources, Root.DATA, data));
    }

    boolean contains(Root root, String block) {
        return names.getOrDefault(root, Set.of()).contains(block);
    }

    /** The instances of a block by key; empty for any other, and where the keys are not known. */
    Optional<Map<String, BlockInstance>> of(Root root, String block) {
        return Optional.ofNullable(instances.getOrDefault(root, Map.of()).get(block));
    }
}
