package dev.setpoint.engine.state.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.state.storage.objects.ObjectStorage;
import dev.setpoint.engine.testing.MemoryObjects;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted state, backup and journal, read with the same key, another one or none. */
final class SealedStateTest {

    private static final String MARK = "colour-of-the-bucket";

    @TempDir
    Path folder;

    private final Keyring first = new Keyring("first");
    private final Keyring second = new Keyring("second");

    @Test
    void anEncryptedStateHasNoPlainTextAndReadsBackWhole() throws IOException {
        var written = apply(first, "one");
        apply(first, "two");
        commit(first, "three");

        for (var name : List.of("state.json", "state.json.backup", "state.journal")) {
            assertThat(text(name)).doesNotContain(MARK, written.lineage(), "bucket");
        }
        assertThat(names(first)).containsExactly("one", "three", "two");
    }

    @Test
    void aStateUnderAnotherKeyIsRefusedAndNotCalledDamaged() {
        apply(first, "one");

        assertThat(problem(store(second).read()).message()).contains("not sealed by second");
        assertThat(problem(store(second).lock("setpoint test", Duration.ZERO)).message())
                .contains("not sealed by second");
    }

    @Test
    void aSealedStateOfAStackWithoutEncryptionIsRefused() {
        apply(first, "one");

        var problem = problem(store(Sealer.NONE).read());
        assertThat(problem.code()).isEqualTo("SP0740");
        assertThat(problem.message()).contains("state.json", "is encrypted (test)");
    }

    @Test
    void aSealedJournalOfAStackWithoutEncryptionIsRefused() {
        commit(first, "one");

        var problem = problem(store(Sealer.NONE).read());
        assertThat(problem.code()).isEqualTo("SP0740");
        assertThat(problem.message()).contains("state.journal", "is encrypted (test)");
    }

    @Test
    void aStateInClearIsTakenAndSealedWithItsBackupAtTheNextWrite() throws IOException {
        apply(Sealer.NONE, "one");
        commit(Sealer.NONE, "two");
        assertThat(text("state.json")).contains(MARK);

        apply(first, "three");

        assertThat(text("state.json")).doesNotContain(MARK);
        assertThat(text("state.json.backup")).doesNotContain(MARK);
        assertThat(folder.resolve("state.journal")).doesNotExist();
        assertThat(names(first)).containsExactly("one", "three", "two");
    }

    @Test
    void aJournalBegunInClearGoesOnSealed() throws IOException {
        commit(Sealer.NONE, "one");
        var clear = Files.size(folder.resolve("state.journal"));
        commit(first, "two");

        assertThat(text("state.journal").substring((int) clear)).doesNotContain(MARK);
        assertThat(names(first)).containsExactly("one", "two");
    }

    @Test
    void eachRunAddsToTheJournalUnderItsOwnKey() {
        commit(first, "one");
        commit(second.reading(first), "two");
        commit(first.reading(second), "three");

        assertThat(names(first.reading(second))).containsExactly("one", "three", "two");
    }

