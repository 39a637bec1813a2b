package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The tag by which an object whose id the cloud assigns is found again: lineage, address, and a number used once. */
final class OwnershipTag {

    /** Tag values of AWS hold this many characters at most. */
    private static final int LONGEST = 256;

    private OwnershipTag() {}

    static String fresh(String lineage, Address address) {
        var nonce = UUID.randomUUID().toString().substring(0, 13);
        var head = lineage + "/" + nonce + "/";
        var name = safe(address.text());
        return head + name.substring(0, Math.min(name.length(), LONGEST - head.length()));
    }

    /** In the characters that every AWS service takes in a tag. */
    private static String safe(String address) {
        var text = new StringBuilder();
        for (var b : address.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-')) {
                text.append(c);
            } else {
                text.append("=%02x".formatted((int) c));
            }
        }
        return text.toString();
    }
}
