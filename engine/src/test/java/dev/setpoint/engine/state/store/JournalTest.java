package dev.setpoint.engine.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.format.EntryJson;
import dev.setpoint.engine.state.format.JournalText;
import dev.setpoint.engine.state.storage.LockedStorage;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    @TempDir
    Path folder;

    @Test
    void everyKindOfEntryIsReadBackAsItWasWritten() {
        var resource = resource("bucket");
        var entries = List.of(
                new JournalEntry.Intent(
                        7,
                        JournalEntry.Operation.UPDATE,
                        resource.address(),
                        resource.type(),
                        resource.provider(),
                        Optional.of(resource.identity()),
                        resource.applied(),
                        resource.dependencies(),
                        true,
                        false,
                        true,
                        "tag"),
                new JournalEntry.Identified(7, resource.identity()),
                new JournalEntry.Done(7, resource),
                new JournalEntry.Done(7, resource.withDueReplacement("key.arn")),
                new JournalEntry.ReplacementDue(resource.address(), "key.arn"),
                new JournalEntry.Deleted(8, resource.address(), resource.identity()),
                new JournalEntry.Failed(9),
                new JournalEntry.Forgotten(resource.address()),
                new JournalEntry.Restored(resource.address(), resource.identity()),
                new JournalEntry.Moved(Map.of(resource.address(), Address.resource("other"))));

        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(EntryJson.read(EntryJson.write(entry))).isEqualTo(entry));
    }

    @Test
    void aLastLineTornAtAnyByteNeverHappened() throws IOException {
        commit("one");
        var before = Files.size(journal());
        commit("two");
        var whole = Files.readAllBytes(journal());
        for (var length = (int) before; length < whole.length; length++) {
            Files.write(journal(), Arrays.copyOf(whole, length));
            assertThat(addresses()).as("%d bytes", length).containsExactly("one");
        }
        Files.write(journal(), whole);
        assertThat(addresses()).containsExactly("one", "two");
    }

    @Test
    void aTornEndIsWrittenOver() throws IOException {
        commit("one");
        Files.write(journal(), Arrays.copyOf(Files.readAllBytes(journal()), (int) Files.size(journal()) + 40));
        commit("two");

        assertThat(addresses()).containsExactly("one", "two");
    }

    @Test
    void aTornHeaderIsAnEmptyJournal() throws IOException {
        commit("one");
        var whole = Files.readAllBytes(journal());
        for (var length : List.of(0, 1, 20, 60)) {
            Files.write(journal(), Arrays.copyOf(whole, length));
            assertThat(addresses()).isEmpty();
        }
        commit("two");
        assertThat(addresses()).containsExactly("two");
    }

    @Test
    void anyChangedByteBeforeTheLastLineIsRefused() throws IOException {
        commit("one");
        var before = (int) Files.size(journal());
        commit("two");
        var whole = Files.readAllBytes(journal());
        for (var place = 0; place < before; place++) {
            var damaged = whole.clone();
            damaged[place] ^= 1;
            Files.write(journal(), damaged);
            var problem = store().read();
            assertThat(problem).as("byte %d", place).isInstanceOf(Result.Failed.class);
            assertThat(problem.diagnostics().getFirst().code()).isEqualTo("SP0720");
        }
    }

    @Test
    void aLastBatchOfWhichOnlyLaterSectorsReachedTheDiskIsCutAtTheHole() throws IOException {
        var lines = IntStream.range(0, 9)
                .mapToObj(i -> EntryJson.write(new JournalEntry.Done(i + 1L, resource("r" + i))))
                .toList();
        var header = JournalContents.Header.of(value(store().read())).json();
        var first = text(JournalText.lines(List.of(header), 0, 0, Optional.empty()));
        var batch = first.length();
        var second = text(JournalText.lines(lines, batch, batch, Optional.empty()));
        var whole = (first + second).getBytes(StandardCharsets.UTF_8);
        var hole = whole.clone();
        Arrays.fill(hole, 2048, 2560, (byte) 0);
        Files.write(journal(), hole);
        var before = new String(whole, 0, 2048, StandardCharsets.UTF_8);
        assertThat(addresses())
                .isNotEmpty()
                .hasSize((int) before.lines().count() - 2)
                .hasSizeLessThan(9);
    }

    @Test
    void aChangedByteOfTheLastBatchIsRefusedToo() throws IOException {
        commit("one");
        commit("two");
        var whole = Files.readAllBytes(journal());
        for (var place = 0; place < whole.length; place++) {
            for (var bits : List.of(0x01, 0xff)) {
                var damaged = whole.clone();
                damaged[place] ^= bits.byteValue();
                Files.write(journal(), damaged);
                var problem = store().read();
                assertThat(problem).as("byte %d", place).isInstanceOf(Result.Failed.class);
                assertThat(problem.diagnostics().getFirst().code()).isEqualTo("SP0720");
            }
        }
    }

    @Test
    void manyCommitsAtOnceShareTheirSyncs() throws IOException {
        var hold = hold();
        var journal = new JournalWriter("journal", 0, hold::append, Optional.empty());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 10_000; i++) {
                var line = EntryJson.write(new JournalEntry.Failed(i));
                threads.execute(() -> JournalWriter.await(journal.append(List.of(line))));
            }
        }
        hold.close();

        assertThat(value(JournalText.read("It", Files.readAllBytes(journal()), Sealer.NONE))
                        .contents())
                .hasSize(10_000);
        assertThat(journal.batches()).isLessThan(2_000);
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskEndsEveryCommitWithTheReason() throws IOException {
        Files.createSymbolicLink(journal(), Path.of("/dev/full"));
        var hold = hold();
        var journal = new JournalWriter("journal", 0, hold::append, Optional.empty());
        var line = EntryJson.write(new JournalEntry.Failed(1));

        assertThatThrownBy(() -> JournalWriter.await(journal.append(List.of(line))))
                .isInstanceOf(StateWriteException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("o space left on device");
        assertThatThrownBy(() -> JournalWriter.await(journal.append(List.of(line))))
                .isInstanceOf(StateWriteException.class);
        hold.close();
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    private Path journal() {
        return folder.resolve("state.journal");
    }

    private StateStore store() {
        return new StateStore(new FolderStorage(folder), "shop", Sealer.NONE);
    }

    private LockedStorage hold() {
        return value(new FolderStorage(folder).lock("shop", "setpoint test", Duration.ZERO));
    }

    private void commit(String name) {
        try (var session = value(store().lock("setpoint test", Duration.ZERO))) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource(name)));
        }
    }

    private List<String> addresses() {
        return value(store().read()).resources().keySet().stream()
                .map(Address::text)
                .toList();
    }

    private static ResourceState resource(String name) {
        return new ResourceState(
                Address.resource(name),
                new TypeName("test.thing"),
                "test.other",
                new Identity("id-" + name),
                Value.Map.EMPTY.with("size", Value.of(3)),
                Value.Map.EMPTY.with("arn", Value.of("arn:ä" + name)),
                new TreeSet<>(List.of(Address.resource("key"))),
                true,
                false,
                true,
                List.of());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static <T> T value(Result<T> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(problems);
                },
                value -> value);
    }
}
