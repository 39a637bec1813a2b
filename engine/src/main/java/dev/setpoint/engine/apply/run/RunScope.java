package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that expressions can read during a run. Each address is set once, when its own step ends and before any step
 * that reads it starts.
 */
public final class RunScope implements Scope {

    private final Map<Address, Value> values = new ConcurrentHashMap<>();
    private final Scope scope;

    public RunScope(Plan plan) {
        this.scope = new InputScope(plan.graph().stack(), this::read);
        values.putAll(plan.data());
        plan.leftOut()
                .forEach(address -> plan.state()
                        .resource(address)
                        .ifPresent(resource ->
                                values.put(address, resource.applied().plus(resource.outputs()))));
    }

    public void set(Address address, Value value) {
        values.put(address, value);
    }

    /** Returns properties and outputs of the address, or an unknown value. */
    public Value value(Address address) {
        return Optional.ofNullable(values.get(address)).orElseGet(() -> new Value.Unknown(address.text()));
    }

    boolean has(Address address) {
        return values.containsKey(address);
    }

    @Override
    public Value value(Reference.Root root, String name) {
        return scope.value(root, name);
    }

    private Value read(Reference.Root root, String name) {
        return Reference.node(root, name)
                .map(this::value)
                .orElseGet(() -> new Value.Unknown(new Reference(root, name, PropertyPath.ROOT).toString()));
    }
}
