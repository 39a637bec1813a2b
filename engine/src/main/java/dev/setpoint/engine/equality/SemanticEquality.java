package dev.setpoint.engine.equality;

import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.value.Value;
import java.util.Locale;
import java.util.Optional;

/** Whether two known, revealed values mean the same to the cloud. Symmetric and reflexive. */
@FunctionalInterface
public interface SemanticEquality {

    boolean same(Value one, Value other);

    static SemanticEquality of(Equality equality) {
        return switch (equality) {
            case EXACT -> Value::equals;
            case IAM_POLICY -> PolicyDocument::same;
            case KMS_KEY_REF -> texts(KmsKeyReference::same);
            case ARN_OR_NAME -> texts(ArnOrName::same);
            case CASE_INSENSITIVE -> texts(String::equalsIgnoreCase);
            case JSON -> JsonText::same;
        };
    }

    /** The same for every value that means the same. */
    static Value canonical(Equality equality, Value value) {
        var plain = value.revealed();
        if (!(plain instanceof Value.Str(var text))) {
            return plain;
        }
        return switch (equality) {
            case EXACT -> plain;
            case KMS_KEY_REF -> Value.of(KmsKeyReference.plain(text));
            case ARN_OR_NAME -> Value.of(ArnOrName.name(text));
            case CASE_INSENSITIVE -> Value.of(text.toLowerCase(Locale.ROOT));
            case IAM_POLICY, JSON -> JsonText.parsed(plain);
        };
    }

    /** Two texts. */
    @FunctionalInterface
    interface OfTexts {
        boolean same(String one, String other);
    }

    private static SemanticEquality texts(OfTexts equality) {
        return (one, other) -> one.equals(other)
                || text(one)
                        .flatMap(a -> text(other).map(b -> equality.same(a, b)))
                        .orElse(false);
    }

    private static Optional<String> text(Value value) {
        return value instanceof Value.Str(var text) ? Optional.of(text) : Optional.empty();
    }
}
