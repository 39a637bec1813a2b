package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows a path that leads somewhere, and finds where it may have no value. */
final class PresenceWalk {

    private final Reference reference;
    private final TypeScope scope;
    private final Set<Integer> lenient = new HashSet<>();
    private boolean optional;

    /** The place of the first plain step out of something that may be absent; negative when there is none. */
    private int refused = -1;

    /** @param safe the places of steps that are written with {@code .?} */
    PresenceWalk(Reference reference, TypeScope scope, Set<Integer> safe) {
        this.reference = reference;
        this.scope = scope;
        this.optional = scope.absence(reference.root(), reference.name()).isPresent();
        var shape = scope.shape(reference.root(), reference.name()).orElse(Paths.ANY);
        var present = scope.facts().present();
        optional &= !present.contains(upTo(0));
        var place = 0;
        for (var step : reference.path().steps()) {
            if (optional && !safe.contains(place) && refused < 0) {
                refused = place;
            }
            var known = !present.isEmpty() && !optional && present.contains(upTo(place + 1));
            optional = !known && (safe.contains(place) || mayLack(shape, step));
            if (optional) {
                lenient.add(place);
            }
            shape = Paths.step(shape, step).orElse(Paths.ANY);
            place++;
        }
    }

    /** The reference with the first of its steps, as a fact has it. */
    private String upTo(int steps) {
        return new Reference(
                        reference.root(),
                        reference.name(),
                        new PropertyPath(reference.path().steps().subList(0, steps)))
                .toString();
    }

    private static boolean mayLack(Shape of, Step step) {
        return of instanceof Shape.ObjectOf object
                && step instanceof Step.Name(var name)
                && object.optional().contains(name);
    }

    boolean optional() {
        return optional;
    }

    Set<Integer> lenient() {
        return Set.copyOf(lenient);
    }

    /** Reports the step, if there is one. */
    Optional<Complaint> complaint(String written, int offset) {
        if (refused < 0) {
            return Optional.empty();
        }
        var before = new Reference(
                reference.root(),
                reference.name(),
                new PropertyPath(reference.path().steps().subList(0, refused)));
        var step = new PropertyPath(List.of(reference.path().steps().get(refused))).toString();
        var safe = step.startsWith("[") ? "[?" + step.substring(1) : ".?" + step;
        var isOutput = reference.root() == Reference.Root.RESOURCE
                && scope.nameSpace().calls().containsKey(reference.name());
        var ofMember = isOutput ? "the module may leave it out" : "it is not required";
        var reason = (refused == 0 ? scope.absence(reference.root(), reference.name()) : Optional.<String>empty())
                .orElse(ofMember);
        var message = "`%s` may be absent (%s): write `%s%s`.".formatted(before, reason, before, safe);
        return Optional.of(new Complaint(offset, written.length(), "SP0330", message));
    }
}
