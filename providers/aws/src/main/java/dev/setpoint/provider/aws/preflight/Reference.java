package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Undertaking;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * A property that names another object.
 *
 * @param path with {@code [*]} after what is a list: {@code rules[*].destination.replicaKmsKey}
 * @param service of a role: the service that must be able to assume it; empty for none
 */
public record Reference(String path, Kind kind, String service) {

    /** What is named. */
    public enum Kind {
        /** A KMS key, in the region that its ARN names or else in the provider's. */
        KEY,
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
        return PropertyPath.parse(path).in(what.desired()).values().stream()
                .flatMap(value ->
                        value instanceof Value.Str(var name) && !name.isEmpty() ? Stream.of(name) : Stream.empty())
                .toList();
    }

    /** Where the spec says it. */
    String property() {
        return path.replaceAll("\\[.*", "");
    }
}
