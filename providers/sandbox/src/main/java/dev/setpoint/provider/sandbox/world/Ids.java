package dev.setpoint.provider.sandbox.world;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of the forms that the services generate. */
public final class Ids {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Ids() {}

    /** {@code 1234abcd-12ab-34cd-56ef-1234567890ab}. */
    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    /** Returns 32 hexadecimal digits. */
    public static String hex32() {
        return uuid().replace("-", "");
    }

    /** Returns an IAM unique id: {@code AROA} for a role, {@code ANPA} for a managed policy, and 17 more characters. */
    public static String iam(String prefix) {
        var random = UUID.randomUUID();
        var id = new StringBuilder(prefix);
        var bits = random.getMostSignificantBits();
        for (var i = 0; i < 17; i++) {
            id.append(BASE32.charAt((int) (bits & 31)));
            bits = i == 8 ? random.getLeastSignificantBits() : bits >>> 5;
        }
        return id.toString();
    }

    static String request() {
        return new UUID(
                        ThreadLocalRandom.current().nextLong(),
                        ThreadLocalRandom.current().nextLong())
                .toString();
    }
}
