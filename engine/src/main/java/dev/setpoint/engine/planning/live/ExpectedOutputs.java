package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;

/**
 * Computes the value that a reference to a resource reads during planning: desired properties, and outputs as far as
 * they are known.
 */
public final class ExpectedOutputs {

    private ExpectedOutputs() {}

    /** Returns the value of a resource after a change. */
    public static Value of(ResourceBlock block, Change change) {
        var address = block.address();
        return switch (change) {
            case Change.Create create -> ofNew(address, block.type(), create.desired());
            case Change.Replace replace ->
                replace.alternative()
                        .map(otherwise -> ofEither(address, block.type(), replace.desired(), of(block, otherwise)))
                        .orElseGet(() -> ofNew(address, block.type(), replace.desired()));
            case Change.Update update -> ofUpdated(address, block.type(), update.desired(), update.live());
            case Change.NoOp same -> ofUnchanged(address, block.type(), same.desired(), same.live());
            case Change.Restore restored -> of(block, restored.then());
            case Change.Move move -> of(block, move.then());
            case Change.Import(var _, var _, Change.NoOp nothing)
            when nothing.live().equals(Value.Map.EMPTY) -> ofNew(address, block.type(), nothing.desired());
            case Change.Import taken -> of(block, taken.then());
            case Change.Delete _, Change.Forget _, Change.Refresh _ -> new Value.Unknown(address.text());
        };
    }

    /** Returns the value of a new object, whose outputs are unknown. */
    static Value.Map ofNew(Address address, TypeSchema type, Value.Map desired) {
        return outputs(address, type, desired, Value.Map.EMPTY, false);
    }

    /** Returns the value of an object that may be replaced: the values that are the same either way, and no output. */
    private static Value.Map ofEither(Address address, TypeSchema type, Value.Map desired, Value otherwise) {
        var same = new LinkedHashMap<String, Value>();
        var kept = otherwise instanceof Value.Map map ? map : Value.Map.EMPTY;
        desired.entries()
                .forEach((name, value) -> same.put(
                        name,
                        kept.get(name).filter(value::equals).isPresent()
                                ? value
                                : new Value.Unknown(address + "." + name)));
        return ofNew(address, type, new Value.Map(same));
    }

    /** Returns the value of an unchanged object. */
    static Value.Map ofUnchanged(Address address, TypeSchema type, Value.Map desired, Value.Map live) {
        return outputs(address, type, desired, live, true);
    }

    /** Returns the value of an updated object. Outputs that an update may change are unknown. */
    static Value.Map ofUpdated(Address address, TypeSchema type, Value.Map desired, Value.Map live) {
        var known = new LinkedHashMap<>(live.entries());
        known.keySet().removeAll(type.volatileOutputs());
        return outputs(address, type, desired, new Value.Map(known), false);
    }

    private static Value.Map outputs(
            Address address, TypeSchema type, Value.Map desired, Value.Map known, boolean settled) {
        var result = new LinkedHashMap<>(desired.entries());
        for (var attribute : type.properties().attributes().values()) {
            if (!attribute.output()) {
                continue;
            }
            var name = attribute.name();
            known.get(name).ifPresentOrElse(value -> result.put(name, value), () -> {
                if (!settled) {
                    result.put(name, new Value.Unknown(address + "." + name));
                }
            });
        }
        return Visibility.concealed(type.properties(), new Value.Map(result));
    }

    /** Returns the outputs among the live values. */
    static Value.Map outputsOf(TypeSchema type, Value.Map live) {
        var result = new LinkedHashMap<String, Value>();
        live.entries().forEach((name, value) -> {
            if (type.properties().attribute(name).map(Attribute::output).orElse(false)) {
                result.put(name, value);
            }
        });
        return new Value.Map(result);
    }
}
