package dev.setpoint.engine.stack;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import java.util.List;

/**
 * One data source of a stack.
 *
 * @param conditions those that the plan decides; a data source exists where all hold
 * @param properties a {@link Term.MapTerm}, or a literal empty map
 */
public record DataBlock(
        Address address,
        TypeSchema type,
        String provider,
        Term properties,
        List<Address> dependsOn,
        List<When> conditions,
        Span span) {

    /** This block as one that waits for these nodes besides those that it reads. */
    public DataBlock dependingOn(List<Address> nodes) {
        return new DataBlock(address, type, provider, properties, nodes, conditions, span);
    }

    /** This block as one that exists under these conditions. */
    public DataBlock when(List<When> open) {
        return new DataBlock(address, type, provider, properties, dependsOn, open, span);
    }
}
