package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.call.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.Eventually.Settled;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.aws.call.Shown;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;

/**
 * The account's four switches against public access; its id is their identity.
 * See behaviour.md#s3-account-public-access-block.
 */
public final class AccountPublicAccessBlock implements ResourceType {

    private static final Predicate<ProviderException> NONE = code("NoSuchPublicAccessBlockConfiguration");
    private static final Settled SEEN = new Settled(2, Duration.ofSeconds(5), Duration.ofMinutes(2));

    private final Aws aws;

    public AccountPublicAccessBlock(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var account = new Identity(aws.caller(call).accountId());
        if (switches(account, call).isPresent()) {
            throw ProviderException.of(
                            Kind.NAME_TAKEN,
                            "PublicAccessBlockExists",
                            "The account " + account
                                    + " has a public access block already, and this stack did not make it.")
                    .hint("To manage it here, write `import: \"" + account + "\"` in its block.");
        }
        return put(account, desired, call);
    }

    private Optional<Value.Map> switches(Identity account, Call call) {
        return Errors.unless(
                        NONE,
                        () -> aws.s3Control(call)
                                .getPublicAccessBlock(r -> r.accountId(account.value()))
                                .publicAccessBlockConfiguration())
                .map(SdkShapes.PLAIN::toValue);
    }

    private Value.Map put(Identity account, Value.Map desired, Call call) {
        var switches = SdkShapes.PLAIN.build(PublicAccessBlockConfiguration.builder(), desired);
        aws.s3Control(call)
                .putPublicAccessBlock(r -> r.accountId(account.value()).publicAccessBlockConfiguration(switches));
        call.identified(account);
        return Shown.settled(
                aws.eventually(call),
                SEEN,
                "the public access block of the account " + account,
                live -> Shown.covers(live, desired),
                () -> switches(account, call));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return switches(id, call);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return put(id, update.desired(), call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .removed(NONE, () -> aws.s3Control(call).deletePublicAccessBlock(r -> r.accountId(id.value())));
        aws.eventually(call)
                .until(
                        SEEN,
                        "the public access block of the account " + id + " to be gone",
                        () -> switches(id, call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var account = new Identity(aws.caller(call).accountId());
        return switches(account, call).map(_ -> account);
    }
}
