package dev.setpoint.engine.apply;

import static dev.setpoint.engine.testing.TestStack.list;
import static dev.setpoint.engine.testing.TestStack.literal;
import static dev.setpoint.engine.testing.TestStack.reference;

import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import java.util.List;
import java.util.Map;

/** Small stacks that the tests of an apply share. */
final class ExampleStacks {

    static final ResourceBlock.Lifecycle CREATE_FIRST =
            new ResourceBlock.Lifecycle(false, true, false, List.of(), List.of(), Map.of());

    private ExampleStacks() {}

    /** bucket uses key, policy uses bucket. */
    static TestStack chain() {
        return new TestStack()
                .resource("key", MemoryProvider.KEY, Map.of(), ResourceBlock.Lifecycle.DEFAULT)
                .thing("bucket", Map.of("comment", reference("key", "arn")))
                .thing("policy", uses("bucket"))
                .output("arn", reference("bucket", "arn"));
    }

    static Map<String, Term> uses(String name) {
        return Map.of("uses", list(List.of(reference(name, "name"))));
    }

    static TestStack key(String zone, ResourceBlock.Lifecycle lifecycle) {
        return new TestStack().resource("key", MemoryProvider.KEY, Map.of("zone", literal(zone)), lifecycle);
    }
}
