package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;

/**
 * The account's four switches against public access. Their identity is the account's id.
 * See behaviour.md#s3-account-public-access-block.
 */
public final class AccountPublicAccessBlock extends NamedType<PublicAccessBlockConfiguration> {

    private static final Predicate<ProviderException> NONE = code("NoSuchPublicAccessBlockConfiguration");
    private static final Settled SEEN = new Settled(2, Duration.ofSeconds(5), Duration.ofMinutes(2));

    public AccountPublicAccessBlock(Aws aws) {
        super(aws, "public access block of the account", NONE, SEEN);
    }

    @Override
    protected Identity identity(Value.Map desired, Call call) {
        return new Identity(aws.caller(call).accountId());
    }

    @Override
    protected Optional<ProviderException> taken(Identity account) {
        return Optional.of(ExistingObject.refusal(
                        "PublicAccessBlockExists",
                        "The account " + account
                                + " has a public access block already, and this stack did not create it.")
                .hint("To manage it here, write `import: \"" + account + "\"` in its block."));
    }

    @Override
    protected Optional<PublicAccessBlockConfiguration> described(Identity account, Call call) {
        return Errors.unless(
                NONE,
                () -> aws.s3Control(call)
                        .getPublicAccessBlock(r -> r.accountId(account.value()))
                        .publicAccessBlockConfiguration());
    }

    @Override
    protected Value.Map properties(
            Identity account, PublicAccessBlockConfiguration switches, PropertySet wanted, Call call) {
        return SdkShapes.PLAIN.toValue(switches);
    }

    @Override
    protected void make(Identity account, Value.Map desired, Call call) {
        var switches = SdkShapes.PLAIN.build(PublicAccessBlockConfiguration.builder(), desired);
        aws.s3Control(call)
                .putPublicAccessBlock(r -> r.accountId(account.value()).publicAccessBlockConfiguration(switches));
    }

    @Override
    protected void change(Identity account, Update update, Call call) {
        make(account, update.desired(), call);
        call.identified(account);
    }

    @Override
    protected void remove(Identity account, Call call) {
        aws.s3Control(call).deletePublicAccessBlock(r -> r.accountId(account.value()));
    }
}
