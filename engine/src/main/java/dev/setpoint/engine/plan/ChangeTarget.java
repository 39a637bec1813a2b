package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.schema.annotation.Concern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Facts about the resource that every change has.
 *
 * @param span place of its block in the spec; empty when the spec no longer has it
 * @param dependsOn dependencies from the graph, or from the state when the spec no longer has the resource
 * @param afterDeletionOf resources whose object must be deleted before this one is created
 */
public record ChangeTarget(
        Address address,
        TypeName type,
        String provider,
        Optional<Span> span,
        Set<Address> dependsOn,
        Set<Address> afterDeletionOf,
        ChangeNotes notes) {

    /** A target with no obstacle and nothing found in the cloud yet. */
    public ChangeTarget(
            Address address,
            TypeName type,
            String provider,
            Optional<Span> span,
            Set<Address> dependsOn,
            List<String> dataLoss) {
        this(address, type, provider, span, dependsOn, Set.of(), ChangeNotes.losing(dataLoss));
    }

    public ChangeTarget waitingFor(Set<Address> deletions) {
        return new ChangeTarget(address, type, provider, span, dependsOn, deletions, notes);
    }

    private ChangeTarget with(ChangeNotes other) {
        return new ChangeTarget(address, type, provider, span, dependsOn, afterDeletionOf, other);
    }

    /** Returns this target with other data losses found in the cloud. */
    public ChangeTarget withLossesFound(List<String> found) {
        return with(notes.withLossesFound(found));
    }

    /** Returns this target with no data loss and no reason against the change. */
    public ChangeTarget withoutLossOrObstacle() {
        return with(ChangeNotes.losing(List.of()).concerning(notes.concern()));
    }

    /** Returns this target with the subject of its type. */
    public ChangeTarget concerning(Optional<Concern> subject) {
        return with(notes.concerning(subject));
    }

    /** Returns this target with one more reason against the change, if there is one. */
    public ChangeTarget forbidden(Optional<Diagnostic> why) {
        return forbidden(why.stream().toList());
    }

    /** Returns this target with more reasons against the change. */
    public ChangeTarget forbidden(List<Diagnostic> more) {
        return with(notes.forbidden(more));
    }

    /** Returns this target with only this reason against the change, because the others follow from it. */
    public ChangeTarget forbiddenOnly(Diagnostic why) {
        return with(notes.forbiddenOnly(List.of(why)));
    }
}
