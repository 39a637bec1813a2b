package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Undertaking;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A property that names another object.
 *
 * @param path with {@code []} after what is a list: {@code rules[].destination.replicaKmsKey}
 * @param service of a role: the service that must be able to assume it; empty for none
 */
public record Reference(String path, Kind kind, String service) {

    /** What is named. */
    public enum Kind {
        /** A KMS key in the provider's region. */
        KEY,
        /** A KMS key in the region that its ARN names. */
        KEY_ANYWHERE,
        /** A bucket of the account's own. */
        BUCKET,
        /** A bucket that may be another account's. */
        BUCKET_ANYWHERE,
        /** A bucket in the provider's region that can take access logs. */
        LOG_BUCKET,
        ROLE,
        POLICY,
        TOPIC,
        LOG_GROUP
    }

    public Reference(String path, Kind kind) {
        this(path, kind, "");
    }

    /** The names that are known now; none when the property is left as it is. */
    List<String> names(Undertaking what) {
        var property = path.split("[.\\[]", 2)[0];
        if (!what.makes() && !what.changed().contains(property)) {
            return List.of();
        }
        var found = new ArrayList<Value>(List.of(what.desired()));
        for (var step : path.split("\\.", -1)) {
            found = step(found, step);
        }
        var names = new ArrayList<String>();
        for (var value : found) {
            if (value instanceof Value.Str(var name) && !name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static ArrayList<Value> step(List<Value> from, String step) {
        var list = step.endsWith("[]");
        var name = list ? step.substring(0, step.length() - 2) : step;
        var next = new ArrayList<Value>();
        for (var value : from) {
            if (value instanceof Value.Map map) {
                map.get(name).ifPresent(member -> {
                    if (list && member instanceof Value.List(var items)) {
                        next.addAll(items);
                    } else {
                        next.add(member);
                    }
                });
            }
        }
        return next;
    }

    /** Where the spec says it. */
    String property() {
        return path.replaceAll("\\[].*", "");
    }
}
