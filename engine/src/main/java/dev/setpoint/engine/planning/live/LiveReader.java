package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.call.ReadCall;
import dev.setpoint.engine.call.ReadContext;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Deadline;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads the live cloud in parallel, within the limit of concurrent reads. Failures are returned as diagnostics. */
public final class LiveReader implements AutoCloseable {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);

    private final Providers providers;
    private final SchemaCatalog catalog;
    private final State state;
    private final Event.Listener listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places;

    public LiveReader(Providers providers, SchemaCatalog catalog, State state, Event.Listener listener) {
        this.providers = providers;
        this.catalog = catalog;
        this.state = state;
        this.listener = listener;
        this.places = new Semaphore(providers.parallelism());
    }

    /**
     * Reads the live properties and outputs of an object; empty when it is gone.
     *
     * @param spellings see {@link Call#spellings}
     */
    CompletableFuture<Result<Optional<Value.Map>>> object(
            ReadContext context, Identity identity, PropertySet wanted, List<Value.Map> spellings) {
        return object(context, identity, wanted, spellings, Optional::isPresent);
    }

    /**
     * Reads the live properties and outputs of an object; empty when it is gone.
     *
     * @param spellings see {@link Call#spellings}
     * @param expected tells whether the result is as expected; other results are read again, see {@link Call#doubts}
     */
    CompletableFuture<Result<Optional<Value.Map>>> object(
            ReadContext context,
            Identity identity,
            PropertySet wanted,
            List<Value.Map> spellings,
            Predicate<Optional<Value.Map>> expected) {
        return start(() -> shown(context, identity.value(), call -> {
            var type = providers.resource(context.provider(), context.type(), catalog);
            return type.read(identity, wanted, call.spelling(spellings).doubting(expected.negate()));
        }));
    }

    /** Reads a data source. */
    public CompletableFuture<Result<Value.Map>> data(ReadContext context, Value.Map properties) {
        return start(() -> shown(
                context,
                "",
                call -> providers
                        .data(context.provider(), context.schema().orElseThrow())
                        .read(properties, call)));
    }

    /**
     * Finds the existing object with the identity of these properties.
     *
     * @param desired known values, with secrets in plain text
     */
    CompletableFuture<Result<Optional<Identity>>> find(ReadContext context, Value.Map desired) {
        return start(() -> attempt(
                context,
                "Looking for",
                call -> providers
                        .resource(context.provider(), context.type(), catalog)
                        .find(desired, call)));
    }

    /** Finds an object by some of its properties and reads others. */
    public CompletableFuture<Result<Optional<Value.Map>>> lookUp(
            ReadContext context, Value.Map properties, PropertySet wanted) {
        return start(() -> attempt(context, "Looking for", call -> {
            var type = providers.resource(context.provider(), context.type(), catalog);
            return type.find(properties, call).flatMap(identity -> type.read(identity, wanted, call));
        }));
    }

    /** Runs a pre-flight check. A failed check blocks nothing, because apply would meet the same obstacle. */
    public CompletableFuture<Result<List<Finding>>> preflight(ReadContext context, Function<Call, List<Finding>> look) {
        return start(() -> attempt(context, "The pre-flight check of", call -> unlessDenied(look, call))
                .fold(
                        problems -> Result.of(
                                List.of(),
                                problems.stream().map(Diagnostic::asWarning).toList()),
                        Result::ok));
    }

    /** Returns no findings when the check itself is denied. The caller may still be allowed to make the change. */
    private static List<Finding> unlessDenied(Function<Call, List<Finding>> look, Call call) {
        try {
            return look.apply(call);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.ACCESS_DENIED) {
                throw e;
            }
            return List.of();
        }
    }

    /** Reads the account and region of a provider configuration. */
    CompletableFuture<Result<Optional<Realm>>> realm(String provider) {
        var context = ReadContext.of(provider);
        return start(() -> attempt(
                context,
                "Finding the account of",
                call -> providers.provider(provider).realm(call)));
    }

    private <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    places.acquireUninterruptibly();
                    try {
                        return work.get();
                    } finally {
                        places.release();
                    }
                },
                threads);
    }

    private <T> Result<T> shown(ReadContext context, String identity, Function<ReadCall, T> work) {
        var begin = System.nanoTime();
        listener.on(new Event.Started(context.address(), context.type(), Event.Action.READING));
        var result = attempt(context, "Reading", work);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        listener.on(result.fold(
                problems -> new Event.Failed(context.address(), Event.Action.READING, took, problems.getFirst()),
                _ -> new Event.Finished(context.address(), context.type(), Event.Action.READING, took, identity)));
        return result;
    }

    private <T> Result<T> attempt(ReadContext context, String doing, Function<ReadCall, T> work) {
        var deadline = Deadline.in(context.timeout().orElse(USUAL_TIMEOUT));
        var call = new ReadCall(
                context.address(), deadline, state.ownershipTag(context.address()), listener, _ -> false, List.of());
        try {
            return Result.ok(work.apply(call));
        } catch (ProviderException e) {
            return Result.failed(context.failure().diagnose(doing, e));
        } catch (RuntimeException e) {
            return Result.failed(context.failure().unexpected(doing, e));
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
