package dev.setpoint.engine.planning.identity;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds blocks that were renamed without {@code moved}, whose objects have only an id that the cloud assigns or a name
 * that is chosen when they are created. When one block is removed and exactly one of the same type with the same
 * properties is added, the plan asks whether they are the same.
 */
public record RenamedBlocks(AddressRefusals refusals) {

    /** Returns the changes. Those that would create the object of a renamed block again are forbidden. */
    public List<Change> of(List<Change> changes) {
        var leaving = changes.stream().filter(RenamedBlocks::leaves).toList();
        var arriving = changes.stream().filter(this::arrives).toList();
        if (leaving.isEmpty() || arriving.isEmpty()) {
            return changes;
        }
        var problems = new IdentityHashMap<Change, Diagnostic>();
        var renamed = new HashMap<Address, Diagnostic>();
        for (var made : arriving) {
            only(leaving.stream().filter(gone -> alike(gone, made)).toList())
                    .filter(gone -> arriving.stream()
                                    .filter(other -> alike(gone, other))
                                    .count()
                            == 1)
                    .ifPresent(gone -> {
                        var problem = refusals.replaced(block(made).orElseThrow(), gone, identity(gone));
                        problems.put(made, problem);
                        renamed.put(gone.address(), problem);
                    });
        }
        return changes.stream()
                .map(change -> withRenameAsCause(forbidden(change, Optional.ofNullable(problems.get(change))), renamed))
                .toList();
    }

    /** Returns the change of a protected object with the renamed block as the reason against it. */
    static Change withRenameAsCause(Change change, Map<Address, Diagnostic> renamed) {
        return leaves(change) && change.isForbidden() && renamed.containsKey(change.address())
                ? change.withTarget(change.target().forbiddenOnly(renamed.get(change.address())))
                : change;
    }

    private static Change forbidden(Change change, Optional<Diagnostic> problem) {
        return change.withTarget(change.target().forbidden(problem));
    }

    private static Optional<Change> only(List<Change> changes) {
        return changes.size() == 1 ? Optional.of(changes.getFirst()) : Optional.empty();
    }

    private static boolean leaves(Change change) {
        return switch (change) {
            case Change.Delete delete -> delete.reason() == Change.DeleteReason.REMOVED;
            case Change.Forget forget -> forget.reason() == Change.ForgetReason.RETAINED;
            default -> false;
        };
    }

    /**
     * Tells whether the change creates an object that only the cloud can identify. An object with a name of its own
     * is recognised by that.
     */
    private boolean arrives(Change change) {
        return change instanceof Change.Create create
                && create.reason() == Change.CreateReason.NEW
                && !create.isForbidden()
                && block(change)
                        .map(ResourceBlock::type)
                        .filter(type -> !type.stateOnly() && !isNamedBySpec(type, create.desired()))
                        .isPresent();
    }

    private static boolean isNamedBySpec(TypeSchema type, Value.Map desired) {
        return type.identification().isGivenBySpec(type.properties())
                && type.generatedName().filter(name -> name.isOpen(desired)).isEmpty();
    }

    private Optional<ResourceBlock> block(Change change) {
        return refusals.stack().resource(change.address());
    }

    private boolean alike(Change gone, Change made) {
        return gone.target().type().equals(made.target().type())
                && gone.target().provider().equals(made.target().provider())
                && made instanceof Change.Create create
                && refusals.state()
                        .resource(gone.address())
                        .filter(resource -> same(resource.applied(), create.desired()))
                        .isPresent();
    }

    /** Tells whether the properties are equal. A value that is not known yet counts as equal. */
    private boolean same(Value.Map applied, Value.Map desired) {
        var redaction = refusals.state().redaction();
        return applied.entries().keySet().equals(desired.entries().keySet())
                && desired.entries().entrySet().stream()
                        .allMatch(entry -> !entry.getValue().isKnown()
                                || applied.get(entry.getKey())
                                        .filter(before ->
                                                redaction.redact(before).equals(redaction.redact(entry.getValue())))
                                        .isPresent());
    }

    private static Identity identity(Change change) {
        return switch (change) {
            case Change.Delete delete -> delete.id();
            case Change.Forget forget -> forget.id();
            default -> throw new IllegalStateException("Nothing leaves by " + change);
        };
    }
}
