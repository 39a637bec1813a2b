package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.AliasListEntry;

/** A KMS alias: a movable name for a key. See behaviour.md#kms-alias. */
public final class KmsAlias implements ResourceType {

    private static final Duration KEY_SEEN = Duration.ofMinutes(10);
    private static final Duration ALIAS_SEEN = Duration.ofMinutes(2);

    private static final SdkShapes ALIAS =
            SdkShapes.renaming(Map.of("name", "AliasName", "targetKey", "TargetKeyId", "arn", "AliasArn"));

    private final Aws aws;

    public KmsAlias(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var alias = text(desired, "name");
        withKeySeen(
                call, () -> aws.kms(call).createAlias(r -> r.aliasName(alias).targetKeyId(text(desired, "targetKey"))));
        call.identified(new Identity(alias));
        return current(alias, desired, call);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return entry(id.value(), call).map(ALIAS::toValue);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        if (update.touches("targetKey")) {
            withKeySeen(
                    call,
                    () -> aws.kms(call)
                            .updateAlias(
                                    r -> r.aliasName(id.value()).targetKeyId(text(update.desired(), "targetKey"))));
        }
        return current(id.value(), update.desired(), call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call).removed(LiveKey.NOT_FOUND, () -> aws.kms(call).deleteAlias(r -> r.aliasName(id.value())));
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return entry(text(desired, "name"), call).map(entry -> new Identity(entry.aliasName()));
    }

    private void withKeySeen(Call call, Runnable change) {
        aws.eventually(call).retry(LiveKey.NOT_FOUND, KEY_SEEN, "the key to be seen by its alias", change);
    }

    private Optional<AliasListEntry> entry(String alias, Call call) {
        return aws.kms(call).listAliasesPaginator(r -> {}).aliases().stream()
                .filter(entry -> entry.aliasName().equals(alias))
                .findFirst();
    }

    /** Live as soon as the list shows the alias on the key it shall name. */
    private Value.Map current(String alias, Value.Map desired, Call call) {
        var wanted = PropertySet.of(desired);
        var key = KeyProperties.id(text(desired, "targetKey"));
        return aws.eventually(call)
                .appears(
                        ALIAS_SEEN,
                        alias + " to name the key",
                        () -> read(new Identity(alias), wanted, call)
                                .filter(live -> live.string("targetKey")
                                        .map(KeyProperties::id)
                                        .filter(key::equals)
                                        .isPresent()));
    }
}
