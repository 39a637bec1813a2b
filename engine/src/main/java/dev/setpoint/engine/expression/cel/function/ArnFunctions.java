package dev.setpoint.engine.expression.cel.function;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.setpoint.engine.expression.cel.value.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Functions of Amazon resource names. */
public final class ArnFunctions {

    private static final List<String> MEMBERS = List.of("partition", "service", "region", "account", "resource");

    private static final MapType TEXTS = MapType.create(SimpleType.STRING, SimpleType.STRING);

    /** The parts of an ARN. */
    public static final StructType PARTS =
            StructType.create("setpoint.arn", ImmutableSet.copyOf(MEMBERS), _ -> Optional.of(SimpleType.STRING));

    private ArnFunctions() {}

    static List<Definition> own() {
        return List.of(
                Definition.global("arn.parse", ArnFunctions::parse).taking(PARTS, SimpleType.STRING),
                Definition.global("arn.build", ArnFunctions::build)
                        .taking(SimpleType.STRING, TEXTS)
                        .taking(SimpleType.STRING, PARTS));
    }

    private static Object parse(Arguments arguments) {
        var text = arguments.text(0);
        var parts = text.split(":", MEMBERS.size() + 1);
        if (parts.length <= MEMBERS.size()
                || !parts[0].equals("arn")
                || parts[1].isEmpty()
                || parts[2].isEmpty()
                || parts[MEMBERS.size()].isEmpty()) {
            throw arguments.failure("`" + text + "` is not an ARN, like `arn:aws:iam::111122223333:role/admin`.");
        }
        var members = new LinkedHashMap<String, Part>();
        for (var i = 0; i < MEMBERS.size(); i++) {
            members.put(MEMBERS.get(i), new Part.Computed(parts[i + 1]));
        }
        return arguments.map(members);
    }

    private static Object build(Arguments arguments) {
        var entries = arguments.entries(0);
        if (!entries.keySet().equals(Set.copyOf(MEMBERS))) {
            throw arguments.failure("`arn.build` needs a map of exactly `partition`, `service`, `region`, `account`"
                    + " and `resource`.");
        }
        var arn = new StringBuilder("arn");
        for (var member : MEMBERS) {
            arn.append(':').append(Objects.requireNonNull(entries.get(member)).read());
        }
        return arguments.made(arn.toString());
    }
}
