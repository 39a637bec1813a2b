package dev.setpoint.cli.command.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.terminal.Console.Stream;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.testing.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that calls a module of another repository of this machine, which the operator allows. */
final class ModulesCommandTest {

    private static final String MODULE = """
            setpoint: v1
            module: note
            inputs: {text: {type: string}}
            resources: {note: {type: core.value, properties: {of: "${inputs.text}"}}}
            outputs: {text: "${note.of}"}
            """;

    @TempDir
    private Path temporary;

    private Path stack;
    private GitRepository remote;
    private String source;

    @BeforeEach
    void repositories() throws IOException {
        var folder = temporary.toRealPath();
        remote = GitRepository.in(folder.resolve("remote"));
        remote.write("note/setpoint.yaml", MODULE).tag("v1");
        source = remote.source("note", "v1");
        stack = Files.createDirectories(folder.resolve("repository/app"));
        Files.createDirectories(folder.resolve("repository/.git"));
        write(stack, source);
    }

    private static void write(Path folder, String source) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("setpoint.yaml"), """
                setpoint: v1
                stack: app
                modules: {a: {source: "%s", inputs: {text: hello}}}
                outputs: {text: "${a.text}"}
                """.formatted(source));
    }

    private Run run(String... args) {
        return Run.with(Map.of("SETPOINT_ALLOW_PATHS", remote.folder().toString()), stack, args);
    }

    private Run answering(String answer, String... args) {
        var all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--allow-path";
        all[args.length + 1] = remote.folder().toString();
        return Run.reading(answer, Set.of(Stream.IN, Stream.OUT, Stream.ERR), stack, all);
    }

    private String lock() throws IOException {
        return Files.readString(stack.resolve("../setpoint.lock"));
    }

    @Test
    void getLocksAndTheOtherCommandsReadTheCopy() {
        var before = run("validate");
        assertThat(before.code()).isEqualTo(1);
        assertThat(before.err()).contains("SP0252").contains("Run `setpoint modules get`.");

        var get = run("modules", "get");
        assertThat(get.err()).isEmpty();
        assertThat(get.out()).isEqualTo("""
                        + %s (locked)
                        1 remote module: 1 locked, 1 fetched.
                        Commit `setpoint.lock`.
                        """.formatted(source));
        assertThat(run("validate").out()).isEqualTo("Stack app is valid: 1 resource.\n");
        assertThat(run("apply", "--sandbox", "--auto-approve").code()).isZero();
        assertThat(run("output", "text", "--sandbox").out()).isEqualTo("text: hello\n");
        assertThat(run("plan", "--sandbox", "--detailed-exitcode").code()).isZero();

        assertThat(run("modules", "get").out())
                .isEqualTo("  " + source + " (present)\n1 remote module: 0 locked, 0 fetched.\n");
    }

    @Test
    void getHasADocumentForPrograms() {
        assertThat(run("modules", "get", "--format", "json").out())
                .contains("\"source\" : \"" + source + "\"", "\"status\" : \"locked\"", "\"digest\" : \"sha256:");
    }

    @Test
    void severalStacksShareOneLockFile() throws IOException {
        remote.write("note/more.txt", "more").tag("v2");
        write(stack.resolve("../other"), remote.source("note", "v2"));
        assertThat(run("modules", "get", ".", "../other").out()).contains("2 remote modules: 2 locked, 2 fetched.");
        assertThat(lock()).contains("?ref=v1:").contains("?ref=v2:");
    }

    @Test
    void aSourceThatCannotBeFetchedIsAnErrorAtItsPlace() throws IOException {
        write(stack, remote.source("note", "v9"));
        var get = run("modules", "get");
        assertThat(get.code()).isEqualTo(1);
        assertThat(get.err()).contains("error[SP0256] setpoint.yaml:3:23: The repository has no tag `v9`.");
        assertThat(stack.resolve("../setpoint.lock")).doesNotExist();
    }

    @Test
    void aStackWithoutRemoteModulesNeedsNoLockFile() throws IOException {
        Files.writeString(stack.resolve("setpoint.yaml"), "setpoint: v1\nstack: app\n");
        assertThat(run("modules", "get").out()).isEqualTo("No remote modules are called.\n");
        assertThat(run("modules", "update").out()).isEqualTo("No remote modules are locked.\n");
        assertThat(stack.resolve("../setpoint.lock")).doesNotExist();
    }

    @Test
    void updateShowsTheDifferenceAndAsks() throws IOException {
        run("modules", "get");
        var before = lock();
        assertThat(run("modules", "update").out()).isEqualTo("0 locked anew, 1 unchanged.\n");
        remote.write("note/setpoint.yaml", MODULE + "# new\n");
        remote.write("note/script.sh", "\u001b[31mtrue\n");
        remote.tag("v1");

        var refused = answering("no\n", "modules", "update");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("~ " + source)
                .contains("    ~ note/setpoint.yaml\n        + # new\n")
                .contains("    + note/script.sh\n        + \\u001b[31mtrue\n")
                .contains("Lock these contents? Type `yes` to confirm: ")
                .contains("SP0940");
        assertThat(lock()).isEqualTo(before);

        var accepted = answering("yes\n", "modules", "update", source);
        assertThat(accepted.code()).isZero();
        assertThat(accepted.out()).isEqualTo("1 locked anew, 0 unchanged.\nCommit `setpoint.lock`.\n");
        assertThat(lock()).isNotEqualTo(before);
        assertThat(run("validate").code()).isZero();
    }

    @Test
    void updateWithoutATerminalNeedsApproval() throws IOException {
        run("modules", "get");
        var before = lock();
        remote.write("note/more.txt", "more").tag("v1");
        var update = run("modules", "update", "--format", "json");
        assertThat(update.code()).isEqualTo(1);
        assertThat(update.out()).contains("SP0941");
        assertThat(lock()).isEqualTo(before);
        assertThat(run("modules", "update", "--format", "json", "--auto-approve")
                        .out())
                .contains(
                        "\"locked\" : true",
                        "\"path\" : \"note/more.txt\"",
                        "\"action\" : \"create\"",
                        "\"before\" : {");
        assertThat(lock()).isNotEqualTo(before);
    }

    @Test
    void updateWithApprovalPrintsTheDifference() throws IOException {
        run("modules", "get");
        remote.write("note/more.txt", "more\n").tag("v1");
        assertThat(run("modules", "update", "--auto-approve").out())
                .contains("    + note/more.txt\n        + more\n")
                .endsWith("1 locked anew, 0 unchanged.\nCommit `setpoint.lock`.\n");
    }
}
