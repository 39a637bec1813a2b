package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** CloudWatch Logs log groups as other services see them. */
public final class LogGroups {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:logs:([a-z0-9-]+):(\\d{12}):log-group:([^:*]+)(:\\*)?");

    private final World world;

    LogGroups(World world) {
        this.world = world;
    }

    public static String key(String region, String name) {
        return "logs:" + region + ":group:" + name;
    }

    /** @param arn with or without {@code :*} at its end */
    public Optional<Value.Map> byArn(String arn) {
        var match = ARN.matcher(arn);
        return match.matches() && match.group(2).equals(world.account().id())
                ? world.known(key(match.group(1), match.group(3)))
                : Optional.empty();
    }
}
