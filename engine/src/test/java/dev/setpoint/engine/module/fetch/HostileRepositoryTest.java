package dev.setpoint.engine.module.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.module.TreeLimits;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.operator.OperatorPolicy;
import dev.setpoint.engine.testing.GitRepository;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git repositories and sources as somebody hostile makes them. Nothing of them may run, or reach another place. */
final class HostileRepositoryTest {

    @TempDir
    private Path temporary;

    private Fixture fixture;
    private GitRepository remote;
    private Path trap;

    @BeforeEach
    void repositories() throws IOException {
        fixture = new Fixture(temporary);
        remote = fixture.remote;
        trap = fixture.folder.resolve("sprung");
    }

    /** A program that leaves a file with its arguments when it is run. */
    private Path program(String name) throws IOException {
        var file = fixture.folder.resolve(name);
        Files.createDirectories(DurableFile.folderOf(file));
        Files.writeString(file, "#!/bin/sh\necho \"$0 $*\" >>" + trap + "\nexit 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private void userSettings(String text) throws IOException {
        var file = Files.writeString(fixture.folder.resolve("gitconfig"), text);
        fixture.variables.put("GIT_CONFIG_GLOBAL", file.toString());
    }

    private void requireQuiet() {
        assertThat(trap).doesNotExist();
    }

    private Diagnostic refused() throws IOException {
        return fixture.calling(remote.source("bucket", "v1")).problem();
    }

    /** Commits a tree that git itself would not make. */
    private void tag(String mode, String content, String... path) throws IOException {
        var file = Files.writeString(fixture.folder.resolve("content"), content);
        var id = remote.git("hash-object", "-w", file.toString());
        var kind = "blob";
        var line = mode;
        for (var i = path.length - 1; i >= 0; i--) {
            id = tree(line + " " + path[i], id);
            line = "40000";
            kind = "tree";
        }
        assertThat(kind).isEqualTo("tree");
        remote.git("tag", "--force", "v1", remote.git("commit-tree", "-m", "x", id));
    }

    /** Writes a tree object byte by byte, because `git mktree` checks names. */
    private String tree(String entry, String id) throws IOException {
        var name = (entry + "\0").getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[name.length + id.length() / 2];
        System.arraycopy(name, 0, bytes, 0, name.length);
        var raw = HexFormat.of().parseHex(id);
        System.arraycopy(raw, 0, bytes, name.length, raw.length);
        var file = Files.write(fixture.folder.resolve("tree"), bytes);
        return remote.git("hash-object", "-w", "-t", "tree", "--literally", file.toString());
    }

    @Test
    void aPathThatLeadsOutIsRefused() throws IOException {
        tag("100644", "x", "..", "evil");
        assertThat(refused().code()).isEqualTo("SP0257");
        tag("100644", "x", "a", "..", "..", "..", "evil");
        assertThat(refused().message()).contains("leads out");
        assertThat(fixture.folder.resolve("evil")).doesNotExist();
    }

    @Test
    void filesOfGitAreRefused() throws IOException {
        tag("100755", "x", ".git", "hooks", "post-checkout");
        assertThat(refused().message()).contains("belongs to git");
        tag("100644", "x", ".Git", "config");
        assertThat(refused().message()).contains("belongs to git");
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        tag("120000", "../../../app/setpoint.yaml", "link");
        assertThat(refused().message()).contains("leads out");
        tag("120000", "/etc/passwd", "link");
        assertThat(refused().message()).contains("leads out");
        tag("120000", "a\0b", "link");
        assertThat(refused().code()).isEqualTo("SP0257");
    }

    @Test
    void submodulesAreLeftOut() throws IOException {
        var other = GitRepository.in(fixture.folder.resolve("other"));
        other.write("file", "x").commit();
        remote.git("submodule", "--quiet", "add", other.folder().toString(), "below");
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1")).got();
        assertThat(fixture.copy().resolve("below")).doesNotExist();
        assertThat(fixture.copy().resolve(".gitmodules")).exists();
    }

    @Test
    void noFilterAndNoAttributeOfTheRepositoryTakesEffect() throws IOException {
        userSettings("[filter \"lfs\"]\n\tsmudge = " + program("smudge") + "\n\trequired = true\n");
        remote.write(".gitattributes", "* filter=lfs ident export-subst eol=crlf\nsecret export-ignore\n");
        remote.write("bucket/text", "$Id$ $Format:%H$\n");
        remote.write("secret", "kept\n");
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1")).got();
        assertThat(fixture.copy().resolve("bucket/text")).hasContent("$Id$ $Format:%H$\n");
        assertThat(fixture.copy().resolve("secret")).hasContent("kept\n");
        requireQuiet();
    }

    @Test
    void noHookRuns() throws IOException {
        program("hooks/reference-transaction");
        var hooks = fixture.folder.resolve("hooks");
        Files.copy(program("hooks/post-checkout"), hooks.resolve("post-index-change"));
        userSettings(
                "[core]\n\thooksPath = " + hooks + "\n[init]\n\ttemplateDir = " + fixture.folder.resolve("t") + "\n");
        program("t/hooks/reference-transaction");
        fixture.variables.put("GIT_TEMPLATE_DIR", fixture.folder.resolve("t").toString());
        remote.tag("v1");
        fixture.calling(remote.source("bucket", "v1")).got();
        requireQuiet();
    }

    @Test
    void anAddressIsNotRewrittenToAnotherTransport() throws IOException {
        remote.tag("v1");
        userSettings(
                "[url \"ext::" + program("transport") + " \"]\n\tinsteadOf = file://\n[protocol]\n\tallow = always\n");
        fixture.variables.put("GIT_ALLOW_PROTOCOL", "ext");
        assertThat(refused().code()).isEqualTo("SP0256");
        requireQuiet();
    }

    @Test
    void variablesThatNameProgramsOrRepositoriesDoNotReachGit() throws IOException {
        remote.tag("v1");
        var other = fixture.folder.resolve("other");
        fixture.variables.put("GIT_DIR", other.toString());
        fixture.variables.put("GIT_OBJECT_DIRECTORY", other.toString());
        fixture.variables.put("GIT_PROXY_COMMAND", program("proxy").toString());
        fixture.variables.put("GIT_EXTERNAL_DIFF", program("diff").toString());
        fixture.variables.put("GIT_TRACE2", trap.toString());
        fixture.calling(remote.source("bucket", "v1")).got();
        assertThat(other).doesNotExist();
        requireQuiet();
    }

    @Test
    void sshAsksForNothingAndGetsNoOptions() throws IOException {
        fixture.variables.put("GIT_SSH_COMMAND", program("ssh").toString());
        var problem = fixture.calling("git::ssh://git@git.example.org/acme/blocks//m?ref=v1")
                .problem();
        assertThat(problem.code()).isEqualTo("SP0256");
        assertThat(trap).content().contains("-oBatchMode=yes").contains("git@git.example.org git-upload-pack");
    }

    @Test
    void gitDoesNotAskForCredentials() throws IOException {
        fixture.variables.put("GIT_ASKPASS", program("askpass").toString());
        fixture.variables.put("SSH_ASKPASS", program("askpass").toString());
        // Port 1 of this machine: nothing answers there.
        var problem = fixture.calling("git::https://localhost:1/acme/blocks//m?ref=v1")
                .problem();
        assertThat(problem.code()).isEqualTo("SP0256");
        requireQuiet();
    }

    @Test
    void aLocalRepositoryNeedsThePermissionOfTheOperator() throws IOException {
        remote.tag("v1");
        fixture.allowed = AllowedAccess.DEFAULT;
        assertThat(refused().code()).isEqualTo("SP0255");
        assertThat(refused().hint())
                .contains("To allow it, run the command with `--allow-path " + remote.folder() + "`.");
        // A link into the allowed folder that leads elsewhere allows nothing.
        var outside = GitRepository.in(fixture.folder.resolve("outside"));
        outside.write("bucket/setpoint.yaml", Fixture.MODULE).tag("v1");
        var allowed = Files.createDirectories(fixture.folder.resolve("allowed"));
        Files.createSymbolicLink(allowed.resolve("link"), outside.folder());
        fixture.allowed = new AllowedAccess(List.of(), List.of(allowed), Optional.empty());
        assertThat(fixture.calling("git::file://" + allowed + "/link//bucket?ref=v1")
                        .problem()
                        .code())
                .isEqualTo("SP0255");
    }

    @Test
    void aPolicyLimitsTheHosts() throws IOException {
        var policy = OperatorPolicy.of(
                "policy.yaml",
                Value.Map.EMPTY.with("moduleHosts", new Value.List(List.of(Value.of("*.example.org")))),
                fixture.folder);
        fixture.allowed = new AllowedAccess(List.of(), List.of(), Optional.of(policy));
        fixture.variables.put("GIT_SSH_COMMAND", program("ssh").toString());
        for (var source : List.of(
                "git::https://github.com/acme/blocks?ref=v1",
                "git::ssh://git@example.org/acme/blocks?ref=v1",
                "https://EXAMPLE.ORG.evil.example/a.zip?sha256=" + "0".repeat(64))) {
            var problem = fixture.calling(source).problem();
            assertThat(problem.code()).as(source).isEqualTo("SP0255");
            assertThat(problem.hint()).contains("It allows: *.example.org.");
        }
        requireQuiet();
        assertThat(fixture.calling("git::ssh://git@Git.Example.Org/acme/blocks?ref=v1")
                        .problem()
                        .code())
                .isEqualTo("SP0256");
    }

    @Test
    void aRepositoryThatIsTooLargeIsRefused() throws IOException {
        fixture.limits = new TreeLimits(100_000, 100, 10, 100);
        var noise = new StringBuilder();
        new Random(1).ints(200_000, 33, 126).forEach(c -> noise.append((char) c));
        remote.write("noise", noise.toString()).tag("v1");
        assertThat(refused().message()).contains("it is larger than 100000 bytes");
        // What compresses well is small on its way, and is refused before it is written.
        Files.delete(remote.folder().resolve("noise"));
        remote.write("zeros", "0".repeat(5_000_000)).tag("v1");
        assertThat(refused().message()).contains("it is larger than 100000 bytes");
    }

    @Test
    void aRepositoryOfTooManyFilesIsRefused() throws IOException {
        fixture.limits = new TreeLimits(1_000_000, 5, 10, 100);
        for (var i = 0; i < 10; i++) {
            remote.write("f" + i, "x");
        }
        remote.tag("v1");
        assertThat(refused().message()).contains("more than 5 files");
    }

    @Test
    void modulesThatCallEverMoreAreBounded() throws IOException {
        for (var i = 0; i < 4; i++) {
            remote.write(
                    "a" + i + "/setpoint.yaml",
                    "setpoint: v1\nmodule: a\nmodules: {b: {source: ../a" + (i + 1) % 4 + "}}\n");
        }
        remote.tag("v1");
        // The walk ends; `validate` says what is wrong.
        fixture.calling(remote.source("a0", "v1")).got();
    }

    @Test
    void anErrorOfTheServerIsShownOnOneLine() throws IOException {
        var problem = fixture.calling(remote.source("bucket", "v1")).problem();
        assertThat(problem.message()).doesNotContain("\n").contains("has no tag `v1`");
        fixture.allowed = new AllowedAccess(List.of(), List.of(fixture.folder), Optional.empty());
        var gone = fixture.calling("git::file://" + fixture.folder + "/gone?ref=v1")
                .problem();
        assertThat(gone.code()).isEqualTo("SP0255");
        var empty = Files.createDirectories(fixture.folder.resolve("empty"));
        assertThat(fixture.calling("git::file://" + empty + "?ref=v1").problem().message())
                .startsWith("git cannot fetch it: ")
                .doesNotContain("\n");
    }
}
