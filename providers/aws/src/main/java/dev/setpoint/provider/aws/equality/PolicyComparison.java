package dev.setpoint.provider.aws.equality;

import dev.setpoint.engine.schema.Comparison;
import dev.setpoint.engine.schema.Comparison.Sides;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Compares policy documents down to the action, principal or condition value that differs. */
final class PolicyComparison {

    private static final String STATEMENT = "Statement";

    private PolicyComparison() {}

    static void compare(Comparison here) {
        // A policy with a secret in it is compared whole: its parts would give it away.
        var live = document(here.sides().live());
        var desired = document(here.sides().desired());
        if (desired.isEmpty() || live.isEmpty()) {
            here.whole();
        } else if (!here.sides().desired().filter(Value::isKnown).isPresent() || !here.isSame()) {
            var applied = here.sides().applied().flatMap(PolicyDocument::of);
            members(here, desired.get(), applied, live.get());
            statements(here, desired.get(), applied, live.get());
        }
    }

    private static Optional<PolicyDocument> document(Optional<Value> side) {
        return side.filter(value -> !value.holdsSecret()).flatMap(PolicyDocument::of);
    }

    private static void members(
            Comparison here, PolicyDocument desired, Optional<PolicyDocument> applied, PolicyDocument live) {
        names(desired.members(), live.members())
                .forEach(name -> here.member(
                                name,
                                new Sides(
                                        Optional.ofNullable(desired.members().get(name)),
                                        applied.flatMap(document -> Optional.ofNullable(
                                                document.members().get(name))),
                                        applied.isPresent(),
                                        Optional.ofNullable(live.members().get(name))))
                        .part());
    }

    private static void statements(
            Comparison here, PolicyDocument desired, Optional<PolicyDocument> applied, PolicyDocument live) {
        var last = applied.map(PolicyDocument::statements).orElse(List.of());
        var all = new Sides(
                Optional.of(new Value.List(desired.statements())),
                Optional.of(new Value.List(last)),
                applied.isPresent(),
                Optional.of(new Value.List(live.statements())));
        if (desired.statements().size() == 1 && desired.statements().getFirst() instanceof Value.Unknown unknown) {
            here.member(STATEMENT, new Sides(Optional.of(unknown), all.applied(), all.managed(), all.live()))
                    .part();
            return;
        }
        var list = here.member(STATEMENT, all);
        for (var pair : StatementMatch.pairs(desired.statements(), live.statements())) {
            var sides = new Sides(pair.desired(), StatementMatch.applied(last, pair), applied.isPresent(), pair.live());
            var statement = list.element(step(pair, desired, live), pair.place(), sides);
            if (pair.desired().isPresent() && pair.live().isPresent()) {
                statement(statement);
            } else {
                statement.single(PolicyStatement::canonical);
            }
        }
    }

    private static Step step(StatementMatch.Pair pair, PolicyDocument desired, PolicyDocument live) {
        var document = pair.desired().isPresent() ? desired : live;
        var place = pair.place().or(pair::livePlace).orElseThrow();
        return StatementMatch.sid(document.statements().get(place))
                .filter(sid -> StatementMatch.isOnly(sid, document.statements()))
                .<Step>map(Step.Key::new)
                .orElseGet(() -> new Step.Index(place));
    }

    private static void statement(Comparison here) {
        entries(here, (name, there) -> {
            var wanted = there.sides().desired().orElseThrow();
            if (!wanted.isKnown() || !alike(name, wanted, there.sides().live().orElseThrow())) {
                member(name, there);
            }
        });
    }

    private static boolean alike(String name, Value one, Value other) {
        return PolicyStatement.member(name, one).equals(PolicyStatement.member(name, other));
    }

    private static void member(String name, Comparison here) {
        if (PolicyStatement.SETS.contains(name)) {
            here.set(UnaryOperator.identity());
        } else if (PolicyStatement.PRINCIPALS.contains(name) && areMaps(here)) {
            entries(here, (kind, who) -> who.set(one -> PolicyStatement.principal(kind, one)));
        } else if (name.equals(PolicyStatement.CONDITION) && areMaps(here)) {
            entries(here, (_, operator) -> condition(operator));
        } else {
            here.whole();
        }
    }

    private static void condition(Comparison operator) {
        if (areMaps(operator)) {
            entries(operator, (_, values) -> values.set(PolicyStatement::conditionValue));
        } else {
            operator.whole();
        }
    }

    private static boolean areMaps(Comparison here) {
        return here.sides().desired().filter(Value.Map.class::isInstance).isPresent()
                && here.sides().live().filter(Value.Map.class::isInstance).isPresent();
    }

    /** Compares an entry that both sides have. */
    private interface Entry {
        void compare(String name, Comparison there);
    }

    private static void entries(Comparison here, Entry entry) {
        var desired = map(here.sides().desired());
        var live = map(here.sides().live());
        var applied = map(here.sides().applied());
        names(desired.entries(), live.entries()).forEach(name -> {
            var sides =
                    new Sides(desired.get(name), applied.get(name), here.sides().managed(), live.get(name));
            var there = here.member(name, sides);
            if (sides.desired().isPresent() && sides.live().isPresent()) {
                entry.compare(name, there);
            } else {
                there.part();
            }
        });
    }

    private static Set<String> names(Map<String, Value> desired, Map<String, Value> live) {
        var names = new LinkedHashSet<>(desired.keySet());
        names.addAll(live.keySet());
        return names;
    }

    private static Value.Map map(Optional<Value> value) {
        return value.orElse(Value.Null.VALUE) instanceof Value.Map map ? map : Value.Map.EMPTY;
    }
}
