package dev.setpoint.provider.sandbox;

import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.seal.Seal;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.state.KeyService;
import dev.setpoint.engine.spi.state.KeyServiceFactory;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.StateGrants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * Key service in place of KMS. It accepts every key, so that a stack can be tried whose key is in the real account. It
 * protects nothing, as the sandbox's cloud, which lies beside the state in clear, does not; but what one key has
 * sealed, another one does not open.
 */
public final class SandboxKeyServiceFactory implements KeyServiceFactory {

    @Override
    public String name() {
        return "kms";
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public List<Grant> grants(Configuration configuration, boolean writing) {
        return StateGrants.sealing(configuration.settings(), writing);
    }

    @Override
    public KeyService open(Configuration configuration) {
        return new Simulated(configuration.settings().string("key").orElse(""), configuration.stack());
    }

    private record Simulated(String key, String stack) implements KeyService {

        @Override
        public byte[] wrap(byte[] dataKey) {
            return material().seal(dataKey, stack);
        }

        @Override
        public Optional<byte[]> unwrap(byte[] wrapped) {
            return material().open(wrapped, stack);
        }

        private DataKey material() {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
                return new DataKey(new Seal(Value.Map.EMPTY.with("sandbox", Value.of(key))), digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256.", e);
            }
        }

        @Override
        public void close() {}
    }
}
