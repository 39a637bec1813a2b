package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;

/** Effect of removing a property from the spec ({@code x-onRemove}). */
public sealed interface OnRemove {
    /** The provider puts the property back to what a new object has. */
    record Reset() implements OnRemove {}

    /** The live value stays and is no longer managed. */
    record Keep() implements OnRemove {}

    /** The property is set to this. */
    record Set(Value value) implements OnRemove {}
}
