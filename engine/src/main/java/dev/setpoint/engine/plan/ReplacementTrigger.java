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
 * @param reference reference as written: {@code key.keyId}, or {@code key} for the whole resource
 */
public record ReplacementTrigger(String reference) {

    public static final PropertyPath OPTION = PropertyPath.option("replaceOnChange");

    /** Returns the entry that a change is about; empty for the change of a property. */
    public static Optional<ReplacementTrigger> of(PropertyChange change) {
        return change.path().equals(OPTION) && change.after().orElse(Value.Null.VALUE) instanceof Value.Str(var text)
                ? Optional.of(new ReplacementTrigger(text))
                : Optional.empty();
    }

    /** Returns the resource that the reference names. */
    public Address owner() {
        return Address.owner(reference);
    }

    /** Returns the path of the property or output in that resource; the root for the whole resource. */
    public PropertyPath path() {
        var rest = reference.substring(owner().text().length());
        return rest.isEmpty() ? PropertyPath.ROOT : PropertyPath.parse(rest.startsWith(".") ? rest.substring(1) : rest);
    }

    /** Returns the value that the reference reads; empty when there is none. */
    public Optional<Value> in(Value resource) {
        try {
            var read = new Reference(Reference.Root.RESOURCE, owner().text(), path());
            return Optional.of(read.value((_, _) -> resource));
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }
}
