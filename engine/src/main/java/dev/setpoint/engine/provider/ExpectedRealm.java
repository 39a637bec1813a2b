package dev.setpoint.engine.provider;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Environment.Located;
import java.util.Optional;

/**
 * The account and region that the environment of a stack expects of a provider configuration.
 *
 * @param environment the name of the environment
 */
record ExpectedRealm(String environment, String configuration, Optional<Located> account, Optional<Located> region) {

    private static final String OTHER_ACCOUNT = "OtherAccount";
    private static final String OTHER_REGION = "OtherRegion";

    /** Returns what is expected; empty when the environment says nothing about the configuration. */
    static Optional<ExpectedRealm> of(Environment environment, String configuration) {
        return Optional.of(new ExpectedRealm(
                        environment.name(),
                        configuration,
                        environment.account(configuration),
                        environment.region(configuration)))
                .filter(expected ->
                        expected.account().isPresent() || expected.region().isPresent());
    }

    /** The place in the file of the environment that a refusal is about. */
    Optional<Span> place(ProviderException refusal) {
        var first = refusal.code().equals(OTHER_REGION) ? region : account;
        return first.or(() -> account).or(() -> region).map(Located::span);
    }

    /** The refusal of the realm in which the provider works, if it is another one. */
    Optional<ProviderException> refusal(Realm realm) {
        return account.filter(expected -> !expected.text().equals(realm.account()))
                .map(expected -> refusal(
                        OTHER_ACCOUNT,
                        "`%s` expects account %s, and the credentials of the provider `%s` are of account %s."
                                .formatted(environment, expected.text(), configuration, realm.account()),
                        "Use credentials of that account, or name the environment of this one by `--env`."))
                .or(() -> region.flatMap(expected -> realm.region()
                        .filter(found -> !found.equals(expected.text()))
                        .map(found -> refusal(
                                OTHER_REGION,
                                "`%s` expects region %s, and the provider `%s` works in %s."
                                        .formatted(environment, expected.text(), configuration, found),
                                "Write `region: ${stack.region}` under `providers`, in `" + configuration + "`."))));
    }

    private static ProviderException refusal(String code, String message, String hint) {
        return ProviderException.of(ProviderException.Kind.CREDENTIALS, code, message)
                .hint(hint);
    }
}
