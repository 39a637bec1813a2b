package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * One entry of {@code replaceOnChange}.
 *
 * @param reference as written: {@code key.keyId}, or {@code key} for the whole resource
 */
public record ReplacementTrigger(String reference) {

    public static final PropertyPath OPTION = PropertyPath.option("replaceOnChange");

    /** The entry that a change stands for; empty for the change of a property. */
    public static Optional<ReplacementTrigger> of(PropertyChange change) {
        return change.path().equals(OPTION) && change.after().orElse(Value.Null.VALUE) instanceof Value.Str(var text)
                ? Optional.of(new ReplacementTrigger(text))
                : Optional.empty();
    }

    /** The resource that it leads to. */
    public Address owner() {
        return Address.owner(reference);
    }

    /** The property or output that it reads of that resource; the root for the whole. */
    public PropertyPath path() {
        var rest = reference.substring(owner().text().length());
        return rest.isEmpty() ? PropertyPath.ROOT : PropertyPath.parse(rest.startsWith(".") ? rest.substring(1) : rest);
    }

    /** The value that it reads of the resource; empty when there is none. */
    public Optional<Value> in(Value resource) {
        try {
            var read = new Reference(Reference.Root.RESOURCE, owner().text(), path());
            return Optional.of(read.value((_, _) -> resource));
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }
}
