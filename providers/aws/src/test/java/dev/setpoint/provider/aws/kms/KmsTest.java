package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.Live;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KmsTest {

    private static final String KEY = """
        {"keySpec": "SYMMETRIC_DEFAULT", "keyUsage": "ENCRYPT_DECRYPT", "multiRegion": true, "enabled": true,
         "description": "a key", "rotation": {"enabled": true}, "tags": {"Team": "storage"}}\
        """;

    private final Provider provider = Providers.onMoto("us-east-1");
    private final Provider west = Providers.onMoto("us-west-2");
    private final ResourceType keys = Providers.type(provider, "aws.kms.key");
    private final ResourceType aliases = Providers.type(provider, "aws.kms.alias");
    private final ResourceType replicas = Providers.type(west, "aws.kms.replicaKey");

    @AfterEach
    void close() {
        provider.close();
        west.close();
    }

    @Test
    void aNewKeyReadsAsDesired() {
        var key = Live.create(keys, KEY);
        assertThat(key.created().without("keyId").without("arn").without("rotation"))
                .isEqualTo(map(KEY).without("rotation"));
        assertThat(key.created().map("rotation").bool("enabled")).contains(true);
        assertThat(key.read()).contains(key.created());
        assertThat(key.created().string("keyId")).contains(key.id().value());
        assertThat(key.created().string("arn").orElseThrow()).endsWith(key.id().value());
    }

    @Test
    void everyPropertyChangesInPlace() {
        var key = Live.create(keys, KEY);
        var account = key.created().string("arn").orElseThrow().split(":", -1)[4];
        var changed = """
            {"keySpec": "SYMMETRIC_DEFAULT", "keyUsage": "ENCRYPT_DECRYPT", "multiRegion": true, "enabled": false,
             "description": "another", "rotation": {"enabled": false}, "tags": {"Team": "security", "Cost": "1"},
             "policy": {"Version": "2012-10-17", "Statement": [{"Sid": "Root", "Effect": "Allow",
               "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "kms:*", "Resource": "*"}]}}\
            """.formatted(account);
        var live = key.update(changed);
        assertThat(live.without("keyId").without("arn")).isEqualTo(map(changed));
        var removed = key.update("{\"enabled\": true}");
        assertThat(removed.without("keyId").without("arn")).isEqualTo(map("{\"enabled\": true}"));
    }

    @Test
    void aDeletedKeyIsGoneAndSaysForHowLongItCanBeBroughtBack() {
        var key = Live.create(keys, "{\"enabled\": true, \"deletionWindowInDays\": 7}");
        key.delete();
        assertThat(key.read()).isEmpty();
        assertThat(key.call().progress())
                .last()
                .asString()
                .contains("cancel-key-deletion --region us-east-1 --key-id " + key.id());
        key.delete();
    }

    @Test
    void findsAKeyByItsTagWhenTheResponseWasLost() {
        var key = Live.create(keys, KEY);
        assertThat(key.find()).contains(key.id());
        assertThat(keys.find(map(KEY), new TestCall())).isEmpty();
        key.delete();
        assertThat(key.find()).isEmpty();
    }

    @Test
    void readsAKeyThatDoesNotExistAsGone() {
        assertThat(keys.read(
                        new Identity(UUID.randomUUID().toString()),
                        new dev.setpoint.engine.spi.PropertySet(java.util.Set.of()),
                        new TestCall()))
                .isEmpty();
    }

    @Test
    void rotationOfADisabledKeyIsRefusedAtOnceWithTheReason() {
        var key = Live.create(keys, "{\"enabled\": false, \"rotation\": {\"enabled\": true}}");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> key.update("{\"enabled\": false, \"rotation\": {\"enabled\": false}}"))
                .withMessage("The rotation of a disabled key cannot be changed.");
    }

    @Test
    void movesAnAliasBetweenKeysAndDeletesItWithoutChangingThem() {
        var first = Live.create(keys, "{\"enabled\": true}");
        var second = Live.create(keys, "{\"enabled\": true}");
        var name = "alias/test-" + UUID.randomUUID();
        var alias =
                Live.create(aliases, alias(name, first.created().string("arn").orElseThrow()));
        assertThat(alias.id()).isEqualTo(new Identity(name));
        assertThat(alias.created().string("targetKey")).contains(first.id().value());
        assertThat(alias.find()).contains(alias.id());
        var moved = alias.update(alias(name, second.id().value()));
        assertThat(moved.string("targetKey")).contains(second.id().value());
        alias.delete();
        alias.delete();
        assertThat(alias.read()).isEmpty();
        assertThat(second.read()).isPresent();
    }

    @Test
    void refusesToCreateAnExistingAlias() {
        var key = Live.create(keys, "{\"enabled\": true}");
        var name = "alias/test-" + UUID.randomUUID();
        var spec = alias(name, key.id().value());
        Live.create(aliases, spec);
        var second = new TestCall();
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> aliases.create(map(spec), second))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
        assertThat(second.identities()).isEmpty();
    }

    @Test
    void createsAReplicaThroughThePrimarysRegion() {
        var primary = Live.create(keys, KEY);
        var spec = new Value.Map(
                java.util.Map.of("primaryKey", primary.created().get("arn").orElseThrow(), "enabled", Value.of(true)));
        var replica = Live.create(replicas, dev.setpoint.engine.value.Json.compact(spec));
        assertThat(replica.id()).isEqualTo(primary.id());
        assertThat(replica.created().string("arn").orElseThrow()).contains(":us-west-2:");
        assertThat(replica.created().get("primaryKey")).isEqualTo(spec.get("primaryKey"));
        assertThat(replica.find()).contains(replica.id());
        var changed = replica.update(dev.setpoint.engine.value.Json.compact(
                spec.with("description", Value.of("over there")).with("tags", map("{\"a\": \"b\"}"))));
        assertThat(changed.string("description")).contains("over there");
        assertThat(changed.map("tags")).isEqualTo(map("{\"a\": \"b\"}"));
        replica.delete();
        assertThat(replica.read()).isEmpty();
        assertThat(primary.read()).isPresent();
    }

    private static String alias(String name, String key) {
        return "{\"name\": \"" + name + "\", \"targetKey\": \"" + key + "\"}";
    }
}
