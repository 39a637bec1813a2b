package dev.setpoint.cli.render.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.lines.DiffLine;
import dev.setpoint.cli.render.lines.ValueDifference;
import dev.setpoint.cli.render.lines.ValueLines;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookalikesTest {

    /** Texts with Java escapes in {@code before} and {@code after}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-break space        | to\\u00a0be        | to be         | v: \"to\\u00a0be\" → to be",
                "ideographic space     | to\\u3000be        | to be         | v: \"to\\u3000be\" → to be",
                "composed, decomposed  | Caf\\u00e9         | Cafe\\u0301   | v: \"Caf\\u00e9\" → \"Cafe\\u0301\"",
                "Hangul                | \\uac00            | \\u1100\\u1161 | v: \"\\uac00\" → \"\\u1100\\u1161\"",
                "zero width space      | admin             | ad\\u200bmin  | v: admin → \"ad\\u200bmin\"",
                "soft hyphen           | admin             | ad\\u00admin  | v: admin → \"ad\\u00admin\"",
                "byte order mark       | \\ufeffa           | a             | v: \"\\ufeffa\" → a",
                "variation selector    | a\\ufe0f           | a             | v: \"a\\ufe0f\" → a",
                "tag characters        | a\\udb40\\udc61      | a             | v: \"a\\U000e0061\" → a",
                "override of direction | ab\\u202e          | ab            | v: \"ab\\u202e\" → ab",
                "mark of direction     | ab\\u200f          | ab            | v: \"ab\\u200f\" → ab",
                "Cyrillic letter       | payments          | p\\u0430yments | v: payments → \"p\\u0430yments\"",
                "Cyrillic word         | cop               | \\u0441\\u043e\\u0440 | v: cop →"
                        + " \"\\u0441\\u043e\\u0440\"",
                "Greek letter          | Oval              | \\u039fval    | v: Oval → \"\\u039fval\"",
                "full width            | prod              | \\uff50rod    | v: prod → \"\\uff50rod\"",
                "ligature              | file              | \\ufb01le     | v: file → \"\\ufb01le\"",
                "dash                  | a-b               | a\\u2013b     | v: a-b → \"a\\u2013b\"",
                "apostrophe            | it's              | it\\u2019s    | v: it's → \"it\\u2019s\"",
                "ellipsis              | and...            | and\\u2026    | v: and... → \"and\\u2026\"",
                "mathematical letter   | A                 | \\ud835\\udc00 | v: A → \"\\U0001d400\"",
                "tab                   | a\\tb              | a b           | v: \"a\\tb\" → a b",
                "line break            | a\\r\\n             | a\\n           | v: \"a\\r\\n\" → \"a\\n\"",
                "blank at the end      | prod              | prod\\u0020   | v: prod → \"prod\\u0020\"",
                "blank at the start    | prod              | \\u0020prod   | v: prod → \"\\u0020prod\"",
                "two blanks            | a b               | a\\u0020\\u0020b | v: a b → \"a \\u0020b\"",
                "an escape in full     | a\\u00a0           | a\\\\u00a0      | v: \"a\\u00a0\" → \"a\\\\u00a0\"",
                "strange among letters | p\\u0430ypal       | google        | v: \"p\\u0430ypal\" → google",
                "seen as it is         | M\\u00fcller       | Meyer         | v: M\u00fcller → Meyer",
                "another language      | \\u043a\\u043e\\u0442 | cat           | v: кот → cat",
                "what both have        | a\\u00a0b          | a\\u00a0c      | v: a\u00a0b → a\u00a0c",
            })
    void lookalikesAreEscapedWhereTheyDiffer(String what, String before, String after, String shown) {
        assertThat(text(unescaped(before), unescaped(after))).as(what).isEqualTo(shown);
    }

    private static String text(String before, String after) {
        return ValueDifference.named(0, "v", Optional.of(Value.of(before)), Optional.of(Value.of(after))).stream()
                .map(DiffLine::text)
                .collect(Collectors.joining("\n"));
    }

    private static String unescaped(String text) {
        var result = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) != '\\') {
                result.append(text.charAt(at));
                continue;
            }
            switch (text.charAt(++at)) {
                case 'u' -> {
                    result.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                }
                case 't' -> result.append('\t');
                case 'r' -> result.append('\r');
                case 'n' -> result.append('\n');
                default -> result.append('\\');
            }
        }
        return result.toString();
    }

    @Test
    void namesThatStandTogetherAreToldApart() {
        assertThat(Lookalikes.names(List.of("Name", "N\u0430me", "T\u00e9am", "a\u200bb", "Owner", "[\"Own\u0435r\"]")))
                .containsEntry("Name", "Name")
                .containsEntry("N\u0430me", "N\\u0430me")
                .containsEntry("T\u00e9am", "T\u00e9am")
                .containsEntry("a\u200bb", "a\\u200bb")
                .containsEntry("[\"Own\u0435r\"]", "[\"Own\\u0435r\"]");
        assertThat(Lookalikes.names(List.of(" a", "a  b")))
                .containsEntry(" a", "\\u0020a")
                .containsEntry("a  b", "a \\u0020b");
    }

    /** Whatever two strings differ in, what is shown of them does not look alike. */
    @Test
    void twoStringsNeverLookAlike() {
        var seed = 20260101L;
        var random = new Random(seed);
        var letters = List.of(
                "a",
                "\u0430",
                "e",
                "\u00e9",
                "e\u0301",
                " ",
                "\u00a0",
                "\u200b",
                "\t",
                "\r\n",
                "\n",
                "\\",
                "\"",
                "'",
                "\u2019",
                "-",
                "\u2013",
                "\u202e",
                "x",
                "\ud835\udc00",
                "A",
                "\uac00",
                "\u1100\u1161",
                "$",
                "{",
                "u00a0");
        for (var round = 0; round < 20_000; round++) {
            var before = word(random, letters);
            var after = random.nextBoolean() ? word(random, letters) : changed(before, random, letters);
            if (before.equals(after)) {
                continue;
            }
            var quoted = Lookalikes.quoted(before, after);
            var shownBefore = quoted.before().orElseGet(() -> ValueLines.inline(Value.of(before)));
            var shownAfter = quoted.after().orElseGet(() -> ValueLines.inline(Value.of(after)));
            assertThat(Characters.skeleton(shownBefore))
                    .as("seed %d, round %d: %s and %s", seed, round, codes(before), codes(after))
                    .isNotEqualTo(Characters.skeleton(shownAfter));
        }
    }

    private static String word(Random random, List<String> letters) {
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(_ -> letters.get(random.nextInt(letters.size())))
                .collect(Collectors.joining());
    }

    private static String changed(String text, Random random, List<String> letters) {
        var at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + letters.get(random.nextInt(letters.size())) + text.substring(at);
    }

    private static String codes(String text) {
        return text.chars().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
    }
}
