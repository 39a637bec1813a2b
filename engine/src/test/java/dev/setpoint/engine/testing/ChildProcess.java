package dev.setpoint.engine.testing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Processes that tests start. They are the same whoever runs the build: they hear every signal, and of the variables
 * that Setpoint, AWS's tools or a JVM go by they have only those that the test gives them.
 */
public final class ChildProcess {

    private static final List<String> PREFIXES = List.of("AWS_", "SETPOINT_");

    private static final Set<String> NAMES =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "NO_COLOR", "COLUMNS", "TERM");

    private static final String NOWHERE = "/nowhere";

    private ChildProcess() {}

    /** @param builder of the process, whose variables are set here */
    public static Process start(ProcessBuilder builder, Map<String, String> variables) throws IOException {
        builder.environment()
                .keySet()
                .removeIf(name -> NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
        builder.environment().putAll(withoutProfiles());
        builder.environment().putAll(variables);
        return DefaultSignals.start(builder);
    }

    /** Variables by which nothing is read from {@code ~/.aws}. */
    public static Map<String, String> withoutProfiles() {
        return Map.of("AWS_CONFIG_FILE", NOWHERE, "AWS_SHARED_CREDENTIALS_FILE", NOWHERE);
    }
}
