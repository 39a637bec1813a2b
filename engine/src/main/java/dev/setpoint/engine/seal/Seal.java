package dev.setpoint.engine.seal;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;

/**
 * What something stored says of how it was sealed: enough to find the key again, and nothing secret. It is
 * authenticated together with what it stands on.
 *
 * @param content as it is stored; its {@code method} says what the rest means
 */
public record Seal(Value.Map content) {

    private static final String METHOD = "method";

    /** {@code passphrase}, {@code kms}; whatever a later Setpoint knows. */
    public String method() {
        return content.string(METHOD).orElse("unknown");
    }

    byte[] authenticated() {
        return Json.canonical(content).getBytes(StandardCharsets.UTF_8);
    }
}
