package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Comparison;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A place of a walk, for an equality that names the parts that differ. */
record DiffRecorder(ValueDiff walk, Equality equality, DiffPosition spot, Sides sides) implements Comparison {

    private static final Shape EXACT = new Shape.Any(CommonEquality.EXACT);

    static DiffRecorder of(ValueDiff walk, Equality equality, DiffPosition spot, ThreeWayValue three) {
        return new DiffRecorder(
                walk,
                equality,
                spot,
                new Sides(Optional.of(three.desired()), three.applied(), three.managed(), three.live()));
    }

    @Override
    public Comparison member(String name, Sides there) {
        return new DiffRecorder(walk, CommonEquality.EXACT, spot.member(name), there);
    }

    @Override
    public Comparison element(Step step, Optional<Integer> written, Sides there) {
        return new DiffRecorder(walk, CommonEquality.EXACT, spot.element(step, written), there);
    }

    @Override
    public boolean isSame() {
        return walk.same()
                .matchesLeaf(
                        equality, sides.desired().orElseThrow(), sides.live().orElseThrow());
    }

    @Override
    public void whole() {
        walk.leaf(equality, spot, three(sides.desired().orElseThrow()));
    }

    @Override
    public void part() {
        sides.desired()
                .ifPresentOrElse(
                        value -> walk.value(EXACT, spot, three(value)),
                        () -> sides.live().ifPresent(value -> walk.surplus(EXACT, spot, three(value))));
    }

    @Override
    public void set(UnaryOperator<Value> canonical) {
        var three = three(sides.desired().orElseThrow());
        if (three.desired() instanceof Value.Unknown) {
            walk.value(EXACT, spot, three);
        } else {
            new SetDiff(walk).set(EXACT, spot, three, canonical);
        }
    }

    @Override
    public void single(UnaryOperator<Value> canonical) {
        walk.note(spot, sides.live(), sides.desired(), cause(canonical));
    }

    private Cause cause(UnaryOperator<Value> canonical) {
        var applied = sides.applied();
        var same = applied.isPresent()
                && sides.desired().or(sides::live).map(canonical).equals(applied.map(canonical));
        if (sides.desired().isPresent()) {
            var known = sides.desired().get().isKnown();
            return known ? same ? Cause.DRIFT : Cause.SPEC : Cause.REFERENCE;
        }
        if (applied.isEmpty()) {
            return sides.managed() ? Cause.DRIFT : Cause.SPEC;
        }
        return same ? Cause.SPEC : Cause.SPEC_AND_DRIFT;
    }

    private ThreeWayValue three(Value desired) {
        return new ThreeWayValue(desired, sides.applied(), sides.managed(), sides.live());
    }
}
