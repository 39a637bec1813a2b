package dev.setpoint.provider.aws.equality;

import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Comparison;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Equality of IAM policy documents by meaning: behaviour.md#policy-documents. */
record PolicyEquality() implements Equality {

    @Override
    public boolean same(Value one, Value other) {
        return PolicyDocument.same(one, other);
    }

    @Override
    public Value canonical(Value value) {
        return CommonEquality.JSON.canonical(value);
    }

    @Override
    public Value ordered(Value value) {
        return PolicyDocument.of(value)
                .<Value>map(document -> {
                    var statements = document.statements().stream()
                            .map(PolicyStatement::canonical)
                            .sorted(Comparator.comparing(Json::canonical))
                            .toList();
                    return new Value.Map(Map.of(
                            "members", new Value.Map(document.members()), "statements", new Value.List(statements)));
                })
                .orElse(value);
    }

    @Override
    public Optional<String> document() {
        return Optional.of("policy");
    }

    @Override
    public void compare(Comparison comparison) {
        PolicyComparison.compare(comparison);
    }
}
