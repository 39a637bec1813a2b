package dev.setpoint.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository whose files lead to others that are none of its business. */
final class FileFenceTest {

    private static final String SECRET = "s3cret-line";

    @TempDir
    private Path temporary;

    private Path outside;
    private Path stack;

    @BeforeEach
    void repository() throws IOException {
        outside = Files.createDirectories(temporary.resolve("outside"));
        Files.writeString(outside.resolve("shadow"), "root: " + SECRET + ": [\n");
        var repository = temporary.resolve("repository");
        Files.createDirectories(repository.resolve(".git"));
        Files.writeString(repository.resolve(".git/config"), "[http]\n  extraheader = " + SECRET + "\n");
        Files.writeString(repository.resolve("credentials.env"), "TOKEN: " + SECRET + ": {\n");
        stack = Files.createDirectories(repository.resolve("stack"));
    }

    private void link(String name, Path target) throws IOException {
        Files.deleteIfExists(stack.resolve(name));
        Files.createSymbolicLink(stack.resolve(name), target);
    }

    private void spec(String forEach, String file) throws IOException {
        Files.writeString(stack.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            resources:
              b: {type: aws.s3.bucket, properties: {name: fence-bucket}}
              page:
                type: aws.s3.object
                %s
                properties: {bucket: "${b.name}", key: page, file: "%s"}
            """.formatted(forEach, file));
    }

    private Run run(String... args) {
        return Run.of(stack, args);
    }

    private void requireRefused(Run run, String code) {
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("error[" + code + "]", "hint: ");
        assertThat(run.err() + run.out()).doesNotContain(SECRET).doesNotContainPattern("sha256:|checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "validate setpoint.yaml", "plan --sandbox", "state list", "graph", "output"})
    void aStackFileThatIsALinkElsewhereIsNotShown(String command) throws IOException {
        for (var target : new String[] {"../../outside/shadow", "../.git/config"}) {
            link("setpoint.yaml", Path.of(target));
            requireRefused(run(command.split(" ", -1)), "SP0244");
        }
        link("setpoint.yaml", outside.resolve("shadow"));
        requireRefused(run(command.split(" ", -1)), "SP0244");
        link("setpoint.yaml", Path.of("../credentials.env"));
        requireRefused(run(command.split(" ", -1)), "SP0248");
    }

    @Test
    void aLinkToAStackOfTheSameRepositoryIsOne() throws IOException {
        spec("", "setpoint.yaml");
        Files.move(stack.resolve("setpoint.yaml"), stack.resolve("../shared.yaml"));
        link("setpoint.yaml", Path.of("../shared.yaml"));
        assertThat(run("validate").code()).isZero();
    }

    @Test
    void aSavedPlanLeadsToNoFileThatIsNoStack() throws IOException {
        spec("", "setpoint.yaml");
        assertThat(run("plan", "--sandbox", "--out", "plan.json").code()).isZero();
        var plan = (Value.Map) Json.read(Files.readString(stack.resolve("plan.json")));
        for (var path : List.of("../credentials.env", "../.git/config", "../../outside/shadow", "/etc/hostname")) {
            var forged = plan.with("spec", plan.map("spec").with("path", Value.of(path)))
                    .without("digest");
            Files.writeString(
                    stack.resolve("plan.json"),
                    Json.pretty(forged.with("digest", Value.of(Redaction.sha256(Json.canonical(forged))))));
            var run = run("apply", "plan.json", "--sandbox", "--auto-approve");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains(path).containsAnyOf("SP0244", "SP0248");
            assertThat(run.err() + run.out()).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../outside/*", "../../../../../../../../etc/*", "/etc/*", "../../outside", "../../nothing/*"
            })
    void aPatternListsNothingOutside(String pattern) throws IOException {
        spec("forEach: \"" + pattern + "\"", "${each.value}");
        var run = run("validate");
        requireRefused(run, "SP0244");
        assertThat(run.err()).contains("lies outside").doesNotContain("shadow", "passwd");
    }

    @Test
    void aPatternFollowsNoLinkOutAndNoLoop() throws IOException {
        Files.createDirectories(stack.resolve("site"));
        Files.writeString(stack.resolve("site/a"), "a");
        link("site/self", Path.of("."));
        spec("forEach: site/**", "${each.value}");
        assertThat(run("validate").out()).contains("2 resources");
        link("site/out", outside.resolve("shadow"));
        requireRefused(run("validate"), "SP0244");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../outside/shadow", "../../outside/nothing", "/etc/passwd", "link", "../.git/config"})
    void noFileOutsideIsDigestedOrUploaded(String file) throws IOException {
        link("link", outside.resolve("shadow"));
        spec("", file);
        requireRefused(run("plan", "--sandbox"), "SP0514");
        requireRefused(run("apply", "--sandbox", "--auto-approve"), "SP0514");
    }

    /** Otherwise such a path would tell which folders there are outside. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../outside/../repository/stack/page",
                "../../nothing/../repository/stack/page",
                "link/../repository/stack/page",
                "/etc/../nothing/page"
            })
    void aPathThatLeavesTheRepositoryAndComesBackIsRefused(String file) throws IOException {
        Files.writeString(stack.resolve("page"), "page");
        link("link", outside);
        spec("", file);
        requireRefused(run("plan", "--sandbox"), "SP0514");
        assertThat(run("plan", "--sandbox").err()).contains("the repository");
        spec("", "../stack/../stack/page");
        assertThat(run("plan", "--sandbox").code()).isZero();
        spec("", stack.resolve("page").toString());
        assertThat(run("plan", "--sandbox").code()).isZero();
    }

    @Test
    void theOperatorMayAllowAPath() throws IOException {
        spec("", "../../outside/shadow");
        var hint = run("plan", "--sandbox").err().replaceFirst("(?s).*--allow-path ([^`]*)`.*", "$1");
        assertThat(run("plan", "--sandbox", "--allow-path", hint).code()).isZero();
        assertThat(run("plan", "--sandbox", "--allow-path", "../../outside").code())
                .isZero();
        assertThat(Run.with(Map.of("SETPOINT_ALLOW_PATHS", "/usr, ../../outside"), stack, "plan", "--sandbox")
                        .code())
                .isZero();
        assertThat(run("plan", "--sandbox", "--allow-path", "../../elsewhere").err())
                .contains("SP0988", "`../../elsewhere`");
    }

    @Test
    void aPassphraseFileOutsideMustBeAllowed() throws IOException {
        Files.writeString(outside.resolve("passphrase"), "correct horse battery staple");
        Files.writeString(stack.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            encryption: {passphrase: {file: ../../outside/passphrase}}
            resources: {v: {type: core.value, properties: {text: x}}}
            """);
        var refused = run("apply", "--sandbox", "--auto-approve");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("SP0751", "lies outside", "--allow-path");
        assertThat(run("apply", "--sandbox", "--auto-approve", "--allow-path", "../../outside")
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\0b", "../../outside", ".", "setpoint.yaml/x"})
    void aPassphraseMustBeAFile(String file) throws IOException {
        Files.writeString(stack.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            encryption: {passphrase: {file: "%s"}}
            resources: {v: {type: core.value, properties: {text: x}}}
            """.formatted(file));
        var run = run("apply", "--sandbox", "--auto-approve");
        assertThat(run.err()).contains("SP0751").doesNotContain("SP0999", "Exception");
        spec("", file);
        assertThat(run("plan", "--sandbox").err()).contains("SP0514").doesNotContain("SP0999", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "shop/state.json", "shop/state.journal", "shop.backend.json", "sandbox"})
    void setpointsOwnFolderMustNotBeALink(String name) throws IOException {
        spec("", "setpoint.yaml");
        var link = stack.resolve(".setpoint").resolve(name).normalize();
        Files.createDirectories(link.getParent());
        var target = name.contains(".") ? outside.resolve("shadow") : outside;
        Files.createSymbolicLink(link, target);
        var before = Files.readString(outside.resolve("shadow"));
        requireRefused(run("state", "list"), "SP0759");
        if (!name.startsWith("shop/")) {
            requireRefused(run("apply", "--sandbox", "--auto-approve"), "SP0759");
        }
        assertThat(outside.toFile().list()).containsExactly("shadow");
        assertThat(outside.resolve("shadow")).hasContent(before);
    }

    @Test
    void aStateOnAnotherVolumeIsKeptThereWhenThatIsAllowed() throws IOException {
        Files.writeString(stack.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            resources: {v: {type: core.value, properties: {text: x}}}
            """);
        link(".setpoint", outside);
        assertThat(run("apply", "--auto-approve", "--allow-path", "../../outside")
                        .code())
                .isZero();
        assertThat(outside.resolve("shop/state.json")).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/proc/self/environ"})
    void inputsComeFromFiles(String file) throws IOException {
        spec("", "setpoint.yaml");
        if (Files.exists(Path.of(file))) {
            requireRefused(run("validate", "--inputs", file), "SP0244");
        }
    }

    /** A file of inputs holds secrets, whatever its characters. */
    @Test
    void noLineOfABadFileOfInputsIsShown() throws IOException {
        spec("", "setpoint.yaml");
        Files.write(
                outside.resolve("inputs.yaml"),
                (SECRET + " \u00e9").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        var run = run("validate", "--inputs", "../../outside/inputs.yaml");
        assertThat(run.err()).contains("SP0122").doesNotContain(SECRET);
    }
}
