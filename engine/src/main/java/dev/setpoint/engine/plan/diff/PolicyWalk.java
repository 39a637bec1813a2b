package dev.setpoint.engine.plan.diff;

import dev.setpoint.engine.equality.PolicyDocument;
import dev.setpoint.engine.equality.PolicyStatement;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Policy documents, down to the action, principal or condition value that differs. */
final class PolicyWalk {

    private static final Shape EXACT = new Shape.Any(Equality.EXACT);
    private static final String STATEMENT = "Statement";

    private final Walk walk;

    PolicyWalk(Walk walk) {
        this.walk = walk;
    }

    void policy(Spot spot, Three three) {
        // A policy with a secret in it is compared whole: its parts would give it away.
        var live = three.live().filter(value -> !value.holdsSecret()).flatMap(PolicyDocument::of);
        var desired = Optional.of(three.desired())
                .filter(value -> !value.holdsSecret())
                .flatMap(PolicyDocument::of);
        if (desired.isEmpty() || live.isEmpty()) {
            walk.leaf(Equality.IAM_POLICY, spot, three);
        } else if (!three.desired().isKnown()
                || !walk.same()
                        .leaf(Equality.IAM_POLICY, three.desired(), three.live().orElseThrow())) {
            var applied = three.applied().flatMap(PolicyDocument::of);
            members(spot, three, desired.get(), live.get());
            statements(spot, desired.get(), applied, live.get());
        }
    }

    private void members(Spot spot, Three three, PolicyDocument desired, PolicyDocument live) {
        var applied = three.applied().flatMap(PolicyDocument::of);
        names(desired.members(), live.members()).forEach(name -> {
            var before = applied.flatMap(
                    document -> Optional.ofNullable(document.members().get(name)));
            side(
                    spot.member(name),
                    Optional.ofNullable(desired.members().get(name)),
                    before,
                    applied.isPresent(),
                    Optional.ofNullable(live.members().get(name)));
        });
    }

    private void statements(Spot spot, PolicyDocument desired, Optional<PolicyDocument> applied, PolicyDocument live) {
        var list = spot.member(STATEMENT);
        if (desired.statements().size() == 1 && desired.statements().getFirst() instanceof Value.Unknown unknown) {
            walk.note(list, Optional.of(new Value.List(live.statements())), Optional.of(unknown), Cause.REFERENCE);
            return;
        }
        var last = applied.map(PolicyDocument::statements).orElse(List.of());
        for (var pair : StatementMatch.pairs(desired.statements(), live.statements())) {
            var here = list.element(step(pair, desired, live), pair.place());
            var before = StatementMatch.applied(last, pair);
            if (pair.desired().isPresent() && pair.live().isPresent()) {
                statement(here, new Three(pair.desired().get(), before, applied.isPresent(), pair.live()));
            } else {
                walk.note(here, pair.live(), pair.desired(), single(pair, before, applied.isPresent()));
            }
        }
    }

    /** Why a whole statement is added or removed. */
    private static Cause single(StatementMatch.Pair pair, Optional<Value> applied, boolean managed) {
        var same = applied.isPresent()
                && pair.desired()
                        .or(pair::live)
                        .map(PolicyStatement::canonical)
                        .equals(applied.map(PolicyStatement::canonical));
        if (pair.desired().isPresent()) {
            var known = pair.desired().get().isKnown();
            return known ? same ? Cause.DRIFT : Cause.SPEC : Cause.REFERENCE;
        }
        if (applied.isEmpty()) {
            return managed ? Cause.DRIFT : Cause.SPEC;
        }
        return same ? Cause.SPEC : Cause.SPEC_AND_DRIFT;
    }

    private static Step step(StatementMatch.Pair pair, PolicyDocument desired, PolicyDocument live) {
        var document = pair.desired().isPresent() ? desired : live;
        var place = pair.place().or(pair::livePlace).orElseThrow();
        return StatementMatch.sid(document.statements().get(place))
                .filter(sid -> StatementMatch.isOnly(sid, document.statements()))
                .<Step>map(Step.Key::new)
                .orElseGet(() -> new Step.Index(place));
    }

