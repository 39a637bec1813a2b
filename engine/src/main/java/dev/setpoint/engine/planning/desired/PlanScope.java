package dev.setpoint.engine.planning.desired;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Values that expressions can read while a plan is made. The value of a resource or data source is computed on first
 * use and cached. Not thread-safe.
 */
public final class PlanScope implements Scope {

    private final InputScope inputs;
    private final Map<Address, Supplier<Value>> pending = new HashMap<>();
    private final Map<Address, Value> settled = new HashMap<>();

    public PlanScope(Stack stack) {
        this.inputs = new InputScope(stack, this::planned);
    }

    /** Sets the value of an address. */
    public void settle(Address address, Supplier<Value> value) {
        pending.put(address, value);
    }

    @Override
    public Value value(Reference.Root root, String name) {
        return inputs.value(root, name);
    }

    private Value planned(Reference.Root root, String name) {
        return Reference.node(root, name)
                .map(this::value)
                .orElseGet(() -> new Value.Unknown(new Reference(root, name, PropertyPath.ROOT).toString()));
    }

    Value value(Address address) {
        var known = settled.get(address);
        if (known != null) {
            return known;
        }
        var supplier = pending.remove(address);
        var value = supplier == null ? new Value.Unknown(address.text()) : supplier.get();
        settled.put(address, value);
        return value;
    }
}
