package dev.setpoint.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.state.KeyService;
import dev.setpoint.engine.spi.state.KeyServiceFactory;
import dev.setpoint.engine.stack.Stack.EncryptionBlock;
import dev.setpoint.engine.stack.Stack.KeyBlock;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a stack: their sources, the seals they open, and the messages when they do not. */
final class EncryptionTest {

    private static final Span SPAN = new Span(new Source("spec.yaml", "encryption: {}"), 1, 1, 1, 11);
    private static final byte[] CLEAR = "what was done".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "FIRST", "correct horse battery staple", "SECOND", "another horse battery staple", "SHORT", "horse"));

    /** Requests to the key service. */
    private final List<String> calls = new ArrayList<>();

    private Optional<ProviderException> failure = Optional.empty();

    @Test
    void anotherRunDecryptsWithTheSamePassphrase() {
        var sealed = seal(sealer(passphrase("FIRST")));

        assertThat(open(sealer(passphrase("FIRST")), sealed)).hasValue(CLEAR);
    }

    @Test
    void anotherPassphraseIsRefusedByName() {
        var sealed = seal(sealer(passphrase("FIRST")));

        var problem = problem(sealer(passphrase("SECOND")).open("The state `x`", sealed.seal()));
        assertThat(problem.code()).isEqualTo("SP0756");
        assertThat(problem.message()).isEqualTo("The state `x` is not encrypted with the passphrase in `SECOND`.");
        assertThat(problem.hint().orElseThrow()).contains("previous");
    }

    @Test
    void aPreviousPassphraseOpensAndTheCurrentOneSeals() {
        var sealed = seal(sealer(passphrase("FIRST")));

        var rotating = sealer(passphrase("SECOND"), passphrase("FIRST"));
        assertThat(open(rotating, sealed)).hasValue(CLEAR);
        assertThat(open(sealer(passphrase("SECOND")), seal(rotating))).hasValue(CLEAR);
    }

    @Test
    void aPreviousPassphraseThatIsNotThereAnyMoreIsMissedOnlyByWhatItSealed() {
        var old = seal(sealer(passphrase("FIRST")));
        var fresh = seal(sealer(passphrase("SECOND")));
        variables.remove("FIRST");

        assertThat(open(sealer(passphrase("SECOND"), passphrase("FIRST")), fresh))
                .hasValue(CLEAR);
        assertThat(problem(sealer(passphrase("SECOND"), passphrase("FIRST")).open("It", old.seal()))
                        .code())
                .isEqualTo("SP0750");
    }

    @Test
    void withNothingButPreviousKeysItIsWrittenInClear() {
        var sealed = seal(sealer(passphrase("FIRST")));
        var ending =
                value(encryption().sealer("shop", new EncryptionBlock(Optional.empty(), List.of(passphrase("FIRST")))));

        assertThat(open(ending, sealed)).hasValue(CLEAR);
        assertThat(value(ending.key())).isEmpty();
    }

    @Test
    void aVariableThatIsNotSetOrTooShortIsRefusedAtItsPlace() {
        var missing = problem(sealer(passphrase("NOWHERE")).key());
        assertThat(missing.code()).isEqualTo("SP0750");
        assertThat(missing.message()).contains("`NOWHERE` for the passphrase of the state is not set");
        assertThat(missing.span()).hasValue(SPAN);

        var small = problem(sealer(passphrase("SHORT")).key());
        assertThat(small.code()).isEqualTo("SP0752");
        assertThat(small.message()).contains("at least 16 characters", "has 5").doesNotContain("horse");
    }

    @Test
    void aFileIsTakenWithoutItsLastLineBreak() throws IOException {
        Files.writeString(folder.resolve("key"), "correct horse battery staple\n");

        assertThat(open(sealer(passphrase("FIRST")), seal(sealer(file("key"))))).hasValue(CLEAR);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        var problem = problem(sealer(file("nowhere")).key());
        assertThat(problem.code()).isEqualTo("SP0751");
        assertThat(problem.message()).contains("there is no such file");
    }

    @Test
    void aFileThatEveryoneCanReadIsWarnedOf() throws IOException {
        var key = Files.writeString(folder.resolve("key"), "correct horse battery staple\n");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(encryption().sealer("shop", block(file("key"))).diagnostics())
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.code()).isEqualTo("SP0757");
                    assertThat(warning.isError()).isFalse();
                });
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(encryption().sealer("shop", block(file("key"))).diagnostics())
                .isEmpty();
    }

    @Test
    void aServiceIsAskedOnceForTheRunsOwnKeyAndOnceForEachThatItFinds() {
        var sealed = seal(sealer(service("one")));
        calls.clear();

        var sealer = sealer(service("one"));
        assertThat(calls).isEmpty();
        assertThat(open(sealer, sealed)).hasValue(CLEAR);
        assertThat(open(sealer, sealed)).hasValue(CLEAR);
        seal(sealer);
        seal(sealer);
        assertThat(calls).containsExactly("open one for shop", "unwrap", "wrap");
    }

    @Test
    void aKeyThatTheStackDoesNotNameIsRefusedByName() {
        var sealed = seal(sealer(service("one")));

        for (var other : List.of(service("two"), passphrase("FIRST"))) {
            var problem = problem(sealer(other).open("The state `x`", sealed.seal()));
            assertThat(problem.code()).isEqualTo("SP0754");
            assertThat(problem.message())
                    .isEqualTo("The state `x` is encrypted with the key `one`, which the stack's `encryption` does not"
                            + " name.");
        }
    }

    @Test
    void aStateGoesFromAPassphraseToAServiceAndBack() {
        var sealed = seal(sealer(passphrase("FIRST")));
        var there = sealer(service("one"), passphrase("FIRST"));
        assertThat(open(there, sealed)).hasValue(CLEAR);

        assertThat(open(sealer(passphrase("FIRST"), service("one")), seal(there)))
                .hasValue(CLEAR);
    }

    @Test
    void aRefusalOfTheKeyServiceIsReportedWithAHint() {
        failure = Optional.of(ProviderException.of(Kind.ACCESS_DENIED, "AccessDeniedException", "You may not.")
                .needing("kms:GenerateDataKey"));

        var problem = problem(sealer(service("one")).key());
        assertThat(problem.code()).isEqualTo("SP0755");
        assertThat(problem.message()).contains("`one`", "You may not.");
        assertThat(problem.hint().orElseThrow()).contains("Allow `kms:GenerateDataKey`");
    }

    @Test
    void aServiceThatIsNotInstalledIsRefused() {
        var other = new KeyBlock("vault", Value.Map.EMPTY, SPAN);

        assertThat(problem(encryption().sealer("shop", block(other))).code()).isEqualTo("SP0758");
    }

    private record Sealed(Seal seal, ByteBuffer bytes) {}

    private static Sealed seal(Sealer sealer) {
        var key = value(sealer.key()).orElseThrow();
        return new Sealed(key.seal(), ByteBuffer.wrap(key.seal(CLEAR, "here")));
    }

    private static Optional<byte[]> open(Sealer sealer, Sealed sealed) {
        return value(sealer.open("It", sealed.seal())).open(sealed.bytes().array(), "here");
    }

    private Encryption encryption() {
        return new Encryption(
                SpecFiles.in(folder),
                variables,
                name -> name.equals("kms") ? Optional.of(new Service()) : Optional.empty());
    }

    private Sealer sealer(KeyBlock current, KeyBlock... previous) {
        return value(encryption().sealer("shop", block(current, previous)));
    }

    private static EncryptionBlock block(KeyBlock current, KeyBlock... previous) {
        return new EncryptionBlock(Optional.of(current), List.of(previous));
    }

    private static KeyBlock passphrase(String variable) {
        return new KeyBlock("passphrase", Value.Map.EMPTY.with("variable", Value.of(variable)), SPAN);
    }

    private static KeyBlock file(String file) {
        return new KeyBlock("passphrase", Value.Map.EMPTY.with("file", Value.of(file)), SPAN);
    }

    private static KeyBlock service(String key) {
        return new KeyBlock("kms", Value.Map.EMPTY.with("key", Value.of(key)), SPAN);
    }

    /** A key service that wraps a key by writing its own name in front. */
    private final class Service implements KeyServiceFactory {
        @Override
        public String name() {
            return "kms";
        }

        @Override
        public KeyService open(Configuration configuration) {
            var key = configuration.settings().string("key").orElseThrow();
            calls.add("open " + key + " for " + configuration.stack());
            return new KeyService() {
                @Override
                public String key() {
                    return key;
                }

                @Override
                public byte[] wrap(byte[] dataKey) {
                    calls.add("wrap");
                    failure.ifPresent(problem -> {
                        throw problem;
                    });
                    return (key + ":" + new String(dataKey, StandardCharsets.ISO_8859_1))
                            .getBytes(StandardCharsets.ISO_8859_1);
                }

                @Override
                public Optional<byte[]> unwrap(byte[] wrapped) {
                    calls.add("unwrap");
                    var text = new String(wrapped, StandardCharsets.ISO_8859_1);
                    return text.startsWith(key + ":")
                            ? Optional.of(text.substring(key.length() + 1).getBytes(StandardCharsets.ISO_8859_1))
                            : Optional.empty();
                }

                @Override
                public void close() {}
            };
        }
    }

    private static Diagnostic problem(Result<?> result) {
        assertThat(result).isInstanceOf(Result.Failed.class);
        return result.diagnostics().getFirst();
    }

    private static <T> T value(Result<T> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(problems);
                },
                value -> value);
    }
}
