package dev.setpoint.engine.spi;

import java.util.Optional;

/**
 * Account and region of a configured provider.
 *
 * @param account whose it is
 * @param region where in the account, for what is not in all of it; empty where there is no such thing
 */
public record Realm(String account, Optional<String> region) {

    private static final char REGION = '/';

    /** @param text as {@link #toString} gives it */
    public static Realm of(String text) {
        var end = text.indexOf(REGION);
        return end < 0
                ? new Realm(text, Optional.empty())
                : new Realm(text.substring(0, end), Optional.of(text.substring(end + 1)));
    }

    /** {@code 123456789012/us-east-1}. */
    @Override
    public String toString() {
        return account + region.map(name -> REGION + name).orElse("");
    }
}
