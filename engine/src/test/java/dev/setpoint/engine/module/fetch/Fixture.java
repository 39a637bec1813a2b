package dev.setpoint.engine.module.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.module.ModuleLock;
import dev.setpoint.engine.module.ModuleStore;
import dev.setpoint.engine.module.TreeLimits;
import dev.setpoint.engine.module.fetch.ModuleLocking.Locked;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.testing.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A stack in a repository of its own, beside the repository of a module that somebody else has written. */
final class Fixture {

    static final String MODULE = """
            setpoint: v1
            module: bucket
            inputs: {name: {type: string}}
            resources: {value: {type: core.value, properties: {of: "${inputs.name}"}}}
            outputs: {name: "${value.of}"}
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final Path folder;
    final Path stack;
    final GitRepository remote;
    final Map<String, String> variables = new HashMap<>();
    TreeLimits limits = TreeLimits.DEFAULT;
    AllowedAccess allowed;
    Duration patience = PATIENCE;
    Optional<SSLContext> trust = Optional.empty();

    Fixture(Path temporary) throws IOException {
        folder = temporary.toRealPath();
        stack = Files.createDirectories(folder.resolve("repository/app"));
        Files.createDirectories(folder.resolve("repository/.git"));
        remote = GitRepository.in(folder.resolve("remote"));
        allowed = new AllowedAccess(List.of(), List.of(remote.folder()), Optional.empty());
        variables.put("PATH", System.getenv().getOrDefault("PATH", ""));
        variables.put("HOME", folder.toString());
        remote.write("bucket/setpoint.yaml", MODULE);
    }

    /** Writes a stack that calls a module by this source. */
    Fixture calling(String source) throws IOException {
        Files.writeString(
                stack.resolve("setpoint.yaml"),
                "setpoint: v1\nstack: app\nmodules:\n  a: {source: \"" + source + "\", inputs: {name: x}}\n");
        return this;
    }

    SpecFiles files() {
        return allowed.files(stack);
    }

    ModuleLocking locking() {
        return new ModuleLocking(
                new SchemaFiles(),
                allowed,
                new FetchSettings(variables, trust.orElseGet(Fixture::defaultTrust), limits, patience));
    }

    private static SSLContext defaultTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Document document() {
        return SourceFile.read(stack.resolve("setpoint.yaml"), "setpoint.yaml")
                .then(new Parser()::parse)
                .fold(
                        problems -> {
                            throw new AssertionError(problems);
                        },
                        document -> document);
    }

    Result<Locked> get() {
        return locking().get(document(), files());
    }

    /** The modules, which must all be there. */
    Locked got() {
        return get().fold(
                        problems -> {
                            throw new AssertionError(problems);
                        },
                        locked -> locked);
    }

    /** Checks the stack, which reads copies alone. */
    Result<Stack> check() {
        return new Checker(new SchemaFiles(), List.of(), allowed).check(document(), Bindings.NONE.in(files()));
    }

    void requireSound() {
        assertThat(check().diagnostics()).isEmpty();
    }

    /** The first problem of the check, which must fail. */
    Diagnostic complaint() {
        return problem(check());
    }

    /** The first problem of a command that must fail. */
    Diagnostic problem() {
        return problem(get());
    }

    static Diagnostic problem(Result<?> result) {
        return result.fold(List::getFirst, value -> {
            throw new AssertionError("Accepted: " + value);
        });
    }

    ModuleStore store() throws IOException {
        return new ModuleStore(files().repository(), limits);
    }

    ModuleLock lock() throws IOException {
        return store().lock()
                .fold(
                        problems -> {
                            throw new AssertionError(problems);
                        },
                        lock -> lock);
    }

    ModuleLock.Entry entry(String source) throws IOException {
        return Optional.ofNullable(lock().modules().get(source)).orElseThrow();
    }

    /** The copy of the only locked module. */
    Path copy() throws IOException {
        return store().copy(lock().modules().values().iterator().next().digest());
    }
}
