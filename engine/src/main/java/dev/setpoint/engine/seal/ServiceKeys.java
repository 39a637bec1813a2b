package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.KeyService;
import dev.setpoint.engine.value.Value;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** Data keys from a key service: one call for the run's own key, and one for each key that it reads. */
final class ServiceKeys implements KeySource {

    private static final String WRAPPED = "wrapped";

    private final String method;
    private final Supplier<KeyService> opening;
    private final Optional<Span> place;
    private Optional<KeyService> service = Optional.empty();

    /** @param opening opens the service; called once, on first use */
    ServiceKeys(String method, Supplier<KeyService> opening, Optional<Span> place) {
        this.method = method;
        this.opening = opening;
        this.place = place;
    }

    private interface Use<T> {
        T of(KeyService service);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String name() {
        return service.map(open -> "the key `" + open.key() + "`").orElse("the key of `" + method + "`");
    }

    @Override
    public Result<DataKey> make() {
        return call("protect the state with", keys -> {
            var key = DataKey.random();
            var wrapped = Base64.getEncoder().encodeToString(keys.wrap(key));
            var seal = Value.Map.EMPTY
                    .with("method", Value.of(method))
                    .with("key", Value.of(keys.key()))
                    .with(WRAPPED, Value.of(wrapped));
            return new DataKey(new Seal(seal), key);
        });
    }

    @Override
    public Result<Optional<DataKey>> open(Seal seal) {
        return call(
                "open the state with",
                keys -> bytes(seal)
                        .flatMap(keys::unwrap)
                        .filter(key -> key.length == DataKey.LENGTH)
                        .map(key -> new DataKey(seal, key)));
    }

    private static Optional<byte[]> bytes(Seal seal) {
        try {
            return seal.content().string(WRAPPED).map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private <T> Result<T> call(String doing, Use<T> use) {
        try {
            if (service.isEmpty()) {
                service = Optional.of(opening.get());
            }
            return Result.ok(use.of(service.get()));
        } catch (ProviderException e) {
            return Result.failed(
                    Diagnostic.error("SP0755", "Setpoint could not " + doing + " " + name() + ": " + e.text())
                            .at(place)
                            .hint(e.hint().or(() -> hint(e))));
        }
    }

    private static Optional<String> hint(ProviderException problem) {
        return switch (problem.kind()) {
            case ACCESS_DENIED ->
                problem.permission()
                        .or(problem::operation)
                        .map(
                                action -> "Allow `" + action
                                        + "` on that key to the identity that runs Setpoint; `kms:GenerateDataKey` to write the state, `kms:Decrypt` to read it.");
            case CREDENTIALS ->
                Optional.of("Sign in again, or name other credentials in `encryption`: `profile` or `assumeRole`.");
            case UNREACHABLE -> Optional.of("Check the network, and the region and endpoint in `encryption`.");
            case NAME_TAKEN, INVALID, TIMEOUT, CANCELLED, OTHER -> Optional.empty();
        };
    }

    @Override
    public void close() {
        service.ifPresent(KeyService::close);
    }
}
