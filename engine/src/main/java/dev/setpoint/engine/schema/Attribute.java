package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * One member of an object: its shape and the annotations of keywords.md#annotations.
 *
 * @param required must be in the spec
 * @param output {@code readOnly}: given by the cloud, never by the spec
 * @param writeOnly never comes back in a read; compared with the last applied value only
 * @param createOnly a change forces replacement
 * @param sensitive never shown
 * @param derivedFrom {@code x-derivedFrom}: properties of the same type that it follows from, so that it is secret when
 *     one of them is
 * @param computed the server's value is accepted when the spec has none
 * @param isVolatile {@code x-volatile}: an output that an update may change, so unknown until applied
 * @param objectName {@code x-objectName}: an output that is a name of the object in properties of others
 * @param defaultValue what the spec means by leaving it out
 * @param dataLoss what a change of it destroys
 * @param prefixOf the property whose chosen value begins with this one ({@code x-generated})
 */
public record Attribute(
        String name,
        Shape shape,
        String description,
        boolean required,
        boolean output,
        boolean writeOnly,
        boolean createOnly,
        boolean sensitive,
        List<String> derivedFrom,
        boolean computed,
        boolean isVolatile,
        boolean objectName,
        Optional<Value> defaultValue,
        OnRemove onRemove,
        Optional<String> dataLoss,
        Optional<String> prefixOf) {

    /** Returns this attribute with another shape. */
    public Attribute shaped(Shape shape) {
        return new Attribute(
                name,
                shape,
                description,
                required,
                output,
                writeOnly,
                createOnly,
                sensitive,
                derivedFrom,
                computed,
                isVolatile,
                objectName,
                defaultValue,
                onRemove,
                dataLoss,
                prefixOf);
    }

    /** Returns this attribute as one that is secret when one of these properties is. */
    Attribute following(List<String> sources) {
        return new Attribute(
                name,
                shape,
                description,
                required,
                output,
                writeOnly,
                createOnly,
                sensitive,
                sources,
                computed,
                isVolatile,
                objectName,
                defaultValue,
                onRemove,
                dataLoss,
                prefixOf);
    }

    /** Returns this attribute as the beginning of the chosen value of a property. */
    Attribute beginning(String name) {
        return new Attribute(
                this.name,
                shape,
                description,
                required,
                output,
                writeOnly,
                createOnly,
                sensitive,
                derivedFrom,
                computed,
                isVolatile,
                objectName,
                defaultValue,
                onRemove,
                dataLoss,
                Optional.of(name));
    }
}
