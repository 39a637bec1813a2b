package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Names, values and property changes of random plans. */
record RandomValues(Random random) {

    private static final List<String> PATHS = List.of(
            "name",
            "policy.Statement[Read].Action",
            "policy",
            "assumeRolePolicy",
            "publicAccessBlock.blockPublicAcls",
            "tags.Owner",
            "rules[0].days",
            "tags[\"a.b\"]");

    Optional<Span> place() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(LiteralPlan.line(1 + random.nextInt(90)));
    }

    <T> List<T> some(List<T> all, int rarity) {
        return all.stream().filter(_ -> random.nextInt(rarity) == 0).toList();
    }

    List<PropertyChange> properties(boolean old, boolean made) {
        var paths = new ArrayList<>(PATHS);
        Collections.shuffle(paths, random);
        return paths.stream()
                .limit(1 + random.nextInt(paths.size()))
                .map(path -> property(made ? path.replaceAll("[.\\[].*", "") : path, old, made))
                .toList();
    }

    private PropertyChange property(String path, boolean old, boolean made) {
        var before = made ? Optional.<Value>empty() : value();
        var after = value();
        return new PropertyChange(
                LiteralPlan.path(path.replace("[\"a.b\"]", ".x")),
                before,
                before.isEmpty() && after.isEmpty() ? Optional.of(Value.of("made")) : after,
                one(Cause.values()),
                place(),
                old && random.nextInt(3) == 0,
                random.nextInt(6) == 0,
                old && random.nextInt(6) == 0
                        ? Optional.of(RandomPlans.LOSSES.get(random.nextInt(RandomPlans.LOSSES.size())))
                        : Optional.empty());
    }

    Optional<Value> value() {
        return switch (random.nextInt(8)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Value.of(random.nextInt(100)));
            case 2 -> Optional.of(new Value.Unknown("other.arn"));
            case 3 -> Optional.of(Value.strings(List.of(name(), name())));
            case 4 -> Optional.of(Value.of("first line\nsecond " + name() + "\n"));
            case 6 ->
                Optional.of(Value.of("{\"Statement\": [{\"Effect\": \"Allow\", \"Sid\": \"A\", \"Action\": \"" + name()
                        + "\"}, {\"Effect\": \"Deny\", \"Sid\": \"B\", \"Action\": \"" + name() + "\"}]}"));
            case 5 -> Optional.of(Value.Map.EMPTY.with("inner", Value.of(random.nextBoolean())));
            default -> Optional.of(Value.of(name()));
        };
    }

    <T> T one(T[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }

    Identity id() {
        return new Identity(name());
    }

    String name() {
        return "n" + random.nextInt(1000);
    }
}
