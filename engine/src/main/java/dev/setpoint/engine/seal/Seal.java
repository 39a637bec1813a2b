package dev.setpoint.engine.seal;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;

/**
 * The description of how stored content was encrypted: enough to find the key again, and nothing secret. It is
 * authenticated together with the content.
 *
 * @param content the stored members; {@code method} tells what the others mean
 */
public record Seal(Value.Map content) {

    private static final String METHOD = "method";

    /** Returns the method: {@code passphrase}, {@code kms}, or one of a later version. */
    public String method() {
        return content.string(METHOD).orElse("unknown");
    }

    byte[] authenticated() {
        return Json.canonical(content).getBytes(StandardCharsets.UTF_8);
    }
}
