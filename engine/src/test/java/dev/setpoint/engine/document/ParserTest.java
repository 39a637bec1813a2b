package dev.setpoint.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    @Test
    void everyNodeKnowsItsPlace() {
        var root = document("a:\n  b: [1, two]\n");
        var b = Objects.requireNonNull(mapping(root, "a").entries().get("b"));
        assertThat(b.key().place()).isEqualTo("spec.yaml:2:3");
        var items = ((Node.Sequence) b.value()).items();
        assertThat(items.get(1).span().column()).isEqualTo(10);
        assertThat(items.get(1).span().endColumn()).isEqualTo(13);
    }

    @Test
    void aBlockEndsWithItsLastChildAndNotWithTheNextToken() {
        var span = mapping(document("a:\n  b: 1\n  c: 22\n\n# a remark\nd: 3\n"), "a")
                .span();
        assertThat(span.endLine()).isEqualTo(3);
        assertThat(span.endColumn()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-2.50, -2.5",
        "1e3, 1000",
    })
    void numbersAreWrittenAsInJson(String text, String number) {
        assertThat(value(text)).isEqualTo(new Value.Num(new java.math.BigDecimal(number)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123",
                "0o17",
                "0x1F",
                "1_000",
                "12:30:45",
                "+5",
                "2012-10-17",
                ".inf",
                ".nan",
                "'true'",
                "\"1\"",
                "y",
                "1e99999",
                "!!str 5"
            })
    void whatIsNotClearlyANumberOrABooleanStaysText(String text) {
        assertThat(value(text)).isInstanceOf(Value.Str.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", ""})
    void nullsAreNull(String text) {
        assertThat(value(text)).isEqualTo(Value.Null.VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off", "yes", "no", "No", "YES"})
    void booleansOfOldYamlAreAskedAbout(String text) {
        assertThat(codes("a: " + text)).containsExactly("SP0106");
        assertThat(codes("a: '" + text + "'")).isEmpty();
    }

    @Test
    void aliasesAndMergeKeysWork() {
        var root = document("base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\nsame: *b\n");
        assertThat(scalar(mapping(root, "more"), "x")).isEqualTo(Value.of(1));
        assertThat(scalar(mapping(root, "more"), "y")).isEqualTo(Value.of(3));
        assertThat(mapping(root, "same").entries()).hasSize(2);
    }

    @Test
    void anAliasBombIsRefused() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++) {
            bomb.append("a%s: &a%s [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(soon(bomb.toString())).containsExactly("SP0112");
    }

    @Test
    void somethingThatContainsItselfIsRefused() {
        assertThat(soon("a: &a [*a]\n")).containsExactly("SP0111");
        assertThat(soon("a: &a\n  - *a\n")).containsExactly("SP0111");
        assertThat(soon("a: &a\n  b: *a\n")).containsExactly("SP0111");
        assertThat(soon("a: &a\n  <<: *a\n")).containsExactly("SP0111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "[[],"})
    void tenMegabytesOfNestingEndSoonInDiagnostics(String piece) {
        assertThat(soon(piece.repeat(10_000_000 / piece.length()))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"- ", "? ", "a: {", "((", "!", "&a ", "*", "'", "\"", "|", "a:\n ", "%", "x"})
    void aMegabyteOfAnythingEndsSoonInDiagnostics(String piece) {
        assertThat(soon(piece.repeat(1_000_000 / piece.length()))).isNotEmpty();
    }

    @Test
    void everyTabOfAnIndentationIsReported() {
        assertThat(codes("a:\n\tb: 1\n\tc: 2\n")).containsExactly("SP0103", "SP0103");
    }

    @Test
    void independentProblemsAreReportedTogether() {
        assertThat(codes("a: 1\na: 2\nb: yes\nc: !Ref x\n? [k]\n: v\n---\nd: 1\n"))
                .containsExactlyInAnyOrder("SP0110", "SP0106", "SP0113", "SP0109", "SP0104");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# nothing\n", "---\n", "- a\n", "text", "\u0007: 1", "a: b: c", "a: 'x", "@"})
    void whatIsNoStackFileIsOneProblem(String text) {
        assertThat(codes(text)).hasSize(1);
    }

    @Test
    void filesThatAreNotTextAreNamedForWhatTheyAre(@TempDir Path folder) throws Exception {
        var file = folder.resolve("spec.yaml");
        assertThat(code(SourceFile.read(file, "spec.yaml"))).isEqualTo("SP0120");
        assertThat(code(SourceFile.read(folder, "folder"))).isEqualTo("SP0120");
        Files.write(file, new byte[] {'a', ':', ' ', 0, 1});
        assertThat(code(SourceFile.read(file, "spec.yaml"))).isEqualTo("SP0123");
        Files.write(file, new byte[] {'a', ':', '\n', 'b', ':', ' ', (byte) 0xC3, (byte) 0x28});
        var bad = SourceFile.read(file, "spec.yaml").diagnostics().getFirst();
        assertThat(bad.span().orElseThrow().place()).isEqualTo("spec.yaml:2:4");
        Files.write(file, "\uFEFFa: 1".getBytes(StandardCharsets.UTF_16LE));
        assertThat(code(SourceFile.read(file, "spec.yaml"))).isEqualTo("SP0122");
        Files.writeString(file, "\uFEFFa: 1");
        assertThat(SourceFile.read(file, "spec.yaml")).isEqualTo(Result.ok(new Source("spec.yaml", "a: 1")));
    }

    private static String code(Result<Source> result) {
        return result.diagnostics().getFirst().code();
    }

    private static List<String> soon(String text) {
        return Assertions.assertTimeoutPreemptively(Duration.ofMinutes(10), () -> codes(text));
    }

    private static List<String> codes(String text) {
        return new Parser()
                .parse(new Source("spec.yaml", text)).diagnostics().stream()
                        .map(Diagnostic::code)
                        .toList();
    }

    private static Node.Mapping document(String text) {
        var result = new Parser().parse(new Source("spec.yaml", text));
        return result.fold(
                problems -> {
                    throw new AssertionError(problems);
                },
                Document::root);
    }

    private static Node.Mapping mapping(Node.Mapping parent, String name) {
        return (Node.Mapping)
                java.util.Objects.requireNonNull(parent.entries().get(name)).value();
    }

    private static Value value(String text) {
        return scalar(document("a: " + text), "a");
    }

    private static Value scalar(Node.Mapping parent, String name) {
        return ((Node.Scalar) parent.get(name).orElseThrow()).value();
    }
}
