package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.step.StepNotBegun;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.validation.PropertyValidator;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Things that the steps of one run share: all fixed when the run begins, but for {@code known},
 * {@code decisions}, {@code footprint} and {@code claims}, which grow.
 *
 * @param before the state when the run began, moves made
 */
public record Run(
        Plan plan,
        Session session,
        State before,
        RunScope known,
        ReplacementDecisions decisions,
        RunChanges footprint,
        ObjectClaims claims,
        Providers providers,
        SchemaCatalog schemas,
        PropertyValidator validator,
        Event.Listener listener,
        Cancellation cancellation) {

    /** Long enough for the slowest things AWS does; a bucket with many versions takes long to empty. */
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(20);

    private static final Duration DELETE_TIMEOUT = Duration.ofMinutes(60);

    public Redaction redaction() {
        return before.redaction();
    }

    /** What was read of a resource, or answered, with every part of it that is secret marked so. */
    public Value.Map concealed(ResourceBlock block, Value.Map live, Value.Map desired) {
        var applied =
                before.resource(block.address()).map(ResourceState::applied).orElse(Value.Map.EMPTY);
        return new Secrecy(block.type().properties()).conceal(live, desired, applied);
    }

    /**
     * Tells whether what is asked of the cloud for a resource or data source may hold a secret: from its properties or
     * from its provider's settings.
     */
    public boolean isConfidential(Address address) {
        var stack = plan.graph().stack();
        return address.isData()
                ? stack.dataSource(address)
                        .filter(block -> holdsSecret(block.type(), block.properties(), block.provider()))
                        .isPresent()
                : block(address)
                        .filter(block -> holdsSecret(block.type(), block.properties(), block.provider()))
                        .isPresent();
    }

    private boolean holdsSecret(TypeSchema type, Term properties, String provider) {
        try {
            return providers.settings(provider).holdsSecret()
                    || Visibility.concealed(type.properties(), properties.present(known))
                            .holdsSecret();
        } catch (LocatedEvaluationException e) {
            // Then nothing was asked.
            return false;
        }
    }

    public Optional<ResourceBlock> block(Address address) {
        return plan.graph().stack().resource(address);
    }

    /** A block that has left the spec takes its schema along; its type still has one. */
    public boolean isStateOnly(Change change) {
        return schemas.type(change.target().type())
                .filter(TypeSchema::stateOnly)
                .isPresent();
    }

    /** @param operation as in {@code timeouts}: create, read, update, delete */
    public ProviderOperation operation(Address address, String operation, String tag) {
        var usual = operation.equals("delete") ? DELETE_TIMEOUT : USUAL_TIMEOUT;
        var timeout = block(address)
                .flatMap(block -> Optional.ofNullable(block.timeouts().get(operation)))
                .orElse(usual);
        return ProviderOperation.of(address, timeout, tag, event -> listener.on(withoutSecrets(event)), cancellation);
    }

    /** A provider may quote anything in what it says of its progress. */
    private Event withoutSecrets(Event event) {
        return event instanceof Event.Waiting waiting && isConfidential(waiting.address())
                ? new Event.Waiting(waiting.address(), "(sensitive)")
                : event;
    }

    /** Does work on an object and tells whoever shows progress; a failure is told by whoever catches it. */
    public void report(Change change, Event.Action action, Supplier<Identity> work) {
        var begin = System.nanoTime();
        var target = change.target();
        listener.on(new Event.Started(target.address(), target.type(), action));
        Identity identity;
        try {
            identity = work.get();
        } catch (StepNotBegun e) {
            listener.on(new Event.NotBegun(target.address()));
            throw e;
        }
        var took = Duration.ofNanos(System.nanoTime() - begin);
        listener.on(new Event.Finished(target.address(), target.type(), action, took, identity.value()));
    }

    /** Asked before the intent of a change is journalled: whoever stops the run finds it not begun. */
    public void requireNotStopped() {
        if (cancellation.isStopping()) {
            throw new StepNotBegun();
        }
    }

    /** Tells whether the state had the very same when the run began. */
    public boolean isRecorded(ResourceState resource) {
        return before.resource(resource.address())
                .map(old -> old.redacted(redaction()))
                .filter(old -> resource.withDeposed(old.deposed())
                        .redacted(redaction())
                        .equals(old))
                .isPresent();
    }
}
