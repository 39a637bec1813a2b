package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.Value;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Data keys derived from a passphrase. The derivation is slow on purpose, so a run does it once: it writes with the
 * salt that it has read, unless that was derived with other parameters than today's.
 */
final class PassphraseKeys implements KeySource {

    static final String METHOD = "passphrase";

    private static final String KDF = "PBKDF2-HMAC-SHA512";

    /** Number of iterations, from the OWASP Password Storage Cheat Sheet of 2023 for this function. */
    private static final int ITERATIONS = 210_000;

    /** Upper limit of iterations, so that a changed file cannot make a command hang. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT = 32;
    private static final String PLACE = "data key";
    private static final String WRAPPED = "wrapped";

    private final Passphrase passphrase;
    private final Optional<Span> place;

    /** Derived keys, by all parameters of the derivation. */
    private final Map<Derivation, Result<DataKey>> derived = new HashMap<>();

    private Optional<Derivation> opened = Optional.empty();

    PassphraseKeys(Passphrase passphrase, Optional<Span> place) {
        this.passphrase = passphrase;
        this.place = place;
    }

    private record Derivation(int iterations, String salt) {

        static Derivation fresh() {
            return new Derivation(ITERATIONS, Base64.getEncoder().encodeToString(DataKey.randomBytes(SALT)));
        }

        /** Reads the parameters; empty when this version does not support them. */
        static Optional<Derivation> of(Value.Map seal) {
            var iterations = seal.integer("iterations").filter(n -> n > 0 && n <= MOST_ITERATIONS);
            return seal.string("kdf").equals(Optional.of(KDF))
                    ? iterations.flatMap(n -> seal.string("salt").map(salt -> new Derivation(n, salt)))
                    : Optional.empty();
        }

        Value.Map seal() {
            return Value.Map.EMPTY
                    .with("method", Value.of(METHOD))
                    .with("kdf", Value.of(KDF))
                    .with("iterations", Value.of(iterations))
                    .with("salt", Value.of(salt));
        }

        /** @throws IllegalArgumentException when the salt is invalid */
        DataKey key(char[] passphrase) {
            try {
                var spec = new PBEKeySpec(passphrase, Base64.getDecoder().decode(salt), iterations, DataKey.LENGTH * 8);
                var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec);
                return new DataKey(new Seal(seal()), key.getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has PBKDF2 with SHA-512.", e);
            }
        }
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public String name() {
        return passphrase.name();
    }

    @Override
    public synchronized Result<DataKey> make() {
        var derivation = opened.filter(d -> d.iterations() == ITERATIONS).orElseGet(Derivation::fresh);
        return derive(derivation).map(wrapping -> {
            var key = DataKey.random();
            var wrapped = Base64.getEncoder().encodeToString(wrapping.seal(key, PLACE));
            return new DataKey(new Seal(derivation.seal().with(WRAPPED, Value.of(wrapped))), key);
        });
    }

    @Override
    public synchronized Result<Optional<DataKey>> open(Seal seal) {
        var derivation = Derivation.of(seal.content());
        var wrapped = seal.content().string(WRAPPED);
        if (derivation.isEmpty() || wrapped.isEmpty()) {
            return Result.failed(Diagnostic.error(
                            "SP0753",
                            "The encryption of the state has a format that this version of Setpoint"
                                    + " does not know.")
                    .hint("It was written by a later version of Setpoint, or damaged; use that version."));
        }
        try {
            var bytes = Base64.getDecoder().decode(wrapped.get());
            return derive(derivation.get())
                    .map(wrapping -> wrapping.open(bytes, PLACE)
                            .filter(key -> key.length == DataKey.LENGTH)
                            .map(key -> {
                                opened = derivation;
                                return new DataKey(seal, key);
                            }));
        } catch (IllegalArgumentException e) {
            return Result.ok(Optional.empty());
        }
    }

    private Result<DataKey> derive(Derivation derivation) {
        return derived.computeIfAbsent(derivation, d -> passphrase.read(place).map(d::key));
    }
}
