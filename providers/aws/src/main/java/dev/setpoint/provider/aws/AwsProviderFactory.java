package dev.setpoint.provider.aws;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.IamDocuments;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.RequestLimit;
import dev.setpoint.provider.aws.connection.AwsReach;
import dev.setpoint.provider.aws.connection.AwsSettings;
import dev.setpoint.provider.aws.connection.SdkClients;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens providers for real AWS, or whatever answers at an overridden endpoint. */
public final class AwsProviderFactory implements ProviderFactory {

    private final AtomicReference<@Nullable RequestLimit> inFlight = new AtomicReference<>();

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public List<Value.Map> policies(Collection<Grant> grants) {
        return IamDocuments.parts(grants);
    }

    @Override
    public Value.Map policy(Collection<Grant> grants) {
        return IamDocuments.whole(grants);
    }

    @Override
    public Value.Map within(Value.Map settings, Realm realm) {
        return AwsSettings.within(settings, realm);
    }

    @Override
    public Reach reach(Value.Map settings, Map<String, String> environment) {
        return AwsReach.of(settings, environment, Optional.empty());
    }

    @Override
    public List<PropertyRule> rules(TypeSchema schema) {
        return AwsProperties.rules(schema);
    }

    @Override
    public List<PlanRule> specRules(TypeSchema schema) {
        return AwsProperties.specRules(schema);
    }

    @Override
    public Value.Map merged(TypeSchema schema, Value.Map settings, Value.Map properties) {
        return AwsProperties.merged(schema, settings, properties);
    }

    @Override
    public Provider open(Configuration configuration) {
        var settings = AwsSettings.from(configuration.settings());
        var clients = new SdkClients(settings, configuration.environment());
        return new AwsProvider(
                new Aws(
                        clients,
                        shared(configuration.parallelism()),
                        configuration.files(),
                        settings.expectedBucketOwner()),
                settings);
    }

    /** One limit for all providers: they share the machine and, nearly always, the account's quotas. */
    private RequestLimit shared(int parallelism) {
        var made = new RequestLimit(parallelism);
        var before = inFlight.compareAndExchange(null, made);
        return before == null ? made : before;
    }
}
