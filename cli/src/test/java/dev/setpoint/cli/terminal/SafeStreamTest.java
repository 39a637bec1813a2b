package dev.setpoint.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate that everything printed goes through. */
class SafeStreamTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::stop-commands::x",
                "  ::error::x",
                "\t::error::x",
                "a\n::error::x",
                "a\n \n ::error::x",
                "::::error::x",
                "a ##[error]x",
                "###[error]x",
                "##vso[task.complete]x",
                "a ##teamcity[buildStop]"
            })
    void aRunnerCommandIsEscaped(String text) {
        assertThat(RunnerCommands.occurIn(text)).isTrue();
        assertThat(RunnerCommands.occurIn(printed(text))).isFalse();
        assertThat(printed(text).replace("\\u003a", ":").replace("\\u005b", "["))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r::a::b", "\u0085::a::b", "\u2028::a::b", "\u2029::a::b", "\u000b::a::b", "\u00a0::a::b"})
    void otherLineBreaksAndBlanksHideNone(String text) {
        assertThat(RunnerCommands.occurIn(text)).isTrue();
        assertThat(RunnerCommands.occurIn(printed(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::bucket/*",
                "AWS::S3::Bucket",
                "SourceIp: ::/0",
                "+ ::1",
                "### Plan",
                "# [x]",
                "## heading [x]",
                "→ … ✗ ✓ é 漢字 😀"
            })
    void otherTextIsUnchanged(String text) {
        assertThat(printed(text)).isEqualTo(text);
    }

    @Test
    void aRunnerCommandInPiecesIsEscaped() {
        assertThat(printed(":", ":stop-commands::x")).isEqualTo(":\\u003astop-commands::x");
        assertThat(printed("#", "#", "vso", "[x]")).isEqualTo("##vso\\u005bx]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "\u001b]8;;https://x\u0007", "\u009b31m", "\u202e", "\u200b", "\udb40\udc41"})
    void aCharacterThatActsOrCannotBeSeenIsEscapedAsJsonHasIt(String text) {
        assertThat(printed("\"a" + text + "b\"")).matches("\"a[ -~]+b\"");
        assertThat(Json.read(printed("\"" + text.replace("\u001b", "\\u001b").replace("\u0007", "\\u0007") + "\"")))
                .isEqualTo(Value.of(text));
    }

    @Test
    void aTerminalGetsOurColoursAndNoOtherSequence() {
        assertThat(printed(true, "\u001b[1;31mx\u001b[0m")).isEqualTo("\u001b[1;31mx\u001b[0m");
        assertThat(printed(true, "\u001b[2Jx\u001b[1", "\u001b[")).isEqualTo("\\u001b[2Jx\\u001b[1\\u001b[");
        assertThat(printed(true, "\u001b[31m::error::x")).isEqualTo("\u001b[31m:\\u003aerror::x");
    }

    @Test
    void linesArePassedOnWhole() {
        var parts = new ArrayList<String>();
        var stream = SafeStream.over(
                new PrintStream(
                        new ByteArrayOutputStream() {
                            @Override
                            public synchronized void write(byte[] bytes, int offset, int length) {
                                parts.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
                            }
                        },
                        true,
                        StandardCharsets.UTF_8),
                false);
        for (var i = 0; i < 20_000; i++) {
            stream.print("line " + i + " ::x\n");
        }
        stream.flush();

        assertThat(parts.stream().filter(part -> !part.isEmpty()))
                .hasSizeGreaterThan(3)
                .allMatch(part -> part.endsWith("\n"));
        assertThat(String.join("", parts).lines()).hasSize(20_000);
    }

    @Test
    void aRawOutputIsItsExactBytes() throws IOException {
        var value = "::error::x\n\u001b[31m\u202e##[error]\u0000";
        stack(value);

        assertThat(Run.of(folder, "output", "v", "--raw").out()).isEqualTo(value);
        assertThat(Run.of(folder, "output", "v").out())
                .contains("##\\u005berror]")
                .doesNotContain("\u202e");
    }

    @Test
    void aRawOutputThatARunnerWouldCarryOutIsRefusedInCi() throws IOException {
        stack("a\r::error::x");

        for (var runner : List.of("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")) {
            var run = Run.with(Map.of(runner, "true"), folder, "output", "v", "--raw");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("SP0744").contains("`setpoint output v --format json`");
        }
        assertThat(Run.with(Map.of("CI", "true"), folder, "output", "v", "--format", "json")
                        .out())
                .isEqualTo("\"a\\r::error::x\"\n");
        assertThat(Run.with(Map.of("CI", "false"), folder, "output", "v", "--raw")
                        .code())
                .isZero();
    }

    @Test
    void aRawOutputThatNobodyCarriesOutIsItsBytesInCiToo() throws IOException {
        stack("::/0\narn:aws:s3:::b \u202e");

        var run = Run.with(Map.of("CI", "true"), folder, "output", "v", "--raw");
        assertThat(run.code()).isEqualTo(1);
        stack("arn:aws:s3:::b \u202e");
        assertThat(Run.with(Map.of("CI", "true"), folder, "output", "v", "--raw")
                        .out())
                .isEqualTo("arn:aws:s3:::b \u202e");
    }

    private void stack(String value) throws IOException {
        Files.writeString(
                folder.resolve("setpoint.yaml"),
                "setpoint: v1\nstack: raw\noutputs: {v: %s}\n"
                        .formatted(Json.compact(Value.of(value)))
                        .replace("\u202e", "\\u202e"));
        assertThat(Run.of(folder, "apply", "--auto-approve").code()).isZero();
    }

    private static String printed(String... pieces) {
        return printed(false, pieces);
    }

    private static String printed(boolean terminal, String... pieces) {
        var bytes = new ByteArrayOutputStream();
        var stream = SafeStream.over(new PrintStream(bytes, false, StandardCharsets.UTF_8), terminal);
        for (var piece : pieces) {
            stream.print(piece);
            stream.flush();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
