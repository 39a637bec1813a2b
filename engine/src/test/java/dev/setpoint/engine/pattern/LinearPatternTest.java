package dev.setpoint.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.regex.JDKRegularExpressionFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {

    /** Line ends, blanks, letters of several alphabets, non-ASCII digits, and a character of two chars. */
    private static final List<String> TEXTS = List.of(
            "", "a", "A", "ab", "a\n", "\na", "a\r", "a\r\n", "a\u0085", "a\u2028", "\u2029", " ", "\t", "\u000B",
            "\u00A0", "é", "É", "ß", "я", "中", "٣", "5", "_", "-", "]", "[", "^", "$", ".", "🎉", "a🎉", "\u0001");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^a$",
                "a$",
                "^a",
                "^.$",
                ".",
                "^[^a]$",
                "^.*$",
                "^..$",
                "\\s",
                "^\\S$",
                "[\\s-]",
                "^[^\\s]$",
                "\\d",
                "\\w",
                "\\W",
                "^\\W$",
                "\\bab?\\b",
                "\\p{L}",
                "\\p{Lu}",
                "^\\P{L}$",
                "\\p{IsLatin}",
                "\\p{Alpha}",
                "[\\p{Alpha}5]",
                "\\P{Alpha}",
                "\\p{Cntrl}",
                "\\p{ASCII}",
                "[\\p{Punct}]",
                "\\u0061",
                "[\\u0020-\\u007e]",
                "\\x61",
                "\\x{1F389}",
                "(?i)^a$",
                "(?s)^.$",
                "^[]a]$",
                "[\\]]",
                "[$.]",
                "\\$",
                "\\.",
                "\\Q.\\E",
                "^(a|b)+$",
                "a{1,3}",
                "^a??b?$",
                "[\\w.-]",
                "(?:a)(?<name>b)"
            })
    void patternsMeanWhatTheyMeanToJava(String pattern) {
        var known = JDKRegularExpressionFactory.getInstance().getRegularExpression(pattern);
        var ours = LinearPattern.ofSchema(pattern);
        for (var text : TEXTS) {
            assertThat(ours.isFoundIn(text)).as("%s in `%s`", pattern, text).isEqualTo(known.matches(text));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(?=a)b            | RE2 has no look-ahead such as `(?=`",
                "^(?!aws)          | RE2 has no look-ahead such as `(?!`",
                "(?<=a)b           | RE2 has no look-behind such as `(?<=`",
                "(?<!a)b           | RE2 has no look-behind such as `(?<!`",
                "(a)\\1            | RE2 has no back references such as `\\1`",
                "(?<n>a)\\k<n>     | RE2 has no `\\k`",
                "(?>a+)b           | RE2 has no atomic groups such as `(?>`",
                "a++b              | `++` repeats a repetition, and RE2 has no possessive ones",
                "a{1001}           | `{1001}` repeats more than 1,000 times, the maximum",
                "a{2,1}            | `{2,1}` is not a valid number of repetitions",
                "[a&&b]            | RE2 has no intersections of classes such as `&&`",
                "[a[bc]]           | RE2 has no classes of characters inside of others",
                "a\\Z              | RE2 has no `\\Z`",
                "\\h               | RE2 has no `\\h`",
                "[a-               | a `[` is never closed by a `]`",
                "(a                | a `(` is never closed by a `)`",
                "a)                | a `)` has no matching `(`",
                "*a                | `*` has nothing before it to repeat",
                "a\\               | it ends with a backslash",
                "[z-a]             | `z-a` is not a range or class of characters in RE2",
                "\\p{javaLowerCase} | `\\p{javaLowerCase}` is not a range or class of characters in RE2"
            })
    void aPatternThatRe2DoesNotSupportIsRefusedWithTheReason(String pattern, String reason) {
        assertThatThrownBy(() -> LinearPattern.ofSchema(pattern))
                .isInstanceOf(RefusedPatternException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((a{1,1000}){1,1000}){1,1000}){1,1000}b",
                "((a{1000}){1000}){1000}",
                "(\\Qaaaaaaaaaaaaaaaaaaaa\\E){1000}",
                "([a-z]{1,1000}){1,1000}",
                "(\\p{L}{500}){500}",
                "(x{100}|y{100}){999}",
                "((((((((((a{2,9}){2,9}){2,9}){2,9}){2,9}){2,9}){2,9}){2,9}){2,9}){2,9})",
                "(.{0,1000}[^]{}()]{1000}){50}",
                "(a{1000}\\({1000}){9}"
            })
    void patternsThatWouldFillTheMemoryAreRefusedBeforeTheyAreCompiled(String pattern) {
        assertThatThrownBy(() -> LinearPattern.of(pattern))
                .isInstanceOf(RefusedPatternException.class)
                .hasMessageContaining("larger than 10000 parts");
    }

    @Test
    void deepAndLongPatternsAreRefused() {
        assertThatThrownBy(() -> LinearPattern.of("(".repeat(20_000))).hasMessageContaining("longer than 10000");
        assertThatThrownBy(() -> LinearPattern.of("(".repeat(200) + "a" + ")".repeat(200)))
                .hasMessageContaining("deeper than 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^([a-z]|-)*$", "^(a+)+$", "^(a|aa)+$", "^(a*)*b?$", "^(([a-z])+.)+[a-z]$", "^(a?){50}a*$"})
    void longTextsAreMatchedInLinearTime(String pattern) {
        assertThat(LinearPattern.ofSchema(pattern).isFoundIn("a".repeat(20_000)))
                .isTrue();
        assertThat(LinearPattern.ofSchema(pattern).isFoundIn("a".repeat(20_000) + "!"))
                .isFalse();
    }
}