    @Test
    void afterOneWriteUnderANewKeyTheOldOneIsNotNeededForTheBackupEither() throws IOException {
        apply(first, "one");
        apply(second.reading(first), "two");

        assertThat(names(second)).containsExactly("one", "two");
        Files.copy(folder.resolve("state.json.backup"), folder.resolve("other.json"));
        Files.move(folder.resolve("other.json"), folder.resolve("state.json"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(names(second)).containsExactly("one");
    }

    @Test
    void aSealedStateWithAnyByteChangedIsRefusedOrMeansTheSame() throws IOException {
        var written = apply(first, "one");
        var file = folder.resolve("state.json");
        var whole = Files.readAllBytes(file);
        for (var place = 0; place < whole.length - 1; place++) {
            var damaged = whole.clone();
            damaged[place] ^= 4;
            Files.write(file, damaged);
            // The last letter of Base64 has bits to spare.
            State read = store(first).read().fold(_ -> written, state -> state);
            assertThat(read).as("byte %d", place).isEqualTo(written);
        }
    }

    @Test
    void aSealedLastLineTornAtAnyByteNeverHappened() throws IOException {
        commit(first, "one");
        var before = Files.size(folder.resolve("state.journal"));
        commit(first, "two");
        var whole = Files.readAllBytes(folder.resolve("state.journal"));
        for (var length = (int) before; length < whole.length; length++) {
            Files.write(folder.resolve("state.journal"), Arrays.copyOf(whole, length));
            assertThat(names(first)).as("%d bytes", length).containsExactly("one");
        }
    }

    @Test
    void aSealedLineOpensOnlyWhereItWasWritten() throws IOException {
        try (var session = session(first)) {
            Stream.of("one", "two", "six").forEach(name -> session.commit(done(session, name)));
        }
        var lines = text("state.journal").lines().toList();
        // Seal, header, one, two, six: the same checksums, in another order.
        var swapped = Stream.of(0, 1, 3, 2, 4).map(lines::get).toList();
        Files.write(folder.resolve("state.journal"), swapped);

        assertThat(problem(store(first).read()).message()).contains("is damaged at line 3");
    }

    @Test
    void segmentsInAnObjectStoreAreSealedAndTakenUp() {
        var objects = new MemoryObjects();
        var shared = new StateStore(new ObjectStorage(objects, Duration.ofSeconds(60)), "shop", first);
        try (var session = value(shared.lock("setpoint test", Duration.ZERO))) {
            session.commit(done(session, "one"));
        }

        assertThat(objects.all())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(objects.read(name, 1_000_000)
                                .map(object -> new String(object.content(), StandardCharsets.UTF_8)))
                        .get()
                        .asString()
                        .contains("\"sealed\"")
                        .doesNotContain(MARK, "bucket"));
        var other = new StateStore(new ObjectStorage(objects, Duration.ofSeconds(60)), "shop", Sealer.NONE);
        assertThat(problem(other.read()).code()).isEqualTo("SP0740");
        try (var session = value(shared.lock("setpoint test", Duration.ZERO))) {
            assertThat(value(session.checkpoint()).resources()).hasSize(1);
        }
        assertThat(value(shared.read()).resources()).hasSize(1);
    }

    @Test
    void withoutAKeyToWriteWithNothingIsBegun() {
        var keyless = new Keyring("gone") {
            @Override
            public Result<Optional<DataKey>> key() {
                return Result.failed(Diagnostic.error("SP0000", "The key is disabled."));
            }
        };

        assertThat(problem(store(keyless).lock("setpoint test", Duration.ZERO)).message())
                .isEqualTo("The key is disabled.");
        assertThat(session(first)).satisfies(Session::close);
    }

    private StateStore store(Sealer sealer) {
        return new StateStore(new FolderStorage(folder), "shop", sealer);
    }

    private Session session(Sealer sealer) {
        return value(store(sealer).lock("setpoint test", Duration.ZERO));
    }

    private State apply(Sealer sealer, String name) {
        try (var session = session(sealer)) {
            session.commit(done(session, name));
            return value(session.checkpoint());
        }
    }

    private void commit(Sealer sealer, String name) {
        try (var session = session(sealer)) {
            session.commit(done(session, name));
        }
    }

    private static JournalEntry done(Session session, String name) {
        return new JournalEntry.Done(
                session.nextChange(),
                new ResourceState(
                        Address.resource(name),
                        new TypeName("test.thing"),
                        "test",
                        new Identity("bucket-" + name),
                        Value.Map.EMPTY.with("colour", Value.of(MARK)),
                        Value.Map.EMPTY,
                        new TreeSet<>(),
                        false,
                        false,
                        true,
                        List.of()));
    }

    private List<String> names(Sealer sealer) {
        return value(store(sealer).read()).resources().keySet().stream()
                .map(Address::text)
                .toList();
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
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
