package dev.setpoint.provider.sandbox;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.AwsProperties;
import dev.setpoint.provider.aws.AwsProvider;
import dev.setpoint.provider.aws.access.IamDocuments;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.Clients;
import dev.setpoint.provider.aws.client.RequestLimit;
import dev.setpoint.provider.aws.connection.AwsSettings;
import dev.setpoint.provider.sandbox.call.CallListener;
import dev.setpoint.provider.sandbox.call.Settings;
import dev.setpoint.provider.sandbox.store.SandboxFileException;
import dev.setpoint.provider.sandbox.world.Account;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The provider {@code aws} over the sandbox: the production resource types on simulated clients. Providers
 * of one run and one folder share a sandbox, and thereby its clock. {@link Settings} lists the environment
 * variables that make things go wrong.
 */
public final class SandboxProviderFactory implements ProviderFactory {

    private static final String DEFAULT_REGION = "us-east-1";

    /** Folder of the accounts that environments expect; each is a cloud of its own. */
    private static final String ACCOUNTS = "accounts";

    private final Map<Path, Sandbox> sandboxes = new ConcurrentHashMap<>();
    private final Map<Path, RequestLimit> limits = new ConcurrentHashMap<>();
    private final CallListener watch;

    public SandboxProviderFactory() {
        this(CallListener.NONE);
    }

    /** @param watch sees every call to its sandboxes */
    public SandboxProviderFactory(CallListener watch) {
        this.watch = watch;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public boolean simulated() {
        return true;
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
        var environment = configuration.environment();
        var cloud = configuration.sandboxFolder().toAbsolutePath().normalize();
        var account = configuration.account().map(expected -> account(environment, expected));
        var folder = account.map(id -> cloud.resolve(ACCOUNTS).resolve(id)).orElse(cloud);
        var sandbox = sandboxes.computeIfAbsent(folder, path -> sandbox(path, environment, account, watch));
        var inFlight = limits.computeIfAbsent(folder, _ -> new RequestLimit(configuration.parallelism()));
        return new AwsProvider(
                new Aws(
                        clients(sandbox, settings, environment),
                        inFlight,
                        configuration.files(),
                        settings.expectedBucketOwner()),
                settings);
    }

    /** The account of a sandbox for which one is expected: that one, unless a variable gives the credentials of another. */
    private static String account(Map<String, String> environment, String expected) {
        var given = environment.getOrDefault(Settings.ACCOUNT, "").strip();
        return given.isEmpty() ? expected : given;
    }

    /** @throws ProviderException when the folder or a variable does not serve */
    static Sandbox sandbox(Path folder, Map<String, String> environment, CallListener watch) {
        return sandbox(folder, environment, Optional.empty(), watch);
    }

    private static Sandbox sandbox(
            Path folder, Map<String, String> environment, Optional<String> account, CallListener watch) {
        try {
            var settings = Settings.from(environment).watchedBy(watch);
            return Sandbox.open(
                    folder, account.map(Account::new).map(settings::with).orElse(settings));
        } catch (SandboxFileException e) {
            throw unusable(e).hint(e.hint());
        } catch (IllegalArgumentException e) {
            throw unusable(e).hint("Correct the variable, or unset it.");
        }
    }

    private static ProviderException unusable(RuntimeException e) {
        return ProviderException.of(Kind.UNREACHABLE, "SandboxUnusable", String.valueOf(e.getMessage()))
                .causedBy(e);
    }

    static Clients clients(Sandbox sandbox, AwsSettings settings, Map<String, String> environment) {
        var region = settings.region()
                .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .orElse(DEFAULT_REGION);
        return new SandboxClients(sandbox, region);
    }
}
