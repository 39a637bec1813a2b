package dev.setpoint.engine.operator;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The endpoints, files, accounts and backends that the operator allows a spec to use. They come from options,
 * environment variables and a policy file, never from the spec. Options and variables cannot add endpoints or paths
 * when a policy lists them.
 *
 * @param endpoints endpoints that are allowed besides the cloud's own
 * @param paths absolute paths of folders or files that are allowed besides the stack's repository
 */
public record AllowedAccess(List<AllowedEndpoint> endpoints, List<Path> paths, Optional<OperatorPolicy> policy) {

    /** Allows the cloud's own endpoints and the stack's repository. */
    public static final AllowedAccess DEFAULT = new AllowedAccess(List.of(), List.of(), Optional.empty());

    private static final PropertyPath ENDPOINT = PropertyPath.of("endpoint");
    private static final PropertyPath ROLE = PropertyPath.of("assumeRole").name("roleArn");

    public AllowedAccess {
        endpoints = List.copyOf(endpoints);
        paths = List.copyOf(paths);
    }

    /** Returns this access with one more endpoint, such as {@code http://localhost:4566}. */
    public AllowedAccess with(String address) {
        var all = new ArrayList<>(endpoints);
        address(address)
                .map(AllowedEndpoint::text)
                .flatMap(AllowedEndpoint::parse)
                .ifPresent(all::add);
        return new AllowedAccess(all, paths, policy);
    }

    /** Returns the files that a stack in the folder may read. */
    public SpecFiles files(Path folder) {
        return policy.flatMap(OperatorPolicy::paths)
                .map(listed -> new SpecFiles(folder, listed, true))
                .orElseGet(() -> new SpecFiles(folder, paths, false));
    }

    /**
     * Returns the settings of a provider configuration that are not allowed. Makes no call.
     *
     * @param who the subject of a sentence: {@code The provider `aws`}
     */
    public List<Refusal> refusals(Reach reach, String who) {
        var refusals = new ArrayList<Refusal>();
        reach.endpoint()
                .flatMap(text -> endpoint(text, who))
                .ifPresent(problem -> refusals.add(new Refusal(ENDPOINT, problem)));
        policy.ifPresent(fixed -> {
            refuse(fixed, fixed.regions(), reach.region(), who, "region", PropertyPath.of("region"), refusals);
            refuse(fixed, fixed.profiles(), reach.profile(), who, "profile", PropertyPath.of("profile"), refusals);
            refuse(fixed, fixed.roles(), reach.role(), who, "role", ROLE, refusals);
        });
        return refusals;
    }

    private Optional<Diagnostic> endpoint(String text, String who) {
        var address = address(text);
        if (address.isEmpty()) {
            return Optional.of(Diagnostic.error("SP0240", who + " has an endpoint that is not a valid address.")
                    .hint("Write it like `https://emulator.example.org:4566`."));
        }
        var listed = policy.flatMap(OperatorPolicy::endpoints);
        if (listed.orElse(endpoints).stream().anyMatch(one -> one.permits(address.get()))) {
            return Optional.empty();
        }
        var target = AllowedEndpoint.text(address.get());
        var plain = AllowedEndpoint.isPlain(address.get()) && target.startsWith("http:");
        var sentence = plain
                ? who + " would send requests and credentials over plain HTTP to `" + target
                        + "`, which the operator has not allowed."
                : who + " would send requests and credentials to `" + target
                        + "`, which is not one of the cloud's own addresses and which the operator has not allowed.";
        return Optional.of(Diagnostic.error(plain ? "SP0241" : "SP0240", sentence)
                .hint(
                        listed.isPresent()
                                ? "The operator's policy `" + name() + "` must list `" + target + "` under `endpoints`."
                                : "To allow it, run the command with `--allow-endpoint " + target
                                        + "`, or add it to the variable SETPOINT_ALLOW_ENDPOINTS."));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> AllowedEndpoint.isWeb(uri) && uri.getHost() != null && uri.getRawUserInfo() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void refuse(
            OperatorPolicy policy,
            Optional<List<String>> allowed,
            Optional<String> used,
            String who,
            String kind,
            PropertyPath place,
            List<Refusal> refusals) {
        used.filter(text -> !OperatorPolicy.allows(allowed, text))
                .ifPresent(text -> refusals.add(new Refusal(
                        place,
                        refused(
                                who + " uses the " + kind + " `" + text + "`",
                                allowed.orElse(List.of()),
                                policy.name()))));
    }

    private static Diagnostic refused(String sentence, List<String> allowed, String policy) {
        return Diagnostic.error("SP0242", sentence + ", which the operator's policy `" + policy + "` does not allow.")
                .hint(allowed.isEmpty() ? "It allows none." : "It allows: " + String.join(", ", allowed) + ".");
    }

    /** Returns a problem when modules may not be fetched from the host. */
    public Optional<Diagnostic> moduleHost(String host) {
        return policy.filter(fixed -> !OperatorPolicy.allows(fixed.moduleHosts(), host.toLowerCase(Locale.ROOT)))
                .map(fixed -> Diagnostic.error(
                                "SP0255",
                                "The module comes from `" + host + "`, which the operator's policy `" + fixed.name()
                                        + "` does not allow.")
                        .hint(
                                fixed.moduleHosts().orElse(List.of()).isEmpty()
                                        ? "It allows no remote modules."
                                        : "It allows: "
                                                + String.join(
                                                        ", ",
                                                        fixed.moduleHosts().orElse(List.of())) + "."));
    }

    /** Tells whether a policy lists the hosts that modules may be fetched from. */
    public boolean restrictsModuleHosts() {
        return policy.flatMap(OperatorPolicy::moduleHosts).isPresent();
    }

    /** Returns a problem when the backend is not allowed. */
    public Optional<Diagnostic> backend(String kind, Value.Map settings) {
        return policy.filter(fixed -> !fixed.allowsBackend(kind, settings))
                .map(fixed -> Diagnostic.error(
                                "SP0243",
                                "The state would be kept in "
                                        + (kind.equals(OperatorPolicy.LOCAL)
                                                ? "the folder beside the stack"
                                                : "`" + kind + "://"
                                                        + settings.string("bucket")
                                                                .orElse("") + "/"
                                                        + settings.string("key").orElse("") + "`")
                                        + ", which the operator's policy `" + fixed.name() + "` does not allow.")
                        .hint("It lists the allowed places under `backends`."));
    }

    /**
     * Returns a problem when the account or region of the credentials is not allowed.
     *
     * @param who the subject of a sentence
     */
    public Optional<Diagnostic> realm(Realm realm, String who) {
        return account(realm.account(), who)
                .or(() -> policy.flatMap(fixed -> realm.region()
                        .filter(region -> !OperatorPolicy.allows(fixed.regions(), region))
                        .map(region -> refused(
                                who + " works in the region `" + region + "`",
                                fixed.regions().orElse(List.of()),
                                fixed.name()))));
    }

    /** Returns a problem when the account of the credentials is not allowed. */
    public Optional<Diagnostic> account(String account, String who) {
        return policy.filter(fixed -> !OperatorPolicy.allows(fixed.accounts(), account))
                .map(fixed -> refused(
                        who + " works in the account `" + account + "`",
                        fixed.accounts().orElse(List.of()),
                        fixed.name()));
    }

    /** Tells whether a policy restricts accounts, so that providers must be asked for theirs. */
    public boolean restrictsAccounts() {
        return policy.filter(
                        fixed -> fixed.accounts().isPresent() || fixed.regions().isPresent())
                .isPresent();
    }

    private String name() {
        return policy.map(OperatorPolicy::name).orElse("");
    }
}
