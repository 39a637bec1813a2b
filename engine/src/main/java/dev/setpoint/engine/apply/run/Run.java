package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.apply.step.StepNotBegun;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Data that the steps of one run share. Only {@code known}, {@code decisions}, {@code footprint} and {@code claims}
 * change during the run.
 *
 * @param before the state at the beginning of the run, after moves
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
        Event.Listener listener,
        Cancellation cancellation) {

    /** Default time limits. Emptying a bucket with many versions takes long, hence the longer limit for deletions. */
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(20);

    private static final Duration DELETE_TIMEOUT = Duration.ofMinutes(60);

    public Redaction redaction() {
        return before.redaction();
    }

    /** Returns the live properties of a resource with all secret parts marked as secret. */
    public Value.Map concealed(ResourceBlock block, Value.Map live, Value.Map desired) {
        var applied =
                before.resource(block.address()).map(ResourceState::applied).orElse(Value.Map.EMPTY);
        return new Secrecy(block.type().properties()).conceal(live, desired, applied);
    }

    /**
     * Tells whether requests for a resource or data source may contain a secret from its properties or its provider's
     * settings.
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
            // No request was made in that case.
            return false;
        }
    }

    public Optional<ResourceBlock> block(Address address) {
        return plan.graph().stack().resource(address);
    }

    /**
     * Tells whether the type has no object in the cloud. Reads the catalog, because a removed resource has no block.
     */
    public boolean isStateOnly(Change change) {
        return schemas.type(change.target().type())
                .filter(TypeSchema::stateOnly)
                .isPresent();
    }

    /** Returns earlier creations of this resource whose object was never found. The cloud may show it only now. */
    public List<JournalEntry.Intent> openCreations(ResourceBlock block) {
        return session.unidentified().stream()
                .filter(open -> open.address().equals(block.address()))
                .filter(open -> open.type().equals(block.type().name()))
                .filter(open -> open.provider().equals(block.provider()))
                .toList();
    }

    /** @param operation as in {@code timeouts}: create, read, update, delete */
    public ProviderOperation operation(Address address, String operation, String tag) {
        var usual = operation.equals("delete") ? DELETE_TIMEOUT : USUAL_TIMEOUT;
        var timeout = block(address)
                .flatMap(block -> Optional.ofNullable(block.timeouts().get(operation)))
                .orElse(usual);
        return ProviderOperation.of(address, timeout, tag, event -> listener.on(withoutSecrets(event)), cancellation);
    }

    /** Hides progress messages that may quote a secret. */
    private Event withoutSecrets(Event event) {
        return event instanceof Event.Waiting waiting && isConfidential(waiting.address())
                ? new Event.Waiting(waiting.address(), "(sensitive)")
                : event;
    }

    /** Runs the work and emits events for its start and end. A failure event is emitted by the caller. */
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

    /** Returns the names that an object has in the properties of others, by its outputs. */
    public List<String> objectNames(TypeName type, Value.Map outputs) {
        return schemas.type(type).stream()
                .flatMap(schema -> schema.properties().attributes().values().stream())
                .filter(Attribute::objectName)
                .flatMap(attribute -> outputs.string(attribute.name()).stream())
                .toList();
    }

    /** Returns the names of the object that the address had at the beginning of the run. */
    public List<String> objectNames(Address address) {
        return before.resource(address).stream()
                .flatMap(resource -> objectNames(resource.type(), resource.outputs()).stream())
                .toList();
    }

    /**
     * Throws when the user has stopped the run. Called before a change's intent is written to the journal, so that
     * the change counts as not started.
     */
    public void requireNotStopped() {
        if (cancellation.isStopping()) {
            throw new StepNotBegun();
        }
    }

    /** Tells whether the state had the same resource at the beginning of the run. */
    public boolean isRecorded(ResourceState resource) {
        return before.resource(resource.address())
                .map(old -> old.redacted(redaction()))
                .filter(old -> resource.withDeposed(old.deposed())
                        .redacted(redaction())
                        .equals(old))
                .isPresent();
    }
}
