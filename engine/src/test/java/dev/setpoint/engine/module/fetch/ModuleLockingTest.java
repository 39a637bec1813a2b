package dev.setpoint.engine.module.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.module.ModuleLock;
import dev.setpoint.engine.module.TreeDifference;
import dev.setpoint.engine.testing.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModuleLockingTest {

    @TempDir
    private Path temporary;

    private Fixture fixture;
    private GitRepository remote;

    @BeforeEach
    void repositories() throws IOException {
        fixture = new Fixture(temporary);
        remote = fixture.remote;
    }

    private ModuleLocking.Update update(Optional<String> source) {
        return fixture.locking()
                .update(fixture.files(), source)
                .fold(
                        problems -> {
                            throw new AssertionError(problems);
                        },
                        update -> update);
    }

    @Test
    void aTagIsLockedAndThenCheckedWithoutTheRepository() throws IOException {
        var commit = remote.tag("v1");
        var source = remote.source("bucket", "v1");
        fixture.calling(source);
        assertThat(fixture.complaint().code()).isEqualTo("SP0252");
        assertThat(fixture.complaint().hint()).contains("Run `setpoint modules get`.");

        var got = fixture.got().modules();
        assertThat(got).singleElement().satisfies(module -> {
            assertThat(module.isNew()).isTrue();
            assertThat(module.fetched()).isTrue();
        });
        var entry = fixture.entry(source);
        assertThat(entry.commit()).contains(commit);
        assertThat(Files.readString(fixture.folder.resolve("repository/setpoint.lock")))
                .isEqualTo("""
                        # Written by `setpoint modules get` and `setpoint modules update`. Commit this file.
                        setpoint: lock/v1
                        modules:
                          %s:
                            commit: "%s"
                            digest: %s
                        """.formatted(source, commit, entry.digest()));

        Files.move(remote.folder(), fixture.folder.resolve("away"));
        Files.createDirectory(remote.folder());
        fixture.requireSound();
        assertThat(fixture.got().modules()).allMatch(module -> !module.fetched() && !module.isNew());
    }

    @Test
    void aCommitNeedsNoTag() throws IOException {
        var commit = remote.commit();
        remote.write("bucket/setpoint.yaml", "broken").commit();
        fixture.calling(remote.source("bucket", commit)).got();
        fixture.requireSound();
    }

    @Test
    void aMissingCopyIsFetchedAsItIsLocked() throws IOException {
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1")).got();
        var before = Files.readString(fixture.folder.resolve("repository/setpoint.lock"));
        Files.move(fixture.copy(), fixture.folder.resolve("away"));
        assertThat(fixture.complaint().message()).contains("has not been fetched");
        assertThat(fixture.got().modules()).allMatch(module -> module.fetched() && !module.isNew());
        assertThat(Files.readString(fixture.folder.resolve("repository/setpoint.lock")))
                .isEqualTo(before);
        fixture.requireSound();
    }

    @Test
    void aTagThatMovedIsRefusedUntilItIsUpdated() throws IOException {
        remote.tag("v1");
        var source = remote.source("bucket", "v1");
        fixture.calling(source).got();
        var old = fixture.lock();
        Files.move(fixture.copy(), fixture.folder.resolve("away"));
        var moved = remote.write("bucket/more.txt", "more").tag("v1");

        assertThat(fixture.problem().code()).isEqualTo("SP0253");
        assertThat(fixture.problem().message()).contains("The tag `v1` of").contains("now has other contents");
        assertThat(fixture.lock()).isEqualTo(old);

        Files.move(fixture.folder.resolve("away"), fixture.copy());
        var update = update(Optional.empty());
        assertThat(fixture.lock()).isEqualTo(old);
        assertThat(update.changes()).singleElement().satisfies(change -> {
            assertThat(change.module().now().commit()).contains(moved);
            assertThat(change.difference().orElseThrow().files().stream().map(TreeDifference.Change::path))
                    .containsExactly("bucket/more.txt");
        });
        fixture.locking().accept(update);
        assertThat(fixture.entry(source).commit()).contains(moved);
        fixture.requireSound();
        assertThat(update(Optional.of(source)).unchanged()).containsExactly(source);
    }

    @Test
    void anUpdateFailsWhenAnotherCommandHasLockedSomethingElseMeanwhile() throws IOException {
        remote.tag("v1");
        var source = remote.source("bucket", "v1");
        fixture.calling(source).got();
        remote.write("bucket/more.txt", "more").tag("v1");
        var update = update(Optional.empty());
        remote.write("bucket/more.txt", "other").tag("v1");
        fixture.locking().accept(update(Optional.empty()));
        var problem = Fixture.problem(fixture.locking().accept(update));
        assertThat(problem.code()).isEqualTo("SP0253");
        assertThat(problem.message()).contains("Another command");
    }

    @Test
    void onlyWhatIsLockedCanBeUpdated() throws IOException {
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1")).got();
        var problem =
                Fixture.problem(fixture.locking().update(fixture.files(), Optional.of(remote.source("buckets", "v1"))));
        assertThat(problem.code()).isEqualTo("SP0252");
        assertThat(problem.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("Did you mean"));
    }

    @Test
    void aBranchIsRefusedAndSoIsATagThatIsNotThere() throws IOException {
        remote.tag("v1");
        remote.git("branch", "stable");
        assertThat(fixture.calling(remote.source("bucket", "stable")).problem().code())
                .isEqualTo("SP0251");
        assertThat(fixture.calling(remote.source("bucket", "v2")).problem().message())
                .contains("no tag `v2`");
    }

    @Test
    void aCopyThatWasChangedIsRefusedAndFetchedAgain() throws IOException {
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1")).got();
        Files.writeString(fixture.copy().resolve("bucket/setpoint.yaml"), Fixture.MODULE + "# more\n");
        assertThat(fixture.complaint().code()).isEqualTo("SP0259");
        assertThat(fixture.got().modules()).allMatch(FetchingModules.Fetched::fetched);
        fixture.requireSound();
    }

    @Test
    void copiesBehindALinkAreRefused() throws IOException {
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1"));
        var elsewhere = Files.createDirectories(fixture.folder.resolve("elsewhere"));
        Files.createDirectories(fixture.folder.resolve("repository/.setpoint"));
        Files.createSymbolicLink(fixture.store().copies(), elsewhere);
        assertThat(fixture.problem().code()).isEqualTo("SP0258");
        assertThat(fixture.complaint().code()).isEqualTo("SP0258");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aLockFileThatIsALinkIsNotFollowed() throws IOException {
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1"));
        var target = Files.writeString(fixture.folder.resolve("target"), "kept");
        Files.createSymbolicLink(fixture.folder.resolve("repository/" + ModuleLock.FILE), target);
        assertThat(fixture.problem().code()).isEqualTo("SP0258");
        assertThat(target).hasContent("kept");
    }

    @Test
    void aDamagedLockFileIsRefusedWithItsLine() throws IOException {
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1"));
        Files.writeString(
                fixture.folder.resolve("repository/setpoint.lock"),
                "setpoint: lock/v1\nmodules:\n  a: {digest: \"sha256:../../x\"}\n");
        assertThat(fixture.problem().code()).isEqualTo("SP0258");
        assertThat(fixture.problem().span())
                .hasValueSatisfying(span -> assertThat(span.line()).isEqualTo(3));
    }

    @Test
    void whatAKilledCommandHasLeftIsNoCopyAndIsRemoved() throws IOException {
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1"));
        // No process has this number: it is beyond the largest that systems give.
        var half = Files.createDirectories(fixture.store().copies().resolve(".fetch-99999999-x/tree/bucket"));
        Files.writeString(half.resolve("setpoint.yaml"), "half");
        assertThat(fixture.complaint().code()).isEqualTo("SP0252");
        fixture.got();
        try (var all = Files.list(fixture.store().copies())) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(fixture.copy().getFileName().toString(), ".gitignore", ".lock");
        }
    }

    @Test
    void nothingIsLeftOfAFetchThatFails() throws IOException {
        remote.write("bucket/CON", "x").tag("v1");
        assertThat(fixture.calling(remote.source("bucket", "v1")).problem().code())
                .isEqualTo("SP0257");
        try (var all = Files.list(fixture.store().copies())) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactly(".gitignore");
        }
        assertThat(fixture.folder.resolve("repository/setpoint.lock")).doesNotExist();
    }

    @Test
    void theLockFileOfTheNearestFolderHolds() throws IOException {
        remote.tag("v1");
        Files.writeString(fixture.stack.resolve("setpoint.lock"), "setpoint: lock/v1\nmodules: {}\n");
        fixture.calling(remote.source("bucket", "v1")).got();
        assertThat(fixture.stack.resolve(".setpoint/modules")).isDirectory();
        assertThat(fixture.folder.resolve("repository/setpoint.lock")).doesNotExist();
        fixture.requireSound();
    }
}
