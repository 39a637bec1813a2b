package dev.setpoint.provider.aws.config;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.config.model.Owner;
import software.amazon.awssdk.services.config.model.Source;

/** Source of a rule: AWS, a function, or a policy, which only its own request reads back. */
final class RuleSource {

    static final String OWNER = "owner";
    static final String IDENTIFIER = "sourceIdentifier";
    static final String DETAILS = "sourceDetails";
    static final String POLICY = "customPolicy";

    private static final String TEXT = "policyText";
    private static final SdkShapes SHAPES = SdkShapes.renaming(Map.of(POLICY, "CustomPolicyDetails"));

    private RuleSource() {}

    /** @param text reads the text of a custom policy */
    static Map<String, Value> read(Source source, Supplier<Optional<String>> text) {
        var live = new LinkedHashMap<>(SHAPES.toValue(source).entries());
        live.remove(DETAILS, Value.List.EMPTY);
        if (source.owner() == Owner.CUSTOM_POLICY) {
            live.remove(IDENTIFIER);
            var policy = SHAPES.toValue(source).map(POLICY);
            live.put(POLICY, text.get().map(t -> policy.with(TEXT, Value.of(t))).orElse(policy));
        } else {
            live.remove(POLICY);
        }
        return live;
    }

    static Source of(Value.Map desired) {
        return SHAPES.take(Source.builder(), desired).build();
    }

    static boolean shows(Value.Map live, Value.Map desired) {
        return live.get(IDENTIFIER).equals(desired.get(IDENTIFIER))
                && live.map(POLICY).equals(desired.map(POLICY))
                && live.list(DETAILS).size() == desired.list(DETAILS).size()
                && live.list(DETAILS).containsAll(desired.list(DETAILS));
    }
}
