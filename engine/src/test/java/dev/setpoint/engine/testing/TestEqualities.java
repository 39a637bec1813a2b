package dev.setpoint.engine.testing;

import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Equalities;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.value.Value;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Simple equalities for the names in the schemas of AWS types; the provider of AWS has the real ones. */
public final class TestEqualities implements Equalities {

    private static final Equality LAST_PART = new LastPart();

    private static final Map<String, Equality> BY_NAME =
            Map.of("iam-policy", new Document(), "kms-key-ref", LAST_PART, "arn-or-name", LAST_PART);

    @Override
    public Optional<Equality> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Names are the same when what follows their last colon or slash is. */
    private record LastPart() implements Equality {
        @Override
        public boolean same(Value one, Value other) {
            return canonical(one).equals(canonical(other));
        }

        @Override
        public Value canonical(Value value) {
            return value instanceof Value.Str(var text) && text.startsWith("arn:")
                    ? Value.of(text.substring(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1))
                    : value;
        }
    }

    /** Documents are the same when their JSON is, whatever the order of lists. */
    private record Document() implements Equality {
        @Override
        public boolean same(Value one, Value other) {
            return ordered(one).equals(ordered(other));
        }

        @Override
        public Value canonical(Value value) {
            return CommonEquality.JSON.canonical(value);
        }

        @Override
        public Value ordered(Value value) {
            return sorted(canonical(value));
        }

        @Override
        public Optional<String> document() {
            return Optional.of("policy");
        }

        private static Value sorted(Value value) {
            return switch (value) {
                case Value.List(var items) ->
                    new Value.List(items.stream()
                            .map(Document::sorted)
                            .sorted(Comparator.comparing(Value::toString))
                            .toList());
                case Value.Map(var entries) -> {
                    var members = new TreeMap<String, Value>();
                    entries.forEach((name, member) -> members.put(name, sorted(member)));
                    yield new Value.Map(members);
                }
                default -> value;
            };
        }
    }
}
