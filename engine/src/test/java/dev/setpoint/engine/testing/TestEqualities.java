package dev.setpoint.engine.testing;

import dev.setpoint.engine.schema.Equalities;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;

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

    /** Documents are the same when their JSON is. */
    private record Document() implements Equality {
        @Override
        public boolean same(Value one, Value other) {
            return Equality.JSON.same(one, other);
        }

        @Override
        public Value canonical(Value value) {
            return Equality.JSON.canonical(value);
        }

        @Override
        public Optional<String> document() {
            return Optional.of("policy");
        }
    }
}
