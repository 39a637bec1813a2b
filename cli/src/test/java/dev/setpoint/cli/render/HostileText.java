package dev.setpoint.cli.render;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Strings that try to be more than text where they are shown. */
public final class HostileText {

    /** Text that would begin a line that looks like ours. */
    public static final String FORGED = "Plan: 0 to forge";

    private static final List<String> PIECES = List.of(
            "::stop-commands::tok",
            " ::error file=a,line=1::x",
            "\n::set-output name=a::b",
            "\r::warning::x",
            "\u0085::notice::x",
            "\u2028::debug::x",
            "\u000b::add-mask::x",
            "##[error]x",
            "##[set-env name=A;]b",
            "##vso[task.setvariable variable=A]b",
            "##teamcity[buildStop]",
            "\n" + FORGED,
            "\r\n" + FORGED,
            "@octocat",
            "@org/team",
            "#1",
            "GH-1",
            "org/repo#1",
            "0123456789abcdef0123456789abcdef01234567",
            "https://evil.example/x",
            "www.evil.example",
            "mail@evil.example",
            "[text](https://evil.example)",
            "![image](https://evil.example/x.png)",
            "[a]: https://evil.example",
            "<https://evil.example>",
            "<b>bold</b>",
            "<img src=x onerror=y>",
            "</code></summary></details>",
            "</details>\n\n# Heading",
            "<!-- a -->",
            "-->",
            "--!>",
            "<![CDATA[",
            "<?x?>",
            "`",
            "``",
            "```",
            "`````",
            "\n```\n# Heading",
            "\n````\n",
            "~~~",
            "|",
            "\\|",
            "\\",
            "*a*",
            "**",
            "_b_",
            "~~c~~",
            "$x$",
            "\n\n    indented",
            "\n---\n",
            "\n===",
            "\n> [!NOTE]\n> x",
            "\n- item",
            "\n1. item",
            "\n| a |\n|---|\n",
            "&lt;b&gt;",
            "&#64;octocat",
            "&copy",
            ":smile:",
            "\"",
            "'",
            "{{x}}",
            "%%{init: {'theme':'dark'}}%%",
            "]",
            "\"]\n  click n0 href \"https://evil.example\"",
            ";",
            "\t",
            "\u00a0",
            "\u202e",
            "\u2066",
            "\u200b",
            "\u00ad",
            "\ufeff",
            "\u3164",
            "\udb40\udc41",
            "\ud83d\ude00",
            "e\u0301",
            "\u001b[31mred",
            "\u001b[2J",
            "\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
            "\u009b31m",
            "\u0007",
            "\u0000",
            "\u007f",
            "\b\b\b",
            " ",
            "a");

    private final Random random;

    public HostileText(long seed) {
        random = new Random(seed);
    }

    public String next() {
        return random.ints(1 + random.nextInt(4), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining())
                // An expression is no text.
                .replace("${", "$ {");
    }

    /** Text on one line, such as a key of a block with {@code forEach}. */
    public String nextKey() {
        return "k" + next().replaceAll("[\"\\\\\\p{Cntrl}]", "");
    }
}
