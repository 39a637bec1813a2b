package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The account guard: a state made in one account is never applied in another. */
record Realms(Stack stack, State state, Map<String, CompletableFuture<Result<Optional<String>>>> asked) {

    /** Asks each provider configuration once, all at the same time. */
    static Realms ask(Stack stack, State state, Iterable<String> providers, LiveReader reader) {
        var asked = new TreeMap<String, CompletableFuture<Result<Optional<String>>>>();
        providers.forEach(provider -> asked.computeIfAbsent(provider, reader::realm));
        return new Realms(stack, state, asked);
    }

    /** The accounts, those of configurations not in use as they were; or why this is not the state's world. */
    Result<Map<String, String>> settle() {
        var realms = new TreeMap<>(state.realms());
        var problems = new ArrayList<Diagnostic>();
        asked.forEach((provider, answer) -> {
            switch (answer.join()) {
                case Result.Failed<Optional<String>>(var diagnostics) -> problems.addAll(diagnostics);
                case Result.Ok<Optional<String>>(var realm, var _) ->
                    realm.ifPresent(now -> {
                        var before = Optional.ofNullable(realms.put(provider, now));
                        before.filter(then -> !then.equals(now))
                                .ifPresent(then -> problems.add(moved(provider, then, now)));
                    });
            }
        });
        return Result.of(realms, List.copyOf(problems));
    }

    private Diagnostic moved(String provider, String then, String now) {
        var block = Optional.ofNullable(stack.providers().get(provider));
        return Diagnostic.error(
                        "SP0502",
                        "Provider `" + provider + "` works in account " + now
                                + ", but this stack was applied in account " + then + ".")
                .at(block.map(Stack.ProviderBlock::span))
                .hint("Use the credentials of account " + then + ", or a stack of another name for account " + now
                        + ".");
    }
}
