package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** SNS topics as other services see them. */
public final class Topics {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):(\\d{12}):(.+)");

    private final World world;

    Topics(World world) {
        this.world = world;
    }

    public static String key(String region, String name) {
        return "sns:" + region + ":topic:" + name;
    }

    public Optional<Value.Map> byArn(String arn) {
        var match = ARN.matcher(arn);
        return match.matches() && match.group(2).equals(world.account().id())
                ? world.known(key(match.group(1), match.group(3)))
                : Optional.empty();
    }

    /** Returns the text of the policy; empty for a topic that was given none. */
    public static Optional<String> policy(Value.Map topic) {
        return topic.map("attributes").string("Policy");
    }
}
