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
 * Carries on with an object after a request that got no answer. The next request may be refused for what that one did,
 * so the object is read again, and only what it still lacks is changed.
 */
record Resumption(ResourceType type, Shape.ObjectOf shape, Redaction redaction) {

    /** An update; carried on once when it fails after a request that got no answer. */
    Value.Map update(Identity id, Update update, ProviderOperation call) {
        try {
            return type.update(id, update, call);
        } catch (ProviderException e) {
            return resumed(id, update, call, e);
        }
    }

    /**
     * The rest of an update that failed.
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
     * Changes what the object still lacks.
     *
     * @param live properties and outputs
     */
    Value.Map complete(Identity id, Value.Map live, Update update, ProviderOperation call) {
        var lacking = lacking(live, update);
        return lacking.isEmpty() && update.removed().isEmpty()
                ? live
                : type.update(id, new Update(update.desired(), live, lacking, update.removed()), call);
    }

    /** The properties that are not as the update wants them. */
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
                    call.doubting(
                            found -> found.filter(live -> lacking(live, update).isEmpty())
                                    .isEmpty()));
        } catch (ProviderException e) {
            // The first problem is the one to tell.
            problem.addSuppressed(e);
            return Optional.empty();
        }
    }

    private Optional<Attribute> attribute(String name) {
        return shape.attribute(name);
    }
}
