package dev.setpoint.engine.state;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.value.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The tag that finds an object whose id the cloud assigns: lineage, run and address. The state has all three even
 * when the journal is lost.
 */
final class OwnershipTag {

    /** Maximum length of an AWS tag value. */
    private static final int LONGEST = 256;

    private static final int DIGEST = 16;

    private OwnershipTag() {}

    static String newRun() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    static String of(String lineage, Optional<String> run, Address address) {
        var head = lineage + "/" + run.orElse("none") + "/";
        return head + shortened(safe(address.text()), LONGEST - head.length());
    }

    private static String shortened(String name, int room) {
        if (name.length() <= room) {
            return name;
        }
        var digest = Redaction.sha256(name);
        return name.substring(0, room - DIGEST - 1) + "-" + digest.substring(digest.length() - DIGEST);
    }

    /** Returns the address in characters that every AWS service accepts in a tag. */
    private static String safe(String address) {
        var text = new StringBuilder();
        for (var b : address.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-')) {
                text.append(c);
            } else {
                text.append('=').append(HexFormat.of().toHexDigits(b));
            }
        }
        return text.toString();
    }
}
