package dev.setpoint.engine.apply.change;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.change.CreationSearch.Found;
import dev.setpoint.engine.apply.run.ProviderOperation;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Creates one object. When a request got no answer and the creation then fails, the object may exist all the same.
 * This class searches for it and completes it when this run has made it. When the search has no certain result, the
 * intent stays open in the journal for the next run.
 */
final class Creation {

    private static final String AGAIN =
            "An earlier request got no answer and may have been carried out. Run the command again: it looks"
                    + " for the object first and continues from there.";

    private final Run run;
    private final CreateAndUpdate objects;
    private final Change change;
    private final CreateAndUpdate.EvaluatedResource subject;
    private final long number;
    private final JournalEntry.Intent intent;

    /** Earlier creations at this address whose object was never found. */
    private final List<JournalEntry.Intent> earlier;

    private final ProviderOperation call;
    private Optional<Identity> identity = Optional.empty();

    /** @param deposes true when the object now at the address is deleted after this one is created */
    Creation(
            Run run,
            CreateAndUpdate objects,
            Change change,
            CreateAndUpdate.EvaluatedResource subject,
            boolean deposes) {
        this.run = run;
        this.objects = objects;
        this.change = change;
        this.subject = subject;
        this.number = run.session().nextChange();
        this.earlier = run.openCreations(subject.block());
        this.intent = objects.intent(
                change,
                subject,
                number,
                JournalEntry.Operation.CREATE,
                Optional.empty(),
                deposes,
                run.before().ownershipTag(change.address()));
        this.call = run.operation(change.address(), "create", intent.tag()).identifying(this::identified);
        if (!earlier.isEmpty()) {
            call.unanswered();
        }
    }

    void make() {
        // An object of another address is neither created again nor overwritten.
        run.claims().claim(subject.block(), subject.desired()).ifPresent(this::refuse);
        if (subject.journalled()) {
            run.requireNotStopped();
            run.session().commit(intent);
        }
        run.report(change, Event.Action.CREATING, () -> {
            try {
                return made(objects.type(subject).create(subject.sent(subject.desired()), call));
            } catch (RuntimeException e) {
                return findAfterFailure(e).orElseThrow(() -> call.failure(e));
            }
        });
        earlier.forEach(open -> run.session().record(new JournalEntry.Failed(open.change())));
    }

    private void identified(Identity id) {
        run.claims().claim(subject.block(), id).ifPresent(this::refuse);
        identity = Optional.of(id);
        run.footprint().made(change.address(), id);
        if (subject.journalled()) {
            run.session().commit(new JournalEntry.Identified(number, id));
        }
    }

    private void refuse(Address other) {
        throw objects.sameObject(subject.block(), other);
    }

    private Identity made(Value.Map live) {
        var id = identity.orElseThrow(() -> new IllegalStateException("the provider did not say what it had made."));
        objects.settle(change, subject, number, id, subject.desired(), live);
        return id;
    }

    /**
     * Returns the object that exists although its creation failed; empty when there is none, so that the failure
     * stands.
     */
    private Optional<Identity> findAfterFailure(RuntimeException problem) {
        if (call.isUnanswered() && !call.isNotBegun() && problem instanceof ProviderException answer) {
            return identity.isPresent() ? Optional.of(resumed(answer)) : lookUp(answer);
        }
        if (identity.isPresent() || call.isNotBegun() || problem instanceof StepFailure || isRefusal(problem)) {
            objects.fail(subject, number, problem);
        }
        return Optional.empty();
    }

    /**
     * Tells whether the cloud has certainly created nothing. If not, the intent stays open and the next run searches
     * again.
     */
    private static boolean isRefusal(RuntimeException problem) {
        return problem instanceof ProviderException refusal
                && switch (refusal.kind()) {
                    case ACCESS_DENIED, CREDENTIALS, NAME_TAKEN, INVALID -> true;
                    case UNREACHABLE, TIMEOUT, CANCELLED, OTHER -> false;
                };
    }

    private Optional<Identity> lookUp(ProviderException problem) {
        var exists = problem.kind() == ProviderException.Kind.NAME_TAKEN;
        return switch (search(exists, problem)) {
            case Found.Ours(var id, var live) -> Optional.of(completed(id, live));
            case Found.Foreign(var id, var evidence) -> {
                objects.fail(subject, number, problem);
                throw new StepFailure(foreign(id, evidence));
            }
            case Found.Taken _ -> {
                objects.fail(subject, number, problem);
                yield Optional.empty();
            }
            case Found.Nothing _ when exists -> throw problem.hint(AGAIN);
            case Found.Nothing _ -> Optional.empty();
        };
    }

    /** @param exists true when the cloud says that the object exists; then the search repeats until it is visible */
    private Found search(boolean exists, ProviderException problem) {
        var creationSearch =
                new CreationSearch(objects.type(subject), subject.block().type(), run.redaction());
        var first = Optional.<Found>empty();
        try {
            for (var made : Stream.concat(Stream.of(intent), earlier.stream()).toList()) {
                var call = run.operation(change.address(), "read", made.tag()).awaiting(exists && first.isEmpty());
                var found = creationSearch.search(subject.sent(made.desired()), call);
                if (found instanceof Found.Ours) {
                    return found;
                }
                first = first.or(() -> Optional.of(found));
            }
        } catch (ProviderException e) {
            // Report the first problem, and leave the intent open.
            problem.addSuppressed(e);
        }
        return first.orElseGet(Found.Nothing::new);
    }

    /** Finishes a found object with an update, in place of the rest of its creation. */
    private Identity completed(Identity id, Value.Map live) {
        return finished(() -> {
            identified(id);
            if (objects.resumption(subject).lacking(live, everything()).stream().anyMatch(this::isCreateOnly)) {
                throw new StepFailure(replaced(id));
            }
            return objects.resumption(subject).complete(id, live, everything(), call);
        });
    }

    /** Finishes a creation whose object has an identity. */
    private Identity resumed(ProviderException problem) {
        return finished(() -> objects.resumption(subject).resumed(identity.orElseThrow(), everything(), call, problem));
    }

    private Identity finished(Supplier<Value.Map> work) {
        try {
            return made(work.get());
        } catch (RuntimeException e) {
            objects.fail(subject, number, e);
            throw e;
        }
    }

    private Update everything() {
        var desired = subject.sent(subject.desired());
        return new Update(desired, Value.Map.EMPTY, desired.entries().keySet(), Set.of());
    }

    private boolean isCreateOnly(String name) {
        return subject.block()
                .type()
                .properties()
                .attribute(name)
                .filter(Attribute::createOnly)
                .isPresent();
    }

    private Diagnostic foreign(Identity id, String evidence) {
        var block = subject.block();
        return Diagnostic.error(
                        "SP0581",
                        block.span(),
                        "`" + block.address() + "` cannot be created: there is a "
                                + block.type().name() + " `" + id + "` already, but " + evidence
                                + ", so this stack did not create it.")
                .hint("To import it, "
                        + (block.address().isInstance()
                                ? "run `setpoint import " + block.address().word() + " " + id + "`"
                                : "add `import: " + id + "` to the block")
                        + "; otherwise give it another name.");
    }

    /** Returns the failure for an object that an earlier run created from a different spec. */
    private Diagnostic replaced(Identity id) {
        return Diagnostic.error(
                        "SP0582",
                        subject.block().span(),
                        "`" + change.address() + "` exists as `" + id
                                + "`, which an earlier run created from a different spec, and must be replaced.")
                .hint("Plan again to see what would be done now.");
    }
}
