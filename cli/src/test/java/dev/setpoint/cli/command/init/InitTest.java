package dev.setpoint.cli.command.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Golden;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** `init`: a new stack from an example. */
class InitTest {

    private static final Path EXAMPLES = Path.of("../examples");

    private static final Path WORKFLOW = Path.of(".github/workflows/setpoint-my-shop.yml");

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void newFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("My shop"));
    }

    private Run init(String... args) {
        return Run.of(folder, Stream.concat(Stream.of("init"), Stream.of(args)).toArray(String[]::new));
    }

    private List<String> files(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    static List<String> templates() {
        return StackTemplate.names();
    }

    @Test
    void aNewStackHasASpecAGitignoreAndAWorkflow() throws IOException {
        var run = init();

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        Golden.check("init/report.txt", run.out());
        assertThat(files(folder)).containsExactly(WORKFLOW.toString(), ".gitignore", "setpoint.yaml");
        assertThat(folder.resolve(".gitignore")).hasContent(".setpoint/\n");
    }

    @Test
    void theReportIsADocumentInJson() throws IOException {
        Golden.check("init/report.json", init("hello", "--format", "json").out());
    }

    /** Only the name of the stack is another, and the line for editors, which names a file of Setpoint, is left out. */
    @ParameterizedTest
    @MethodSource("templates")
    void theSpecIsTheOneOfTheExample(String template) throws IOException {
        assertThat(init(template).code()).isZero();

        var example = Files.readAllLines(EXAMPLES.resolve(template).resolve("setpoint.yaml"));
        assertThat(example.getFirst()).startsWith("# yaml-language-server:");
        example.removeFirst();
        example.replaceAll(line -> line.equals("stack: " + template) ? "stack: my-shop" : line);
        example.replaceAll(line -> line.replace("source: ../modules/", "source: ./modules/"));
        assertThat(Files.readAllLines(folder.resolve("setpoint.yaml")))
                .contains("stack: my-shop")
                .isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theCommandsOfTheReportWork(String template) {
        assertThat(init(template).out()).contains("  setpoint plan --sandbox\n  setpoint apply --sandbox\n");

        var cloud = temporary.resolve("cloud");
        assertThat(SandboxRun.run(cloud, folder, "plan").code()).isZero();
        var applied = SandboxRun.run(cloud, folder, "apply", "--auto-approve");
        assertThat(applied.code()).as(applied.err()).isZero();
    }

    /** An example is its spec and a README, which `init` leaves out. */
    @Test
    void everyExampleIsATemplate() throws IOException {
        try (var all = Files.walk(EXAMPLES, 2)) {
            var files = all.filter(path -> !Files.isDirectory(path) && path.getNameCount() == 4)
                    .map(path -> EXAMPLES.relativize(path).toString())
                    .filter(path ->
                            !path.startsWith("ci/") && !path.startsWith("modules/") && !path.endsWith("README.md"))
                    .toList();
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(StackTemplate.names().stream()
                            .map(name -> name + "/setpoint.yaml")
                            .toList());
        }
        assertThat(init("--list").out().lines().map(line -> line.replaceFirst(" .*", "")))
                .containsExactlyElementsOf(StackTemplate.names());
        assertThat(init("--list").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    }

    @ParameterizedTest
    @CsvSource({
        "My shop, my-shop",
        "2024_ÄÖ.shop-, shop",
        "---, encrypted-bucket",
        "日本, encrypted-bucket",
    })
    void theNameComesFromTheFolder(String name, String stack) {
        assertThat(StackName.from(name, "encrypted-bucket")).isEqualTo(stack).matches(StackName::isValid);
        assertThat(StackName.from("x".repeat(62) + "-long", "y")).hasSize(62).matches(StackName::isValid);
    }

    @Test
    void aNameMayBeGiven() throws IOException {
        assertThat(init("hello", "--name", "other").code()).isZero();

        assertThat(folder.resolve("setpoint.yaml")).content().contains("\nstack: other\n".strip());
        assertThat(folder.resolve(".github/workflows/setpoint-other.yml")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"My_Shop", "2shop", "-x", "", "a/../../b", "x\ny"})
    void aBadNameIsRefusedWithAGoodOne(String name) throws IOException {
        var run = init("hello", "--name=" + name);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("error[SP0923]").contains("hint: Use `--name ");
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void anUnknownTemplateIsRefusedWithTheNearest() throws IOException {
        Files.createDirectory(folder.resolve("shop"));

        assertThat(init("s3-encrypton").err()).contains("SP0921").contains("Did you mean `s3-encryption`?");
        assertThat(init("../hello").err()).contains("`setpoint init --list` lists the templates.");
        assertThat(init("shop").err()).contains("A folder stands second: `setpoint init encrypted-bucket shop`.");
        assertThat(init("shop").code()).isEqualTo(1);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void aFileInTheWayIsNamedAndNothingIsWritten() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), "mine");
        Files.writeString(folder.resolve(".github"), "a file where a folder should be");

        var run = init();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[SP0922] `setpoint.yaml`, `.github` are there already")
                .contains("hint: To go on with the stack that is there, run `setpoint plan`.");
        assertThat(files(folder)).containsExactly(".github", "setpoint.yaml");
        assertThat(folder.resolve("setpoint.yaml")).hasContent("mine");
    }

    @Test
    void aStackOfAnotherNameIsNotHidden() throws IOException {
        Files.writeString(folder.resolve("main.yaml"), "setpoint: v1\nstack: main\n");

        assertThat(init().err())
                .contains("error[SP0922] The folder has a stack, which a file `setpoint.yaml` would hide.");
        assertThat(files(folder)).containsExactly("main.yaml");
    }

    @Test
    void aLinkInTheWayIsNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("setpoint.yaml"), temporary.resolve("elsewhere"));

        assertThat(init().err()).contains("`setpoint.yaml` is there already");
        assertThat(temporary.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void aGitignoreThatServesIsKept() throws IOException {
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        assertThat(init().err())
                .contains("`.gitignore` is there already")
                .contains("hint: Add the line `.setpoint/` to it, and run the command again.");
        assertThat(files(folder)).containsExactly(".gitignore");

        Files.writeString(folder.resolve(".gitignore"), "target/\n.setpoint/\n");
        assertThat(init().out()).doesNotContain(".gitignore");
        assertThat(folder.resolve(".gitignore")).hasContent("target/\n.setpoint/\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatCannotBeWrittenIsReported() {
        var run = init("hello", "/proc/self/new");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error[SP0924]")
                .contains("cannot be written")
                .contains("Nothing was written.")
                .contains("hint: ");
    }

    /** The last of the files cannot be written: the others, and the folder, go again. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatWasWrittenBeforeAFailureIsRemoved() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        Files.createSymbolicLink(folder.resolve(".github"), Path.of("/proc/self"));

        var run = init("hello", "stacks/hello");

        assertThat(run.err()).startsWith("error[SP0924]").contains("Nothing was written.");
        assertThat(folder.resolve("stacks")).doesNotExist();
    }

    /** GitHub reads workflows at the root of the repository alone. */
    @Test
    void theWorkflowIsWrittenWhereGithubFindsIt() throws IOException {
        Files.createDirectory(folder.resolve(".git"));

        var run = init("hello", "stacks/my hello");

        assertThat(run.out())
                .contains("  stacks/my hello/setpoint.yaml\n  stacks/my hello/.gitignore\n")
                .contains("  .github/workflows/setpoint-my-hello.yml\n")
                .contains("  setpoint plan 'stacks/my hello' --sandbox\n");
        assertThat(Files.readString(folder.resolve(".github/workflows/setpoint-my-hello.yml")))
                .contains("paths: [\"stacks/my hello/**\", \".github/workflows/setpoint-my-hello.yml\"]")
                .contains("STACK: \"stacks/my hello\"");
        assertThat(init("encrypted-bucket", "stacks/other").code()).isZero();
    }

    @Test
    void theWorkflowIsTheExampleWithTheStacksOwnNameAndFolder() throws IOException {
        init();

        var example = Files.readAllLines(EXAMPLES.resolve("ci/github-actions.yml"));
        var written = Files.readAllLines(folder.resolve(WORKFLOW));
        assertThat(written).hasSameSizeAs(example);
        assertThat(written.stream().filter(line -> !example.contains(line)))
                .containsExactly(
                        "name: setpoint-my-shop",
                        "    paths: [\"**\", \".github/workflows/setpoint-my-shop.yml\"]",
                        "    paths: [\"**\"]",
                        "  STACK: \".\"",
                        "  BACKEND: s3://${{ vars.STATE_BUCKET }}/${{ github.repository }}/my-shop/state.json?region=${{"
                                + " vars.AWS_REGION }}");
        assertThat(new Parser().parse(new Source("workflow", String.join("\n", written))))
                .isInstanceOf(Result.Ok.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "a\"b", "${{ secrets.X }}", "[a]", "a\nb"})
    void aFolderThatAWorkflowCannotNameIsRefused(String name) throws IOException {
        Files.createDirectory(folder.resolve(".git"));

        var run = init("hello", name);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("error[SP0925]");
        assertThat(files(folder)).isEmpty();
    }
}
