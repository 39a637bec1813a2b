package dev.setpoint.engine.provider;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.call.ReadCall;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.operator.Refusal;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.validation.ProviderView;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The configured providers of one stack. Each is opened on first use. Thread-safe. */
public final class Providers implements AutoCloseable {

    /** Code of a refusal by the operator. */
    private static final String NOT_ALLOWED = "NotAllowed";

    private final Stack stack;
    private final EngineSettings environment;
    private final Map<String, Provider> open = new ConcurrentHashMap<>();

    public Providers(Stack stack, EngineSettings environment) {
        this.stack = stack;
        this.environment = environment;
    }

    /**
     * Returns the provider of a configuration.
     *
     * @param configuration {@code aws}, {@code aws.replica}; a name without a block has empty settings
     * @throws ProviderException when no such provider is installed or its settings are invalid
     */
    public Provider provider(String configuration) {
        return open.computeIfAbsent(configuration, this::open);
    }

    /**
     * Returns a resource type of a configured provider.
     *
     * @throws ProviderException when the provider has no such type
     */
    public RegisteredType type(String configuration, TypeSchema type) {
        return provider(configuration).type(type).orElseThrow(() -> missing(configuration, type.name()));
    }

    /**
     * A resource type of a configured provider, of which only the name is known: a state keeps no schemas.
     *
     * @throws ProviderException when there is no such type
     */
    public ResourceType resource(String configuration, TypeName name, SchemaCatalog schemas) {
        return schemas.type(name)
                .map(type -> type(configuration, type))
                .orElseThrow(() -> missing(configuration, name))
                .resource();
    }

    /**
     * Returns a data source of a configured provider.
     *
     * @throws ProviderException when the provider has no such data source
     */
    public DataSource data(String configuration, TypeSchema source) {
        return provider(configuration).dataSource(source).orElseThrow(() -> missing(configuration, source.name()));
    }

    /**
     * Adds the defaults of the provider configuration, such as default tags, to the properties of a resource. Secret
     * values stay secret, and so do values derived from them.
     *
     * @throws ProviderException when the provider refuses the properties
     */
    public Value.Map complete(String configuration, TypeSchema type, Value.Map desired) {
        var completed = provider(configuration).complete(type, desired);
        return Visibility.concealed(type.properties(), Visibility.kept(desired, completed));
    }

    /** Returns the properties of a resource as its provider takes them, to be validated. Opens nothing. */
    public ProviderView view(String configuration, TypeSchema type, Value.Map properties) {
        return ProviderView.of(configuration, find(configuration), type, settings(configuration), properties);
    }

    /** Returns the {@link Provider#location()} of each open provider. */
    public Map<String, Value.Map> locations() {
        var locations = new TreeMap<String, Value.Map>();
        open.forEach((configuration, provider) -> locations.put(configuration, provider.location()));
        return locations;
    }

    /** Returns the limit of resources that may be read or changed at once. */
    public int parallelism() {
        return environment.parallelism();
    }

    private Provider open(String configuration) {
        var factory = factory(configuration);
        var settings = settings(configuration);
        refusals(configuration, factory, settings).stream().findFirst().ifPresent(refusal -> {
            throw refused(ProviderException.Kind.INVALID, refusal.diagnostic());
        });
        var provider = factory.open(new ProviderFactory.Configuration(
                configuration,
                settings,
                environment.variables(),
                environment.sandboxFolder(),
                environment.files(),
                environment.parallelism(),
                stack.environment()
                        .flatMap(chosen -> chosen.account(configuration))
                        .map(Environment.Located::text)));
        if (checksRealm(configuration, factory)) {
            try {
                realmRefusal(configuration, factory, provider).ifPresent(refusal -> {
                    throw refusal;
                });
            } catch (ProviderException e) {
                provider.close();
                throw e;
            }
        }
        return provider;
    }

    private static ProviderException refused(ProviderException.Kind kind, Diagnostic problem) {
        return ProviderException.of(kind, NOT_ALLOWED, problem.message())
                .hint(problem.hint().orElse(""));
    }

