package dev.setpoint.cli.render.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.compare.SequenceDiff;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    private static List<String> difference(String before, String after) {
        return TextLines.difference(0, before, after).stream()
                .map(line -> line.mark().symbol() + line.text())
                .toList();
    }

    @Test
    void aChangeIsShownWithTheLinesAroundIt() {
        assertThat(difference("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n"))
                .containsExactly(" (2 lines unchanged)", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
    }

    @Test
    void aLineThatOnlyComesOrGoes() {
        assertThat(difference("a\nb\nc", "a\nc")).containsExactly(" a", "-b", " c");
        assertThat(difference("a\nc", "a\nb\nc")).containsExactly(" a", "+b", " c");
    }

    @Test
    void aChangeOfAllLineBreaksIsShownOnce() {
        assertThat(difference("a\r\nb\r\n", "a\nb\n"))
                .containsExactly("~(line breaks: CRLF → LF)", " (2 lines unchanged)");
        assertThat(difference("a\nb\n", "a\r\nB\r\n")).containsExactly("~(line breaks: LF → CRLF)", " a", "-b", "+B");
    }

    @Test
    void mixedLineBreaksAreShownWhereTheyAre() {
        assertThat(difference("a\r\nb\nc\n", "a\nb\nc\n")).containsExactly("-\"a\\r\"", "+a", " b", " c");
    }

    @Test
    void aChangedEndOfTheLastLineIsShown() {
        assertThat(difference("a\nb", "a\nb\n")).containsExactly(" (2 lines unchanged)", "-(no line break at the end)");
        assertThat(difference("a\nb\n", "a\nb")).containsExactly(" (2 lines unchanged)", "+(no line break at the end)");
        assertThat(difference("a\nb\n", "a\nb\n\n")).containsExactly(" a", " b", "+");
    }

    @Test
    void tabsBlanksAndLookalikesAreEscapedWhereTheyDiffer() {
        assertThat(difference("if:\n\tx\ny", "if:\n  x\ny")).containsExactly(" if:", "-\"\\tx\"", "+  x", " y");
        assertThat(difference("a \nb", "a\nb")).containsExactly("-\"a\\u0020\"", "+a", " b");
        assertThat(difference("x\u00a0y\nb", "x y\nb")).containsExactly("-\"x\\u00a0y\"", "+x y", " b");
    }

    @Test
    void equalPartsOfVeryLongLinesAreCounted() {
        var before = "x".repeat(6000) + "old" + "y".repeat(5000);
        var after = "x".repeat(6000) + "new" + "y".repeat(5000);

        var lines = difference(before, after);

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("-(5,940 characters are the same)xxx")
                .contains("xoldy")
                .endsWith("yyy(4,940 characters are the same)");
        assertThat(lines.getLast()).startsWith("+(5,940").contains("xnewy");
    }

    @Test
    void veryLongLinesWithNothingInCommonAreShownWhole() {
        var before = "a".repeat(9000);
        var after = "b".repeat(9000);

        assertThat(difference(before, after)).containsExactly("-" + before, "+" + after);
    }

    @Test
    void aHugeTextShowsItsChangesOnly() {
        var lines = IntStream.range(0, 50_000).mapToObj(i -> "line " + i).toList();
        var changed = new ArrayList<>(lines);
        changed.set(100, "first");
        changed.remove(40_000);
        changed.add(49_000, "another");

        assertThat(difference(String.join("\n", lines), String.join("\n", changed)))
                .hasSizeLessThan(25)
                .contains("-line 100", "+first", "-line 40000", "+another");
    }

    /** Removed and kept lines give the old text, added and kept lines the new one. */
    @Test
    void aDiffLosesNothing() {
        var seed = 7L;
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            var before = lines(random);
            var after = lines(random);
            var was = new ArrayList<String>();
            var now = new ArrayList<String>();
            for (var hunk : SequenceDiff.between(before, after)) {
                was.addAll(hunk.removed());
                was.addAll(hunk.kept());
                now.addAll(hunk.added());
                now.addAll(hunk.kept());
            }
            assertThat(was).as("seed %d, round %d", seed, round).isEqualTo(before);
            assertThat(now).as("seed %d, round %d", seed, round).isEqualTo(after);
        }
    }

    private static List<String> lines(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(_ -> String.valueOf((char) ('a' + random.nextInt(4))))
                .toList();
    }

    @Test
    void jsonInATextIsComparedMemberByMember() {
        assertThat(json("{\"a\": [1, 2, {\"b\": \"x\"}]}", "{\"a\": [1, 3, {\"b\": \"z\"}]}"))
                .containsExactly(" v: (JSON text)", "~a[2].b: x → z", " a:", "-- 2", "+- 3");
        assertThat(json("{\"a\": 1}", "{ \"a\": 1 }"))
                .containsExactly("~v: (the same JSON, written in another way)", "-{\"a\": 1}", "+{ \"a\": 1 }");
    }

    @Test
    void jsonInJsonIsComparedToo() {
        assertThat(json("{\"s\": \"{\\\"a\\\": 1}\"}", "{\"s\": \"{\\\"a\\\": 2}\"}"))
                .containsExactly(" v: (JSON text)", " s: (JSON text)", "~a: 1 → 2");
    }

    @Test
    void theOrderOfAnArrayCounts() {
        assertThat(json("[\"a\", \"b\"]", "[\"b\", \"a\"]")).containsExactly(" v: (JSON text)", "-- a", "+- a");
    }

    @Test
    void jsonThatRepeatsAMemberIsComparedAsText() {
        assertThat(json("{\"a\": 1, \"a\": 2}", "{\"a\": 3, \"a\": 2}"))
                .containsExactly("~v: \"{\\\"a\\\": 1, \\\"a\\\": 2}\" → \"{\\\"a\\\": 3, \\\"a\\\": 2}\"");
    }

    private static List<String> json(String before, String after) {
        return ValueDifference.named(0, "v", Optional.of(Value.of(before)), Optional.of(Value.of(after))).stream()
                .map(line -> line.mark().symbol() + line.text())
                .toList();
    }

    @Test
    void aTextOfSeveralLinesIsABlock() {
        assertThat(ValueLines.named(Mark.ADDED, 0, "v", Value.of("a\n b\n")).stream()
                        .map(DiffLine::text)
                        .collect(Collectors.joining("\n")))
                .isEqualTo("v: |\na\n b");
    }
}
