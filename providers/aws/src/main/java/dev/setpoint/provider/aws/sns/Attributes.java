package dev.setpoint.provider.aws.sns;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.JsonDocuments;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The attributes of one kind of object, between a spec and SNS. */
final class Attributes {

    private final List<Attribute> all;

    Attributes(Attribute... all) {
        this.all = List.of(all);
    }

    /** Attributes to send when creating: SNS refuses some attributes that are set to their default. */
    Map<String, String> toSend(Value.Map desired) {
        var sent = new LinkedHashMap<String, String>();
        for (var attribute : all) {
            desired.get(attribute.property())
                    .map(Value::revealedDeep)
                    .filter(value -> !attribute.standard().equals(Optional.of(value)))
                    .ifPresent(value -> sent.put(attribute.name(), attribute.toText(value)));
        }
        return sent;
    }

    Value.Map read(Map<String, String> live, PropertySet wanted) {
        var read = new LinkedHashMap<String, Value>();
        for (var attribute : all) {
            if (wanted.contains(attribute.property())) {
                attribute
                        .toValue(Optional.ofNullable(live.get(attribute.name())))
                        .ifPresent(value -> read.put(attribute.property(), value));
            }
        }
        return new Value.Map(read);
    }

    /** Sets what the update changes, one by one. The value is null where SNS wants none: to take it away. */
    void change(Update update, BiConsumer<String, Optional<String>> set) {
        for (var attribute : all) {
            if (update.touches(attribute.property())) {
                set.accept(
                        attribute.name(),
                        update.desired()
                                .get(attribute.property())
                                .map(Value::revealedDeep)
                                .map(attribute::toText)
                                .or(attribute::cleared));
            }
        }
    }

    /** True when a read shows every desired attribute; documents are compared by their meaning. */
    boolean shows(Value.Map live, Value.Map desired) {
        return all.stream()
                .allMatch(attribute -> desired.get(attribute.property())
                        .map(wanted -> live.get(attribute.property())
                                .filter(found -> same(attribute, found, wanted.revealedDeep()))
                                .isPresent())
                        .orElse(true));
    }

    private static boolean same(Attribute attribute, Value live, Value desired) {
        return switch (attribute.form()) {
            case POLICY -> PolicyDocuments.same(live, desired);
            case JSON ->
                JsonDocuments.parse(attribute.toText(live)).equals(JsonDocuments.parse(attribute.toText(desired)));
            case TEXT, FLAG -> ReadBack.covers(live, desired);
        };
    }
}
