package dev.setpoint.cli;

import dev.setpoint.engine.Environment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Encryption;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.BackendFactory;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.KeyServiceFactory;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.Stack.EncryptionBlock;
import dev.setpoint.engine.state.StateStore;
import dev.setpoint.engine.state.Storage;
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
 */
record StatePlaces(Path folder, Environment environment, EncryptionBlock encryption) {

    /** For tests, which have no minute to wait: the length of leases, in milliseconds. */
    private static final String LEASE = "SETPOINT_TEST_LEASE_MILLIS";

    /** The state at the place; to be closed. */
    Result<StateStore> open(String stack, StatePlace place) {
        return sealer(stack).then(sealer -> open(stack, place, sealer));
    }

    private Result<StateStore> open(String stack, StatePlace place, Sealer sealer) {
        return switch (place) {
            case StatePlace.Local _ -> Result.ok(local(stack, sealer));
            case StatePlace.Shared shared -> shared(stack, shared, sealer);
        };
    }

    private Result<Sealer> sealer(String stack) {
        return new Encryption(folder, environment.variables(), this::service).sealer(stack, encryption);
    }

    /** What a caller must be allowed for the state at the place. */
    List<Grant> grants(String stack, StatePlace place, boolean writing) {
        var grants = new ArrayList<Grant>();
        if (place instanceof StatePlace.Shared shared) {
            backend(shared).ifPresent(factory -> grants.addAll(factory.grants(configuration(shared), writing)));
        }
        Stream.concat(encryption.current().stream(), encryption.previous().stream())
                .forEach(key -> service(key.method())
                        .ifPresent(factory -> grants.addAll(factory.grants(
                                new KeyServiceFactory.Configuration(key.settings(), environment.variables(), stack),
                                writing))));
        return grants;
    }

    private Optional<KeyServiceFactory> service(String name) {
        return ServiceLoader.load(KeyServiceFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .filter(found -> found.simulated() == environment.sandbox())
                .findFirst();
    }

    /** Fails when it is elsewhere, and so would be begun anew. */
    Result<StateStore> openForUse(String stack, StatePlace place) {
        return sealer(stack).then(sealer -> {
            var opened = open(stack, place, sealer);
            return place instanceof StatePlace.Local
                    ? opened
                    : opened.then(shared -> unlessLeftBehind(shared, local(stack, sealer)));
        });
    }

    /** In a folder beside the stack file; a sandbox run has one apart from the real one. */
    private StateStore local(String stack, Sealer sealer) {
        var home = environment.sandbox() ? Workspace.sandboxFolder(folder) : Workspace.stateFolder(folder);
        return new StateStore(Storage.folder(home.resolve(stack)), stack, sealer);
    }

    private Result<StateStore> shared(String stack, StatePlace.Shared place, Sealer sealer) {
        var factory = backend(place);
        if (factory.isEmpty()) {
            return Result.failed(Diagnostic.error(
                    "SP0917",
                    "No backend `%s` is installed%s."
                            .formatted(place.backend(), environment.sandbox() ? " for the sandbox" : "")));
        }
        try {
            var objects = factory.get().open(configuration(place));
            return Result.ok(new StateStore(Storage.objects(objects, lease()), stack, sealer));
        } catch (ProviderException e) {
            return Result.failed(Diagnostic.error("SP0918", "The backend cannot be opened: " + e.text())
                    .hint(e.hint()));
        }
    }

    private Optional<BackendFactory> backend(StatePlace.Shared place) {
        return ServiceLoader.load(BackendFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(place.backend()))
                .filter(found -> found.simulated() == environment.sandbox())
                .findFirst();
    }

    private BackendFactory.Configuration configuration(StatePlace.Shared place) {
        return new BackendFactory.Configuration(place.settings(), environment.variables(), environment.sandboxFolder());
    }

    private Duration lease() {
        return Optional.ofNullable(environment.variables().get(LEASE))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)))
                .orElse(Storage.LEASE);
    }

    /** With nothing in the new place, all that the state in the old one knows of would be made a second time. */
    private Result<StateStore> unlessLeftBehind(StateStore shared, StateStore local) {
        var checked = local.isVacant()
                .then(nothingHere -> nothingHere ? Result.ok(false) : shared.isVacant())
                .then(leftBehind -> leftBehind
                        ? Result.<StateStore>failed(leftBehind(shared.place(), local.place()))
                        : Result.ok(shared));
        if (checked instanceof Result.Failed) {
            shared.close();
        }
        return checked;
    }

    private static Diagnostic leftBehind(String place, String local) {
        return Diagnostic.error(
                        "SP0737", "There is no state in `%s`, but one of this stack in `%s`.".formatted(place, local))
                .hint("Take it there with `setpoint state migrate`.");
    }
}
