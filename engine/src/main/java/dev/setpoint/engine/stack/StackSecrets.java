package dev.setpoint.engine.stack;

import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.value.Secrets;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.stream.Stream;

/** Secrets that follow from a spec alone: sensitive inputs, values computed from them, and sensitive properties. */
public final class StackSecrets {

    private StackSecrets() {}

    /** Finds the secrets of a stack. Evaluates nothing where nothing can be secret. */
    public static Secrets of(Stack stack) {
        var inputs = stack.inputs().values().stream().anyMatch(Value.Secret.class::isInstance);
        var types = Stream.concat(
                        stack.resources().values().stream().map(ResourceBlock::type),
                        stack.data().values().stream().map(DataBlock::type))
                .distinct();
        return inputs || types.anyMatch(type -> hasSensitive(type.properties()))
                ? of(stack, new StaticValues(stack))
                : Secrets.NONE;
    }

    /** @param values of that stack */
    public static Secrets of(Stack stack, StaticValues values) {
        var found = new ArrayList<>(values.all());
        stack.resources().values().forEach(block -> found.add(concealed(block.type(), values.properties(block))));
        stack.data().values().forEach(block -> found.add(concealed(block.type(), values.properties(block))));
        return Secrets.in(found);
    }

    private static Value concealed(TypeSchema type, Value.Map properties) {
        return Visibility.concealed(type.properties(), properties);
    }

    private static boolean hasSensitive(Shape shape) {
        return switch (shape) {
            case Shape.ObjectOf object ->
                object.attributes().values().stream().anyMatch(a -> a.sensitive() || inside(a));
            case Shape.MapOf(var value) -> hasSensitive(value);
            case Shape.ListOf list -> hasSensitive(list.item());
            case Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> false;
        };
    }

    private static boolean inside(Attribute attribute) {
        return hasSensitive(attribute.shape());
    }
}
