package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.module.TreeLimits;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The means of fetching modules.
 *
 * @param variables of the environment, for {@code git}
 * @param trust certificates that web servers are checked against
 * @param patience the longest time of one download or one command of git
 */
public record FetchSettings(Map<String, String> variables, SSLContext trust, TreeLimits limits, Duration patience) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Uses the certificates of the JDK and the default limits. */
    public static FetchSettings of(Map<String, String> variables) {
        try {
            return new FetchSettings(variables, SSLContext.getDefault(), TreeLimits.DEFAULT, PATIENCE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has TLS.", e);
        }
    }
}
