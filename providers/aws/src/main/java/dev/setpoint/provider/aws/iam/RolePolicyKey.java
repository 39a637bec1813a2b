package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.equality.ArnOrName;

/**
 * Something that hangs on a role. See behaviour.md#iam-role-policy-import-id,
 * behaviour.md#iam-role-policy-attachment-import-id.
 *
 * @param role its name
 * @param name what the role calls the part: an inline policy's name, or an attached policy's ARN
 */
record RolePolicyKey(String role, String name) {

    private static final String ROLE = "role";

    /** @param property what names the part among the properties */
    static RolePolicyKey of(Value.Map properties, String property) {
        return new RolePolicyKey(
                ArnOrName.name(text(properties, ROLE)),
                properties.string(property).orElse(""));
    }

    /** No role's name holds the separator, so the first one ends it. */
    static RolePolicyKey of(Identity id, char separator) {
        var text = id.value();
        var at = text.indexOf(separator);
        if (at <= 0 || at == text.length() - 1) {
            throw ProviderException.of(
                    Kind.INVALID,
                    "InvalidIdentity",
                    "`" + text + "` does not name a role and its policy: write `ROLE" + separator + "POLICY`.");
        }
        return new RolePolicyKey(text.substring(0, at), text.substring(at + 1));
    }

    Identity identity(char separator) {
        return new Identity(role + separator + name);
    }

    /** The properties that name it, as far as they are wanted. */
    Value.Map shown(String property, PropertySet wanted) {
        var shown = Value.Map.EMPTY;
        if (wanted.contains(ROLE)) {
            shown = shown.with(ROLE, Value.of(role));
        }
        return wanted.contains(property) ? shown.with(property, Value.of(name)) : shown;
    }
}
