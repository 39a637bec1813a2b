package dev.setpoint.engine.apply;

import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random stacks of things and keys that use each other. The same seed gives the same stack. */
final class RandomStacks {

    private RandomStacks() {}

    /** @param names out of how many; which of them are there, and what they use, is random */
    static TestStack of(RandomGenerator random, int names) {
        var stack = new TestStack();
        var there = new ArrayList<String>();
        for (var i = 0; i < names; i++) {
            if (random.nextInt(5) == 0) {
                continue;
            }
            var name = "r" + i;
            var properties = properties(random, there);
            if (i % 4 == 0) {
                stack.resource("k" + i, MemoryProvider.KEY, properties, lifecycle(random));
                there.add("k" + i);
            } else {
                var all = new LinkedHashMap<String, Term>(Map.of("name", TestStack.literal(name)));
                all.putAll(properties);
                stack.resource(name, MemoryProvider.THING, all, ResourceBlock.Lifecycle.DEFAULT);
                there.add(name);
            }
        }
        return stack;
    }

    private static ResourceBlock.Lifecycle lifecycle(RandomGenerator random) {
        return new ResourceBlock.Lifecycle(false, random.nextBoolean(), false, List.of(), List.of(), Map.of());
    }

    private static Map<String, Term> properties(RandomGenerator random, List<String> there) {
        var properties = new LinkedHashMap<String, Term>();
        properties.put("size", TestStack.literal(Value.of(random.nextInt(3))));
        if (there.isEmpty()) {
            return properties;
        }
        var used = random.ints(random.nextInt(4), 0, there.size())
                .distinct()
                .mapToObj(there::get)
                .filter(name -> name.startsWith("r"))
                .map(name -> TestStack.reference(name, "name"))
                .toList();
        if (!used.isEmpty()) {
            properties.put("uses", TestStack.list(used));
        }
        if (random.nextInt(3) == 0) {
            properties.put("comment", TestStack.reference(there.get(random.nextInt(there.size())), "arn"));
        }
        return properties;
    }
}
