package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.spi.state.KeyServiceFactory;
import dev.setpoint.engine.stack.Stack.EncryptionBlock;
import dev.setpoint.engine.stack.Stack.KeyBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates a stack's sealer from its {@code encryption} block. Passphrases are read and key services called only when
 * something is sealed or opened.
 */
public final class Encryption {

    private final SpecFiles files;
    private final Map<String, String> variables;
    private final Function<String, Optional<KeyServiceFactory>> services;

    /**
     * @param files files that may contain passphrases
     * @param variables the process environment
     * @param services installed key services by name
     */
    public Encryption(
            SpecFiles files, Map<String, String> variables, Function<String, Optional<KeyServiceFactory>> services) {
        this.files = files;
        this.variables = variables;
        this.services = services;
    }

    /** Creates the sealer, which the caller closes. */
    public Result<Sealer> sealer(String stack, EncryptionBlock block) {
        if (block.isEmpty()) {
            return Result.ok(Sealer.NONE);
        }
        var problems = new ArrayList<Diagnostic>();
        var current = block.current().flatMap(key -> source(stack, key, problems));
        var previous = block.previous().stream()
                .flatMap(key -> source(stack, key, problems).stream())
                .toList();
        return Result.of(new Keyring(current, previous), List.copyOf(problems));
    }

    private Optional<KeySource> source(String stack, KeyBlock key, List<Diagnostic> problems) {
        var place = Optional.of(key.span());
        if (key.method().equals(PassphraseKeys.METHOD)) {
            var passphrase = passphrase(key);
            passphrase.weakness(place).ifPresent(problems::add);
            return Optional.of(new PassphraseKeys(passphrase, place));
        }
        var factory = services.apply(key.method());
        if (factory.isEmpty()) {
            problems.add(Diagnostic.error(
                    "SP0758",
                    key.span(),
                    "No key service `" + key.method() + "` to encrypt a state with is installed."));
        }
        var configuration = new KeyServiceFactory.Configuration(key.settings(), variables, stack);
        return factory.map(service -> new ServiceKeys(key.method(), () -> service.open(configuration), place));
    }

    private Passphrase passphrase(KeyBlock key) {
        return key.settings()
                .string("file")
                .<Passphrase>map(file -> new Passphrase.FromFile(file, files))
                .orElseGet(() -> new Passphrase.FromVariable(
                        key.settings().string("variable").orElse(""), variables));
    }
}
