package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Compares the account and region of each provider with those in the state. In another account or region, all objects
 * would seem to be gone.
 */
record AccountGuard(
        Stack stack,
        ProviderSwitch home,
        SchemaCatalog catalog,
        Map<String, CompletableFuture<Result<Optional<Realm>>>> asked) {

    private static final int NAMED = 3;

    /** Asks all provider configurations in parallel. */
    static AccountGuard ask(
            Stack stack, ProviderSwitch home, SchemaCatalog catalog, Iterable<String> providers, LiveReader reader) {
        var asked = new TreeMap<String, CompletableFuture<Result<Optional<Realm>>>>();
        providers.forEach(provider -> asked.computeIfAbsent(provider, reader::realm));
        return new AccountGuard(stack, home, catalog, asked);
    }

    /**
     * Returns the account and region of each provider configuration, or the problems when they differ from the
     * state's. Configurations that are not in use keep theirs.
     */
    Result<Map<String, Realm>> settle() {
        var realms = new TreeMap<>(home.state().realms());
        var problems = new ArrayList<Diagnostic>();
        asked.forEach((provider, answer) -> {
            switch (answer.join()) {
                case Result.Failed<Optional<Realm>>(var diagnostics) -> problems.addAll(diagnostics);
                case Result.Ok<Optional<Realm>>(var realm, var _) ->
                    realm.ifPresent(now -> {
                        var before = Optional.ofNullable(realms.put(provider, now));
                        before.flatMap(then -> moved(provider, then, now)).ifPresent(problems::add);
                    });
            }
        });
        return Result.of(realms, List.copyOf(problems));
    }

    /** Returns a problem when resources of the state are in another account or region. */
    private Optional<Diagnostic> moved(String provider, Realm then, Realm now) {
        var made = home.state().resources().values().stream()
                .filter(resource ->
                        resource.provider().equals(provider) && !home.former().containsKey(resource.address()))
                .filter(resource -> type(resource).filter(TypeSchema::stateOnly).isEmpty())
                .toList();
        if (!then.account().equals(now.account())) {
            return made.isEmpty() ? Optional.empty() : Optional.of(otherAccount(provider, then, now));
        }
        var bound = made.stream()
                .filter(resource -> type(resource).filter(TypeSchema::global).isEmpty())
                .toList();
        var regionsDiffer = then.region().isPresent()
                && now.region().isPresent()
                && !then.region().equals(now.region());
        return regionsDiffer && !bound.isEmpty()
                ? Optional.of(otherRegion(
                        provider, bound, then.region().get(), now.region().get()))
                : Optional.empty();
    }

    private Optional<TypeSchema> type(ResourceState resource) {
        return catalog.type(resource.type());
    }

    private Diagnostic otherAccount(String provider, Realm then, Realm now) {
        return Diagnostic.error(
                        "SP0502",
                        "Provider `" + provider + "` works in account " + now.account()
                                + ", but this stack was applied in account " + then.account() + ".")
                .at(block(provider))
                .hint("Use the credentials of account " + then.account() + ", or a stack of another name for account "
                        + now.account() + ".");
    }

    private Diagnostic otherRegion(String provider, List<ResourceState> bound, String then, String now) {
        var names = bound.stream()
                .limit(NAMED)
                .map(resource -> "`" + resource.address() + "`")
                .collect(Collectors.joining(", "));
        var more = bound.size() > NAMED ? " and " + (bound.size() - NAMED) + " more" : "";
        return Diagnostic.error(
                        "SP0503",
                        "Provider `" + provider + "` works in " + now + ", but " + names + more + " "
                                + (bound.size() == 1 ? "was" : "were") + " made with it in " + then + ".")
                .at(block(provider))
                .hint("Leave its region, and add a provider for the other one: `" + provider
                        + (provider.contains(".") ? "2" : ".other") + ": {region: " + now
                        + "}`. To move everything, destroy the stack first.");
    }

    private Optional<Span> block(String provider) {
        return Optional.ofNullable(stack.providers().get(provider)).map(Stack.ProviderBlock::span);
    }
}
