package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Checks;
import java.util.List;

/** Proof that an alias names its key, and that the key can be used by this name. See behaviour.md#kms-alias. */
public final class AliasVerification implements Verification {

    private static final String KEY = "key by this name";

    private final Aws aws;

    public AliasVerification(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> verify(Subject subject, Call call, Call afterwards) {
        var checks = new Checks();
        checks.run(KEY, () -> {
            var found = aws.kms(call)
                    .describeKey(r -> r.keyId(subject.object().identity().value()))
                    .keyMetadata()
                    .keyId();
            var wanted = KeyProperties.id(text(subject.object().properties(), "targetKey"));
            return Check.of(KEY, found.equals(wanted), found.equals(wanted) ? found : found + " instead of " + wanted);
        });
        return checks.all();
    }
}
