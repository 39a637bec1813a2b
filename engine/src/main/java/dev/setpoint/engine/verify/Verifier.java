package dev.setpoint.engine.verify;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.call.ProviderFailure;
import dev.setpoint.engine.call.ReadCall;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.Deadline;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Runs the checks of all objects of a state in parallel. */
public final class Verifier {

    private static final Duration CLEANING = Duration.ofMinutes(10);

    private final Providers providers;
    private final SchemaCatalog catalog;
    private final Event.Listener listener;
    private final Cancellation cancellation;

    /** @param cancellation a first request ends running checks early; each still removes its test objects */
    public Verifier(Providers providers, SchemaCatalog catalog, Event.Listener listener, Cancellation cancellation) {
        this.providers = providers;
        this.catalog = catalog;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** @param patience how long a check may wait for slow effects in the cloud, such as replication */
    public Result<Proofs> verify(Stack stack, State state, Duration patience) {
        var strange = strangePlaces(stack, state);
        if (!strange.isEmpty()) {
            return new Result.Failed<>(strange);
        }
        var differ = new Differ(state.redaction());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<CompletableFuture<Optional<Proofs.Proof>>>();
            for (var resource : state.resources().values()) {
                running.add(
                        CompletableFuture.supplyAsync(() -> proof(stack, state, resource, differ, patience), threads));
            }
            var proofs =
                    running.stream().flatMap(proof -> proof.join().stream()).toList();
            return Result.ok(new Proofs(stack.name(), proofs));
        }
    }

    /**
     * Returns a problem when a provider works in another account than the state's: a check would write its test
     * objects there.
     */
    private List<Diagnostic> strangePlaces(Stack stack, State state) {
        var problems = new ArrayList<Diagnostic>();
        state.realms().forEach((name, realm) -> {
            if (!stack.configures(name)) {
                return;
            }
            try {
                providers
                        .provider(name)
                        .realm(ReadCall.of(Address.provider(name)))
                        .filter(here -> !here.equals(realm))
                        .ifPresent(here -> problems.add(Diagnostic.error(
                                        "SP0571",
                                        "The stack was applied in %s, and provider `%s` now works in %s."
                                                .formatted(realm, name, here))
                                .hint("Use the credentials and the region that it was applied with.")));
            } catch (ProviderException e) {
                problems.add(failure(Address.provider(name), name).diagnose("Finding the account of", e));
            }
        });
        return problems;
    }

    private static ProviderFailure failure(Address address, String provider) {
        return new ProviderFailure(
                address, new TypeName("provider"), Optional.empty(), provider, Optional.empty(), Optional.empty());
    }

    private Optional<Proofs.Proof> proof(
            Stack stack, State state, ResourceState resource, Differ differ, Duration patience) {
        var type = catalog.type(resource.type());
        if (type.isEmpty() || !stack.configures(resource.provider())) {
            return Optional.empty();
        }
        var registered = providers.provider(resource.provider()).type(type.get());
        return registered.flatMap(RegisteredType::verification).map(v -> {
            var begin = System.nanoTime();
            listener.on(new Event.Started(resource.address(), resource.type(), Event.Action.VERIFYING));
            var checks = checks(v, new Recorded(state, resource, type.get(), differ), Deadline.in(patience));
            listener.on(new Event.Finished(
                    resource.address(),
                    resource.type(),
                    Event.Action.VERIFYING,
                    Duration.ofNanos(System.nanoTime() - begin),
                    resource.identity().value()));
            return new Proofs.Proof(resource.address(), resource.type(), resource.identity(), checks);
        });
    }

    private List<Check> checks(Verification verification, Recorded subject, Deadline deadline) {
        var address = subject.resource.address();
        var call = new ProofCall(address, deadline, listener, cancellation::isStopping);
        var afterwards = new ProofCall(address, deadline.plus(CLEANING), listener, () -> false);
        try {
            return verification.verify(subject, call, afterwards);
        } catch (ProviderException e) {
            return List.of(Check.unchecked("everything", e.text()));
        }
    }

    private record Recorded(State state, ResourceState resource, TypeSchema type, Differ differ)
            implements Verification.Subject {

        @Override
        public Verification.Applied object() {
            return applied(resource);
        }

        @Override
        public List<Verification.Applied> others(String name) {
            return state.resources().values().stream()
                    .filter(other -> other.type().text().equals(name))
                    .map(Recorded::applied)
                    .toList();
        }

        @Override
        public boolean asApplied(String property, Value live) {
            var wanted = resource.applied().get(property);
            return wanted.isEmpty()
                    || type.properties()
                            .attribute(property)
                            .filter(attribute -> differ.satisfied(attribute.shape(), wanted.get(), live))
                            .isPresent();
        }

        private static Verification.Applied applied(ResourceState resource) {
            return new Verification.Applied(
                    resource.address(),
                    resource.type(),
                    resource.identity(),
                    revealed(resource.applied()),
                    revealed(resource.outputs()));
        }

        private static Value.Map revealed(Value.Map values) {
            return values.revealedDeep() instanceof Value.Map map ? map : values;
        }
    }
}
