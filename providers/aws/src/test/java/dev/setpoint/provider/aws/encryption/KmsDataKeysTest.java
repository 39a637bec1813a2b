package dev.setpoint.provider.aws.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.KeyService;
import dev.setpoint.engine.spi.state.KeyServiceFactory;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.aws.testing.Live;
import dev.setpoint.provider.aws.testing.Providers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Data keys under KMS, over HTTP. The variables name another region than the keys are in. */
final class KmsDataKeysTest {

    private static final String REGION = "eu-west-1";

    private final Provider provider = Providers.onMoto(REGION);
    private final String key = key("shop");
    private final byte[] data = DataKey.random();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void unwrapsInAnotherRunWhatTheSameKeyWrapped() {
        var wrapped = wrap(key, "shop");

        try (var service = service(key, "shop")) {
            assertThat(service.unwrap(wrapped)).hasValue(data);
            assertThat(service.key()).isEqualTo(key);
        }
        assertThat(wrapped).isNotEqualTo(wrap(key, "shop"));
    }

    @Test
    void resolvesAnAliasToItsKey() {
        var alias = alias();
        try (var service = service(alias, "shop")) {
            assertThat(service.key()).isEqualTo(key);
            assertThat(service.unwrap(service.wrap(data))).hasValue(data);
            assertThat(service.unwrap(wrap(key, "shop"))).hasValue(data);
        }
    }

    @Test
    void refusesToUnwrapWithAnotherKey() {
        var wrapped = wrap(key, "shop");

        try (var other = service(key("other"), "shop")) {
            assertThat(other.unwrap(wrapped)).isEmpty();
        }
    }

    @Test
    void reportsAMissingKey() {
        var nowhere = key.replaceFirst("key/.*", "key/" + UUID.randomUUID());
        try (var service = service(nowhere, "shop")) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> service.wrap(data))
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("NotFoundException"));
        }
    }

    @Test
    void refusesChangedCiphertext() {
        var wrapped = wrap(key, "shop");
        wrapped[wrapped.length - 1] ^= 1;

        try (var service = service(key, "shop")) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> service.unwrap(wrapped))
                    .withMessageContaining("changed or truncated");
        }
    }

    @Test
    void refusesTheDataKeyOfAnotherStack() {
        var wrapped = wrap(key, "shop");

        try (var service = service(key, "bank")) {
            assertThat(service.unwrap(wrapped)).isEmpty();
        }
    }

    private byte[] wrap(String arn, String stack) {
        try (var service = service(arn, stack)) {
            return service.wrap(data);
        }
    }

    private static KeyService service(String arn, String stack) {
        var settings = Value.Map.EMPTY.with("key", Value.of(arn));
        return new KmsKeyServiceFactory()
                .open(new KeyServiceFactory.Configuration(settings, HttpCloud.environment("us-east-1"), stack));
    }

    private String key(String description) {
        var made = Live.create(Providers.type(provider, "aws.kms.key"), """
            {"keySpec": "SYMMETRIC_DEFAULT", "keyUsage": "ENCRYPT_DECRYPT", "multiRegion": false, "enabled": true,
             "description": "%s"}\
            """.formatted(description));
        return made.created().string("arn").orElseThrow();
    }

    private String alias() {
        var name = "alias/states-" + UUID.randomUUID();
        Map<String, Value> made =
                Map.of("name", Value.of(name), "targetKey", Value.of(key.substring(key.lastIndexOf('/') + 1)));
        Live.create(Providers.type(provider, "aws.kms.alias"), Json.compact(new Value.Map(made)));
        return key.replaceFirst("key/.*", name);
    }
}
