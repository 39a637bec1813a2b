package dev.setpoint.provider.aws;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.PermissionRequest;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.Arns;
import dev.setpoint.provider.aws.access.CallerPolicies;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.connection.AwsSettings;
import dev.setpoint.provider.aws.kms.KeyAliases;
import dev.setpoint.provider.aws.kms.KeySpellings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** One configured provider of AWS types. It is the same over real clients and over simulated ones. */
public final class AwsProvider implements Provider {

    private static final String ARN = "arn";

    private final Aws aws;
    private final AwsSettings settings;
    private final KeyAliases aliases;
    private final Map<TypeName, Optional<RegisteredType>> types = new ConcurrentHashMap<>();

    public AwsProvider(Aws aws, AwsSettings settings) {
        this.aws = aws;
        this.settings = settings;
        this.aliases = new KeyAliases(aws);
    }

    @Override
    public Optional<Realm> realm(Call call) {
        var account = aws.caller(call).accountId();
        if (!settings.allowedAccountIds().isEmpty()
                && !settings.allowedAccountIds().contains(account)) {
            throw ProviderException.of(
                            Kind.CREDENTIALS,
                            "WrongAccount",
                            "The credentials are for account " + account + ", and this provider may work only in "
                                    + String.join(", ", new TreeSet<>(settings.allowedAccountIds())) + ".")
                    .hint("Use another profile or role, or change `allowedAccountIds`.");
        }
        return Optional.of(new Realm(account, Optional.of(aws.region())));
    }

    @Override
    public Value.Map location() {
        return aws.location();
    }

    @Override
    public Optional<RegisteredType> type(TypeSchema schema) {
        return types.computeIfAbsent(
                schema.name(),
                name -> AwsServices.of(name)
                        .flatMap(service -> service.type(schema, aws))
                        .map(type -> new RegisteredType(
                                new ConsistentType(
                                        type.resource(), schema.properties(), KeySpellings.of(schema, aliases), aws),
                                type.preflight(),
                                type.verification(),
                                type.rules())));
    }

    @Override
    public Optional<DataSource> dataSource(TypeSchema schema) {
        return AwsServices.of(schema.name()).flatMap(service -> service.dataSource(schema.name(), aws));
    }

    @Override
    public Value.Map complete(TypeSchema schema, Value.Map desired) {
        var tagged = AwsProperties.tagged(schema, settings.defaultTags(), desired);
        return type(schema).map(type -> type.resource().completed(tagged)).orElse(tagged);
    }

    @Override
    public List<Grant> grants(PermissionRequest need) {
        return Arns.grants(need, aws.region());
    }

    @Override
    public Set<Grant> lacking(Collection<Grant> grants, Call call) {
        return new CallerPolicies(aws, call).lacking(grants);
    }

    @Override
    public Value.Map foreseen(TypeSchema schema, Value.Map properties, Optional<Realm> realm) {
        return schema.properties()
                .attribute(ARN)
                .filter(Attribute::output)
                .flatMap(_ -> Arns.foreseen(schema, properties, realm, aws.region()))
                .map(arn -> Value.Map.EMPTY.with(ARN, Value.of(arn)))
                .orElse(Value.Map.EMPTY);
    }

    @Override
    public void close() {
        aws.close();
    }
}
