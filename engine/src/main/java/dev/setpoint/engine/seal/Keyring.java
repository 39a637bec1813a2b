package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys of a stack: the current one encrypts, and earlier ones decrypt until everything is written again. */
final class Keyring implements Sealer {

    private final Optional<KeySource> current;
    private final List<KeySource> all;
    private final Map<Seal, Result<DataKey>> opened = new HashMap<>();
    private Optional<Result<Optional<DataKey>>> own = Optional.empty();

    /** @param current the current key; empty to write in plain text */
    Keyring(Optional<KeySource> current, List<KeySource> previous) {
        this.current = current;
        this.all = new ArrayList<>();
        current.ifPresent(all::add);
        all.addAll(previous);
    }

    @Override
    public synchronized Result<Optional<DataKey>> key() {
        var made = own.orElseGet(() ->
                current.map(source -> source.make().map(Optional::of)).orElseGet(() -> Result.ok(Optional.empty())));
        own = Optional.of(made);
        return made;
    }

    @Override
    public synchronized Result<DataKey> open(String what, Seal seal) {
        var known = Optional.ofNullable(opened.get(seal));
        return known.orElseGet(() -> {
            var found = find(what, seal);
            opened.put(seal, found);
            return found;
        });
    }

    /** Finds the key that opens a seal. An unavailable key is a problem only when no other one opens it. */
    private Result<DataKey> find(String what, Seal seal) {
        var tried = all.stream()
                .filter(source -> source.method().equals(seal.method()))
                .toList();
        var problems = new ArrayList<Diagnostic>();
        for (var source : tried) {
            switch (source.open(seal)) {
                case Result.Ok<Optional<DataKey>>(var key, var _) -> {
                    if (key.isPresent()) {
                        return Result.ok(key.get());
                    }
                }
                case Result.Failed<Optional<DataKey>>(var diagnostics) -> problems.addAll(diagnostics);
            }
        }
        return problems.isEmpty() ? Result.failed(refusal(what, seal, tried)) : new Result.Failed<>(problems);
    }

    private static Diagnostic refusal(String what, Seal seal, List<KeySource> tried) {
        var with = seal.content().string("key").map(key -> "the key `" + key + "`");
        if (tried.isEmpty() || with.isPresent()) {
            return Diagnostic.error(
                            "SP0754",
                            what + " is encrypted with " + with.orElseGet(() -> "a " + seal.method())
                                    + ", which the stack's `encryption` does not name.")
                    .hint("Name it under `previous`: the state is read with it, and encrypted with the current"
                            + " key at the next change or by `setpoint state seal`.");
        }
        var names = tried.stream().map(KeySource::name).collect(Collectors.joining(" and not with "));
        return Diagnostic.error("SP0756", what + " is not encrypted with " + names + ".")
                .hint("It was encrypted with another passphrase. After a change of the passphrase, keep the old"
                        + " one under `previous` until the state is written again: at the next change, or by"
                        + " `setpoint state"
                        + " seal`.");
    }

    @Override
    public void close() {
        all.forEach(KeySource::close);
    }
}
