package dev.setpoint.engine.state.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.seal.Encryption;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.stack.Stack.EncryptionBlock;
import dev.setpoint.engine.stack.Stack.KeyBlock;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State files of every released version in {@code formats/NUMBER}, which must stay readable. In each, the second
 * apply of {@code setpoint.yaml} was killed while it created {@code topic}; its secret is {@value #SECRET}.
 */
final class FormatsTest {

    private static final Path FORMATS = Path.of("src/test/resources/formats");
    private static final String SECRET = "hunter2";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "2-sealed"})
    void stateAndJournalAreReadTogether(String format) throws IOException {
        copy(format);

        var state = value(store(format).read());
        assertThat(state.resources().keySet()).extracting(Address::text).containsExactly("bucket", "kept", "key");
        assertThat(applied(state, "key").map("tags")).isEqualTo(Value.Map.EMPTY.with("Owner", Value.of("fixture two")));
        var password = applied(state, "kept").map("input").get("password").orElseThrow();
        assertThat(state.redaction().same(password, new Value.Secret(Value.of(SECRET))))
                .isTrue();
        assertThat(state.redaction().same(password, new Value.Secret(Value.of("hunter3"))))
                .isFalse();
        try (var session = session(format)) {
            assertThat(session.unidentified())
                    .extracting(intent -> intent.address().text())
                    .containsExactly("topic");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "2-sealed"})
    void readingChangesNothing(String format) throws IOException {
        copy(format);
        value(store(format).read());
        try (var session = session(format)) {
            assertThat(session.state().resources()).hasSize(3);
        }

        for (var file : List.of("state.json", "state.journal")) {
            assertThat(folder.resolve(file))
                    .hasSameBinaryContentAs(FORMATS.resolve(format).resolve(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "2-sealed"})
    void theNextChangeWritesThePresentFormat(String format) throws IOException {
        copy(format);
        try (var session = session(format)) {
            session.commit(new JournalEntry.Forgotten(Address.resource("bucket")));
        }
        // Cut short after that entry: what it goes on from is in the present format already.
        var state = value(store(format).read());
        assertThat(state.resources().keySet()).extracting(Address::text).containsExactly("kept", "key");
        assertThat(state.digestKey().isKept()).isTrue();
        assertKept(state);
        try (var session = session(format)) {
            assertThat(session.unidentified()).hasSize(1);
            value(session.checkpoint());
        }
        assertKept(value(store(format).read()));
        assertThat(Files.readString(folder.resolve("state.json"))).contains("\"format\" : 2");
    }

    private static void assertKept(State state) {
        var password = applied(state, "kept").map("input").get("password").orElseThrow();
        assertThat(password).isEqualTo(state.redaction().digest(Value.of(SECRET)));
        assertThat(password.toString()).contains("hmac-sha256:");
        assertThat(state.outputs().get("password")).hasValue(password);
    }

    @Test
    void aPlanOfAnOlderFormatIsRefusedWithAWayOut() throws IOException {
        for (var file : List.of("plan.json", "plan-first.json")) {
            var problem = problem(
                    SavedPlan.read(file, Files.readString(FORMATS.resolve("1").resolve(file))));
            assertThat(problem.code()).isEqualTo("SP0802");
            assertThat(problem.message()).contains("in format 1", "reads format 2");
            assertThat(problem.hint().orElseThrow()).contains("Make it again");
        }
    }

    @Test
    void aPlanOfThePresentFormatIsRead() throws IOException {
        for (var file : List.of("plan.json", "plan-first.json")) {
            var plan = value(
                    SavedPlan.read(file, Files.readString(FORMATS.resolve("2").resolve(file))));
            assertThat(plan.stack()).isEqualTo("fixture");
            assertThat(plan.inputs().get("password")).containsInstanceOf(Value.Redacted.class);
        }
    }

    private void copy(String format) throws IOException {
        for (var file : List.of("state.json", "state.journal")) {
            Files.copy(FORMATS.resolve(format).resolve(file), folder.resolve(file));
        }
    }

    private Session session(String format) {
        return value(store(format).lock("setpoint test", Duration.ZERO));
    }

    private StateStore store(String format) {
        return new StateStore(new FolderStorage(folder), "fixture", format.endsWith("sealed") ? sealer() : Sealer.NONE);
    }

    private Sealer sealer() {
        var place = new Span(new Source("setpoint.yaml", "x"), 1, 1, 1, 2);
        var settings = Value.Map.EMPTY.with("variable", Value.of("SETPOINT_PASSPHRASE"));
        var key = new KeyBlock("passphrase", settings, place);
        var variables = Map.of("SETPOINT_PASSPHRASE", "correct horse battery staple");
        return value(new Encryption(SpecFiles.in(folder), variables, _ -> Optional.empty())
                .sealer("fixture", new EncryptionBlock(Optional.of(key), List.of())));
    }

    private static Value.Map applied(State state, String name) {
        return state.resource(Address.resource(name)).orElseThrow().applied();
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
