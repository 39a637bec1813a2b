package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** A key that is there, in whatever state it is. See behaviour.md#kms-key. */
public final class KeyLookup implements DataSource {

    private static final String KEY = "key";

    private final Aws aws;

    public KeyLookup(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map read(Value.Map properties, Call call) {
        var name = text(properties, KEY);
        var region = name.startsWith("arn:") ? Arn.fromString(name).region().orElse(aws.region()) : aws.region();
        var kms = aws.kms(call, region);
        var metadata = Errors.unless(
                        LiveKey.NOT_FOUND,
                        () -> kms.describeKey(r -> r.keyId(name)).keyMetadata())
                .orElseThrow(() -> ProviderException.of(
                                Kind.INVALID, "NotFound", "There is no key %s in %s.".formatted(name, region))
                        .about(KEY)
                        .hint("An id or an alias without ARN is looked up in the provider's account and region."));
        // What else there is to read goes by the key itself: an alias may be moved meanwhile.
        var key = new LiveKey(kms, region, metadata.arn(), aws.eventually(call));
        var outputs = new LinkedHashMap<>(described(metadata));
        outputs.put("policy", key.policy());
        if (metadata.keyManager() == KeyManagerType.CUSTOMER) {
            outputs.put("rotation", key.rotation());
            outputs.put("tags", Tags.toValue(key.tags()));
        }
        return new Value.Map(outputs).plus(properties);
    }

    private static Map<String, Value> described(KeyMetadata metadata) {
        var outputs = new LinkedHashMap<String, Value>();
        outputs.put("arn", Value.of(metadata.arn()));
        outputs.put("keyId", Value.of(metadata.keyId()));
        outputs.put("state", Value.of(metadata.keyStateAsString()));
        outputs.put("enabled", Value.of(metadata.enabled()));
        outputs.put("manager", Value.of(metadata.keyManagerAsString()));
        outputs.put(
                "description",
                Value.of(Optional.ofNullable(metadata.description()).orElse("")));
        outputs.put("keySpec", Value.of(metadata.keySpecAsString()));
        outputs.put("keyUsage", Value.of(metadata.keyUsageAsString()));
        outputs.put("multiRegion", Value.of(Boolean.TRUE.equals(metadata.multiRegion())));
        Optional.ofNullable(metadata.deletionDate())
                .ifPresent(date -> outputs.put("deletionDate", Value.of(date.toString())));
        return outputs;
    }
}
