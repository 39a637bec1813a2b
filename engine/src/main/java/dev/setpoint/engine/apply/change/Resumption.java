package dev.setpoint.engine.apply.change;

import dev.setpoint.engine.apply.run.ProviderOperation;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Continues the change of an object after a request that got no answer. That request may have worked, and a
 * repetition would then be refused. So this class reads the object again and changes only the properties that still
 * differ.
 */
record Resumption(ResourceType type, Shape.ObjectOf shape, Redaction redaction) {

    /** Updates the object. An update that fails after a request without an answer is continued once. */
    Value.Map update(Identity id, Update update, ProviderOperation call) {
        try {
            return type.update(id, update, call);
        } catch (ProviderException e) {
            return resumed(id, update, call, e);
        }
    }

    /**
     * Finishes an update that failed.
     *
     * @return live properties and outputs
     * @throws ProviderException the problem, when every request was answered or the object cannot be read
     */
    Value.Map resumed(Identity id, Update update, ProviderOperation call, ProviderException problem) {
        if (!call.isUnanswered()) {
            throw problem;
        }
        return complete(id, read(id, update, call, problem).orElseThrow(() -> problem), update, call);
    }

    /**
     * Changes the properties that still differ.
     *
     * @param live properties and outputs
     */
    Value.Map complete(Identity id, Value.Map live, Update update, ProviderOperation call) {
        var lacking = lacking(live, update);
        return lacking.isEmpty() && update.removed().isEmpty()
                ? live
                : type.update(id, new Update(update.desired(), live, lacking, update.removed()), call);
    }

    /** Returns the properties that still differ from the update. */
    Set<String> lacking(Value.Map live, Update update) {
        var differ = new Differ(redaction);
        var lacking = new LinkedHashSet<String>();
        update.changed().stream()
                .filter(name -> attribute(name)
                        .filter(attribute -> !attribute.output() && !attribute.writeOnly())
                        .isPresent())
                .filter(name -> !differ.satisfied(
                        attribute(name).orElseThrow().shape(),
                        update.desired().get(name).orElseThrow(),
                        live.get(name)))
                .forEach(lacking::add);
        return lacking;
    }

    private Optional<Value.Map> read(Identity id, Update update, ProviderOperation call, ProviderException problem) {
        var names = new TreeSet<>(update.desired().entries().keySet());
        names.addAll(update.removed());
        names.removeIf(name -> attribute(name).filter(Attribute::writeOnly).isPresent());
        try {
            return type.read(
                    id,
                    new PropertySet(names),
                    call.spelling(update.desired())
                            .doubting(found -> found.filter(
                                            live -> lacking(live, update).isEmpty())
                                    .isEmpty()));
        } catch (ProviderException e) {
            // Report the first problem.
            problem.addSuppressed(e);
            return Optional.empty();
        }
    }

    private Optional<Attribute> attribute(String name) {
        return shape.attribute(name);
    }
}