    private boolean checksRealm(String configuration, ProviderFactory factory) {
        return restrictsRealm(factory) || expected(configuration, factory).isPresent();
    }

    /** The account and region that the environment of the stack expects, of a provider that has a cloud. */
    private Optional<ExpectedRealm> expected(String configuration, ProviderFactory factory) {
        return stack.environment()
                .filter(_ -> !factory.local())
                .flatMap(chosen -> ExpectedRealm.of(chosen, configuration));
    }

    private boolean restrictsRealm(ProviderFactory factory) {
        return environment.allowed().restrictsAccounts() && !factory.simulated() && !factory.local();
    }

    private Optional<ProviderException> realmRefusal(String configuration, ProviderFactory factory, Provider provider) {
        return provider.realm(ReadCall.of(Address.provider(configuration)))
                .flatMap(realm -> Optional.of(realm)
                        .filter(_ -> restrictsRealm(factory))
                        .flatMap(found -> environment.allowed().realm(found, subject(configuration)))
                        .map(problem -> refused(ProviderException.Kind.CREDENTIALS, problem))
                        .or(() -> expected(configuration, factory).flatMap(expected -> expected.refusal(realm))));
    }

    private static String subject(String configuration) {
        return "The provider `" + configuration + "`";
    }

    private List<Refusal> refusals(String configuration, ProviderFactory factory, Value.Map settings) {
        return environment.allowed().refusals(factory.reach(settings, environment.variables()), subject(configuration));
    }

    /** Checks all provider blocks, used or not, against the access that the operator allows. Makes no call. */
    public List<Diagnostic> refusals() {
        return stack.providers().values().stream()
                .flatMap(block -> refusals(block.name(), factory(block.name()), settings(block.name())).stream()
                        .map(refusal -> refusal.diagnostic()
                                .at(Optional.of(block.settings().spanAt(refusal.setting())))))
                .toList();
    }

    /**
     * Returns a problem for each provider block whose credentials belong to an account that the operator does not
     * allow, or that is not the one of the stack's environment.
     */
    public List<Diagnostic> accountProblems() {
        return stack.providers().values().stream()
                .filter(block -> checksRealm(block.name(), factory(block.name())))
                .flatMap(block -> accountProblem(block).stream())
                .toList();
    }

    private Optional<Diagnostic> accountProblem(Stack.ProviderBlock block) {
        try {
            provider(block.name());
            return Optional.empty();
        } catch (ProviderException e) {
            var unexpected = expected(block.name(), factory(block.name()))
                    .filter(_ -> !e.code().equals(NOT_ALLOWED))
                    .flatMap(expected -> expected.place(e));
            return Optional.of(unexpected
                    .map(place -> Diagnostic.error("SP0277", place, e.text()).related("the provider", block.span()))
                    .orElseGet(() -> Diagnostic.error("SP0246", block.span(), e.text()))
                    .hint(e.hint()));
        }
    }

    /** Returns the settings of a configuration, including secrets: from its block, or else from the state. */
    public Value.Map settings(String configuration) {
        return Optional.ofNullable(stack.providers().get(configuration))
                .map(block -> block.settings().present(new InputScope(stack)))
                .or(() -> Optional.ofNullable(stack.departed().get(configuration)))
                .orElse(Value.Map.EMPTY);
    }

    private ProviderFactory factory(String configuration) {
        return find(configuration)
                .orElseThrow(() -> ProviderException.of(
                        ProviderException.Kind.INVALID,
                        "NoSuchProvider",
                        "No provider named `" + ProviderFactory.name(configuration) + "` is installed"
                                + (environment.sandbox() ? " for the sandbox." : ".")));
    }

    private Optional<ProviderFactory> find(String configuration) {
        return ProviderFactory.of(configuration, environment.usableFactories());
    }

    private static ProviderException missing(String configuration, TypeName name) {
        return ProviderException.of(
                ProviderException.Kind.INVALID,
                "NoSuchType",
                "The provider `" + configuration + "` has no type `" + name + "`.");
    }

    @Override
    public void close() {
        open.values().forEach(Provider::close);
    }
}
