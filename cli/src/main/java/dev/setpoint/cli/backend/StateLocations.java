package dev.setpoint.cli.backend;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.seal.Encryption;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.BackendFactory;
import dev.setpoint.engine.spi.state.KeyServiceFactory;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Stack.EncryptionBlock;
import dev.setpoint.engine.stack.Stack.KeyBlock;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.state.storage.objects.ObjectStorage;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Opens the states of one stack file, all under the same keys.
 *
 * @param folder the stack file's own
 * @param lease how long a lock of a shared state holds without being renewed
 * @param again the arguments by which a command opens this stack, each after a space: {@code  examples/shop --sandbox}
 */
public record StateLocations(
        Path folder, EngineSettings environment, EncryptionBlock encryption, Duration lease, String again) {

    private static final String STATE_FOLDER = ".setpoint";

    /** A state, and what tells its place from others; empty for the folder beside the stack. */
    record Opened(StateStore store, Value.Map location) {}

    /** The state of a stack at the place that is named; to be closed. Fails when the state is elsewhere. */
    public Result<StateStore> open(String stack, NamedLocation named) {
        return Result.of(named, refusals(stack, named))
                .then(_ -> new FormerState(this, stack).none())
                .then(_ -> open(stack, named.place()))
                .then(opened -> new LocationGuard(this, stack).use(opened, named));
    }

    /** Tells whether these problems say that the state is in another place than the named one. */
    public static boolean areElsewhere(List<Diagnostic> problems) {
        return problems.stream().map(Diagnostic::code).anyMatch(LocationGuard.CODES::contains);
    }

    /** Moves the state of a stack from one place to another. */
    public StateMigration migration(String stack) {
        return new StateMigration(this, stack, stack);
    }

    /** Moves the state that a stack had before its environments to one of them. */
    public StateMigration migrationToEnvironment(String stack) {
        return new StateMigration(this, stack, Environment.stack(stack));
    }

    /** The state at a place, wherever else there may be one; to be closed. */
    Result<Opened> open(String stack, StateLocation place) {
        var fence = new LocationPolicy(this, stack);
        return Result.of(place, fence.refusals(place))
                .then(_ -> Result.of(place, fence.strangers(place)))
                .then(_ -> sealer(stack))
                .then(sealer -> switch (place) {
                    case StateLocation.Local _ -> local(stack, sealer).map(store -> new Opened(store, Value.Map.EMPTY));
                    case StateLocation.Shared shared -> shared(stack, shared, sealer);
                });
    }

    /**
     * Whatever the operator does not allow of where the state is to be kept and of the keys, each with its place; calls
     * nothing.
     */
    public List<Diagnostic> refusals(String stack, NamedLocation named) {
        return new LocationPolicy(this, stack)
                .refusals(named.place()).stream()
                        .map(problem -> problem.span().isPresent() ? problem : problem.at(named.span()))
                        .toList();
    }

    /** The note of the stack's places. A sandbox run has one apart from the real one, as it has states. */
    LocationNote note(String stack) {
        return new LocationNote(home().resolve(stack + ".backend.json"));
    }

    private Result<Sealer> sealer(String stack) {
        return new Encryption(environment.files(), environment.variables(), this::service).sealer(stack, encryption);
    }

    /** Permissions that a caller needs for the state at the place. */
    public List<Grant> grants(String stack, StateLocation place, boolean writing) {
        var grants = new ArrayList<Grant>();
        if (place instanceof StateLocation.Shared shared) {
            backend(shared).ifPresent(factory -> grants.addAll(factory.grants(configuration(shared), writing)));
        }
        keys().forEach(key -> service(key.method())
                .ifPresent(factory -> grants.addAll(factory.grants(configuration(key, stack), writing))));
        return grants;
    }

    /** The places that the stack names. */
    List<KeyBlock> keys() {
        return Stream.concat(encryption.current().stream(), encryption.previous().stream())
                .toList();
    }

    Optional<KeyServiceFactory> service(String name) {
        return ServiceLoader.load(KeyServiceFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .filter(found -> found.simulated() == environment.sandbox())
                .findFirst();
    }

    /** Opens the store in the folder beside the stack file. */
    private Result<StateStore> local(String stack, Sealer sealer) {
        var home = home().resolve(stack);
        return LocationPolicy.wayOut(environment.files(), home)
                .map(Result::<StateStore>failed)
                .orElseGet(() -> Result.ok(new StateStore(new FolderStorage(home), stack, sealer)));
    }

    Path home() {
        return environment.sandbox() ? sandboxFolder(folder) : stateFolder(folder);
    }

    /** A problem when a link leads out of the folders below a stack's own that Setpoint writes to. */
    public static Optional<Diagnostic> wayOut(SpecFiles files) {
        var folders = List.of(
                stateFolder(files.folder()),
                sandboxFolder(files.folder()),
                sandboxFolder(files.folder()).resolve("cloud"),
                sandboxFolder(files.folder()).resolve("cloud").resolve("accounts"));
        return folders.stream()
                .flatMap(folder -> LocationPolicy.wayOut(files, folder).stream())
                .findFirst();
    }

    /** The folder below a stack's own that keeps everything of the sandbox. */
    public static Path sandboxFolder(Path folder) {
        return stateFolder(folder).resolve("sandbox");
    }

    /** The folder below a stack's own that keeps the states that are not shared. */
    static Path stateFolder(Path folder) {
        return folder.resolve(STATE_FOLDER);
    }

    private Result<Opened> shared(String stack, StateLocation.Shared place, Sealer sealer) {
        var factory = backend(place);
        if (factory.isEmpty()) {
            return Result.failed(Diagnostic.error(
                    "SP0917",
                    "No backend `%s` is installed%s."
                            .formatted(place.backend(), environment.sandbox() ? " for the sandbox" : "")));
        }
        try {
            var objects = factory.get().open(configuration(place));
            return Result.ok(
                    new Opened(new StateStore(new ObjectStorage(objects, lease), stack, sealer), objects.location()));
        } catch (ProviderException e) {
            return Result.failed(Diagnostic.error("SP0918", "The backend cannot be opened: " + e.text())
                    .hint(e.hint()));
        }
    }

    Optional<BackendFactory> backend(StateLocation.Shared place) {
        return ServiceLoader.load(BackendFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(place.backend()))
                .filter(found -> found.simulated() == environment.sandbox())
                .findFirst();
    }

    BackendFactory.Configuration configuration(StateLocation.Shared place) {
        return new BackendFactory.Configuration(place.settings(), environment.variables(), environment.sandboxFolder());
    }

    KeyServiceFactory.Configuration configuration(KeyBlock key, String stack) {
        return new KeyServiceFactory.Configuration(key.settings(), environment.variables(), stack);
    }
}