    private void statement(Spot spot, Three three) {
        var desired = map(Optional.of(three.desired()));
        var live = map(three.live());
        var applied = map(three.applied());
        names(desired.entries(), live.entries()).forEach(name -> {
            var here = spot.member(name);
            var wanted = desired.get(name);
            var there = live.get(name);
            var managed = three.managed();
            if (wanted.isEmpty() || there.isEmpty()) {
                side(here, wanted, applied.get(name), managed, there);
            } else if (!wanted.get().isKnown() || !alike(name, wanted.get(), there.get())) {
                member(name, here, new Three(wanted.get(), applied.get(name), managed, there));
            }
        });
    }

    private static boolean alike(String name, Value one, Value other) {
        return PolicyStatement.member(name, one).equals(PolicyStatement.member(name, other));
    }

    private void member(String name, Spot spot, Three three) {
        var maps = three.desired() instanceof Value.Map && three.live().orElse(Value.Null.VALUE) instanceof Value.Map;
        if (PolicyStatement.SETS.contains(name)) {
            set(spot, three, UnaryOperator.identity());
        } else if (PolicyStatement.PRINCIPALS.contains(name) && maps) {
            entries(spot, three, (kind, here, sides) -> set(here, sides, one -> PolicyStatement.principal(kind, one)));
        } else if (name.equals(PolicyStatement.CONDITION) && maps) {
            entries(spot, three, (_, operator, keys) -> condition(operator, keys));
        } else {
            walk.leaf(Equality.EXACT, spot, three);
        }
    }

    private void condition(Spot spot, Three keys) {
        if (keys.desired() instanceof Value.Map && keys.live().orElse(Value.Null.VALUE) instanceof Value.Map) {
            entries(spot, keys, (_, here, sides) -> set(here, sides, PolicyStatement::conditionValue));
        } else {
            walk.leaf(Equality.EXACT, spot, keys);
        }
    }

    private void set(Spot spot, Three three, UnaryOperator<Value> canonical) {
        if (three.desired() instanceof Value.Unknown) {
            walk.value(EXACT, spot, three);
        } else {
            new SetWalk(walk).set(EXACT, spot, three, canonical);
        }
    }

    /** What to do with one entry that both sides have. */
    private interface Entry {
        void compare(String name, Spot spot, Three sides);
    }

    private void entries(Spot spot, Three three, Entry entry) {
        var desired = map(Optional.of(three.desired()));
        var live = map(three.live());
        names(desired.entries(), live.entries()).forEach(name -> {
            var wanted = desired.get(name);
            var there = live.get(name);
            var before = map(three.applied()).get(name);
            if (wanted.isPresent() && there.isPresent()) {
                entry.compare(name, spot.member(name), new Three(wanted.get(), before, three.managed(), there));
            } else {
                side(spot.member(name), wanted, before, three.managed(), there);
            }
        });
    }

    /** A part that one side may lack. */
    private void side(
            Spot spot, Optional<Value> desired, Optional<Value> applied, boolean managed, Optional<Value> live) {
        desired.ifPresentOrElse(
                value -> walk.value(EXACT, spot, new Three(value, applied, managed, live)),
                () -> live.ifPresent(value -> walk.surplus(EXACT, spot, new Three(value, applied, managed, live))));
    }

    private static Set<String> names(java.util.Map<String, Value> desired, java.util.Map<String, Value> live) {
        var names = new LinkedHashSet<>(desired.keySet());
        names.addAll(live.keySet());
        return names;
    }

    private static Value.Map map(Optional<Value> value) {
        return value.orElse(Value.Map.EMPTY) instanceof Value.Map map ? map : Value.Map.EMPTY;
    }
}
