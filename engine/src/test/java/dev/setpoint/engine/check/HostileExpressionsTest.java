package dev.setpoint.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs that are small, and whose expressions would take for ever or fill the memory. */
class HostileExpressionsTest {

    private static final String HEAD = "setpoint: v1\nstack: demo\n";

    /** A hundredth of what a command may spend, which the same specs spend as well. */
    private static Budget small() {
        return new Budget(500_000, 2_560_000);
    }

    /** @param place what the diagnostic points at in its line */
    record Attack(String name, String spec, String limit, String place) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String STEPS = "take more than 500,000 steps.";
    private static final String SIZE = "are larger than 2,560,000 characters together.";
    private static final String DEEP = "its result nests lists and maps deeper than 200 levels.";

    private static final String SIXTEEN = "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]";

    static Stream<Attack> attacks() {
        return Stream.of(
                loops("map", "x0", SIZE),
                local("eight loops of filter", filters(8), STEPS),
                loops("all", "true", STEPS),
                loops("exists", "false", STEPS),
                loops("exists", "1 / 0 == 1", STEPS),
                loops("exists_one", "false", STEPS),
                local(
                        "replace",
                        chained("'" + "a".repeat(50) + "'", ".replace('a', '" + "a".repeat(50) + "')", 4),
                        SIZE),
                local("replace of nothing", chained("'aaaaaaaaaa'", ".replace('', 'aaaaaaaaaa')", 9), SIZE),
                local("quote", chained("'\"\"\"\"'", ".replace('\"', '\"\"\"\"')", 12), SIZE),
                local("split and join", chained("'aaaaaaaaa'", ".split('').join('aaaaaaaaa')", 9), SIZE),
                local(
                        "join of one text many times",
                        chained("['aaaaaaaaaa']", ".map(x, [x,x,x,x,x,x,x,x,x,x].join())", 9),
                        SIZE),
                local("lists of lists, shared", chained("[[1]]", ".map(x, [x, x])", 40), STEPS),
                local("size of shared lists", chained("[[1]]", ".map(x, [x, x])", 40) + ".size()", STEPS),
                local(
                        "comparison of shared lists",
                        chained("[[1]]", ".map(x, [x, x])", 20) + " == " + chained("[[1]]", ".map(x, [x, x])", 20),
                        STEPS),
                local("text and number back and forth", loop("map", 4, "string(int(string(x0)))"), STEPS),
                local("search that compares everything", searched(), STEPS),
                local("a range of numbers", "lists.range(9000000000)", SIZE),
                local("many ranges of numbers", loop("map", 2, "lists.range(9999)"), SIZE),
                local("a pattern that looks to the end for each match", looking(), STEPS),
                local("JSON in JSON", loop("map", 4, json(8)), SIZE),
                local("JSON of shared lists", "json.encode(" + chained("[[1]]", ".map(x, [x, x])", 40) + ")", STEPS),
                local("empty parts of shared lists", "prune(" + chained("[['']]", ".map(x, [x, x])", 40) + ")", STEPS),
                local("equal shared lists", "[" + chained("[[1]]", ".map(x, [x, x])", 30) + "].distinct()", STEPS),
                local("a name for a list that doubles", bound(40), STEPS),
                local("sorted over and over", loop("map", 5, SIXTEEN + ".sort()"), SIZE),
                local("maps merged over and over", loop("map", 5, "merge({\"a\": 1}, {\"b\": 2})"), SIZE),
                doubling(
                        "maps merged with themselves",
                        "{k: x}",
                        "'${merge(locals.a%1$d, {\"k%1$d\": locals.a%1$d})}'",
                        STEPS),
                doubling("texts between texts", "x", "${locals.a%1$d}${locals.a%1$d}", SIZE),
                doubling("sums of texts", "x", "${locals.a%1$d + locals.a%1$d}", SIZE),
                doubling("lists that hold two", "[x]", "['${locals.a%1$d}', '${locals.a%1$d}']", SIZE),
                doubling("sums of lists", "[x]", "${locals.a%1$d + locals.a%1$d}", SIZE),
                doubling("maps that hold two", "{k: x}", "{k: '${locals.a%1$d}', l: '${locals.a%1$d}'}", STEPS),
                doubling("maps made by CEL", "{k: x}", "'${{\"k\": locals.a%1$d, \"l\": locals.a%1$d}}'", STEPS),
                nested("a list in a list", "['${locals.a%d}']"),
                nested("a map in a map", "{k: '${locals.a%d}'}"),
                new Attack(
                        "a loop in every instance",
                        keys(2_000) + "    properties: {value: \"${" + loop("map", 3, "each.key") + "}\"}\n",
                        SIZE,
                        loop("map", 3, "each.key")),
                new Attack(
                        "an interpolated loop in every instance",
                        keys(2_000) + "    properties: {value: \"a-${" + loop("map", 2, "x0") + ".size()}-b\"}\n",
                        SIZE,
                        loop("map", 2, "x0") + ".size()"),
                new Attack(
                        "a large block in every instance",
                        keys(2_000) + "    properties: {value: [" + "a, ".repeat(1_000) + "a]}\n",
                        SIZE,
                        "v"),
                new Attack(
                        "a large value in every instance",
                        "locals:\n  big: " + "x".repeat(10_000) + "\n" + keys(2_000)
                                + "    properties: {value: '${locals.big}'}\n",
                        SIZE,
                        "locals.big"),
                new Attack(
                        "every instance depends on all of another block",
                        keys(500) + "    properties: {value: x}\n"
                                + keys(500).replace("resources:\n", "").replace("  v:", "  w:")
                                + "    properties: {value: '${v.map(k, v[k].value)}'}\n",
                        STEPS,
                        "v.map(k, v[k].value)"),
                new Attack(
                        "every instance says that it depends on all of another block",
                        keys(500) + "    properties: {value: x}\n"
                                + keys(500).replace("resources:\n", "").replace("  v:", "  w:")
                                + "    dependsOn: [v]\n    properties: {value: x}\n",
                        STEPS,
                        "w:"),
                new Attack(
                        "forEach over nested loops",
                        "resources:\n  v:\n    type: core.value\n    forEach: \"${" + loop("map", 5, "'k'") + "}\"\n",
                        SIZE,
                        loop("map", 5, "'k'")),
                new Attack(
                        "a provider's setting",
                        "providers:\n  aws: {region: \"${" + loop("all", 6, "true") + " ? 'a' : 'b'}\"}\n",
                        STEPS,
                        loop("all", 6, "true") + " ? 'a' : 'b'"),
                new Attack(
                        "a backend's setting",
                        "inputs: {n: {type: array, items: {type: string}, default: [" + "a,".repeat(300)
                                + "a]}}\nbackend:\n  s3: {bucket: \"${inputs.n.all(a, inputs.n.all(b, inputs.n.all(c,"
                                + " true))) ? 'a' : 'b'}\"}\n",
                        STEPS,
                        "inputs.n.all(a, inputs.n.all(b, inputs.n.all(c, true))) ? 'a' : 'b'"),
                new Attack(
                        "a condition under a secret",
                        "inputs: {s: {type: string, sensitive: true, default: secret}}\n"
                                + "resources:\n"
                                + "  v: {type: core.value, properties: {value:"
                                + " \"${inputs.s"
                                + " != 'x'"
                                + " && " + loop("all", 6, "true") + "}\"}}\n",
                        STEPS,
                        "inputs.s != 'x' && " + loop("all", 6, "true")),
                new Attack(
                        "parts of what is not known yet",
                        "data: {d: {type: toy.lookup, properties: {key: k}}}\nresources:\n  v: {type: core.value,"
                                + " properties: {value: \"${" + loop("map", 6, "data.d.found") + "}\"}}\n",
                        STEPS,
                        loop("map", 6, "data.d.found")),
                new Attack(
                        "a pattern for a long text",
                        "inputs:\n  a: {type: string, pattern: '^(a{1,500}b?){2,9}$', default: " + "a".repeat(20_000)
                                + "}\n",
                        STEPS,
                        "a"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void hostileExpressionsEndTheCommandAtTheirPlace(Attack attack) {
        var problems =
                check(HEAD + attack.spec(), HostileExpressionsTest::small).diagnostics();
        assertThat(problems).extracting(Diagnostic::code).containsExactly("SP0350");
        assertThat(problems.getFirst().message()).endsWith(attack.limit());
        assertThat(pointedAt(problems.getFirst())).startsWith(attack.place());
    }

    /** Far below the limits: a hundredth of what a command may spend is enough for a tenth of its resources. */
    @Test
    void tenThousandHonestResourcesSpendLittle() {
        var budget = new Budget();
        var spec = keys(10_000) + """
                properties:
                  value:
                    name: my-${stack.name}-${each.key}
                    upper: ${each.key.upperAscii()}
                    even: "${int(each.key.substring(1)) % 2 == 0 ? 'yes' : 'no'}"
                    tags: {Name: "${each.key}", Team: "${each.value}"}
            """;
        assertThat(check(HEAD + spec, () -> budget).diagnostics()).isEmpty();
        assertThat(budget.steps()).isLessThan(1_000_000);
        assertThat(budget.size()).isLessThan(5_000_000);
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void anExpressionThatIsTooLargeToBeReadIsSaidToBe(String code, String message) {
        var problems =
                check(HEAD + "locals:\n  a: \"${" + code + "}\"\n", Budget::new).diagnostics();
        assertThat(problems).extracting(Diagnostic::code).containsExactly("SP0303");
        assertThat(problems.getFirst().message()).isEqualTo(message);
        assertThat(problems.getFirst().hint()).contains("Split it into several expressions under `locals`.");
    }

    static Stream<Arguments> tooLarge() {
        var deep = "This expression has more than 250 operators, brackets and calls around or after one another.";
        return Stream.of(
                arguments("(".repeat(5_000) + "1" + ")".repeat(5_000), deep),
                arguments("[".repeat(300) + "1" + "]".repeat(300), deep),
                arguments("1" + "+1".repeat(20_000), deep),
                arguments("1" + "+1".repeat(50_000), "This expression is longer than 100000 characters."));
    }

    /** Quadratic work for problems: the texts are refused, and quickly. */
    @ParameterizedTest
    @ValueSource(strings = {"${aws:a}", "${locals.x}", "${1 +}", "${'x'.nothing()}"})
    void aTextFullOfMistakesIsReportedInPart(String mistake) {
        var problems = check(HEAD + "locals:\n  a: \"" + mistake.repeat(20_000) + "\"\n", Budget::new)
                .diagnostics();
        assertThat(problems).isNotEmpty().hasSizeLessThan(101);
    }

    @Test
    void aLoopTakesStepsInProportionToItsTurns() {
        var few = spent(1_000);
        var many = spent(10_000);
        assertThat(many).isLessThan(11 * few);
    }

    private static long spent(int turns) {
        var budget = new Budget();
        var list = IntStream.range(0, turns).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        check(HEAD + "locals:\n  l: " + list + "\n  m: ${locals.l.map(x, x + 1).filter(x, x > 5)}\n", () -> budget);
        return budget.steps();
    }

    private static Attack local(String name, String code, String limit) {
        return new Attack(name, "locals:\n  a: '${" + code.replace("'", "''") + "}'\n", limit, "");
    }

    private static Attack loops(String macro, String body, String limit) {
        return local("eight loops of " + macro + " with " + body, loop(macro, 8, body), limit);
    }

    private static String loop(String macro, int depth, String body) {
        var code = body;
        for (var i = 0; i < depth; i++) {
            code = SIXTEEN + "." + macro + "(x" + i + ", " + code + ")";
        }
        return code;
    }

    private static String filters(int depth) {
        var code = "true";
        for (var i = 0; i < depth; i++) {
            code = SIXTEEN + ".filter(x" + i + ", " + code + ").size() >= 0";
        }
        return code;
    }

    private static String chained(String first, String call, int times) {
        return first + call.repeat(times);
    }

    private static String searched() {
        var long1 = chained("'aaaaaaaaaa'", ".replace('a', 'aaaaaaaaaa')", 3);
        return long1 + ".replace('a', 'aaaaaaaaaa').contains(" + long1 + " + 'b')";
    }

    private static String looking() {
        return "regex.extractAll(" + chained("'aaaaaaaaaa'", ".replace('a', 'aaaaaaaaaa')", 3) + ", 'a.*b|a')";
    }

    /** Each quote is escaped, and so is each escape. */
    private static String json(int depth) {
        return "json.encode(".repeat(depth) + "'\"'" + ")".repeat(depth);
    }

    private static String bound(int depth) {
        var code = "x" + depth + ".size()";
        for (var i = depth; i > 0; i--) {
            code = "cel.bind(x" + i + ", [x" + (i - 1) + ", x" + (i - 1) + "].flatten(), " + code + ")";
        }
        return "cel.bind(x0, [1, 2], " + code + ")";
    }

    private static Attack doubling(String name, String first, String next, String limit) {
        return new Attack("doubling " + name, locals(first, next, 40), limit, "");
    }

    private static Attack nested(String name, String next) {
        return new Attack("five thousand times " + name, locals("x", next, 5_000), DEEP, "locals.a20");
    }

    private static String locals(String first, String next, int count) {
        return "locals:\n  a0: " + first + "\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "  a" + (i + 1) + ": " + next.formatted(i) + "\n")
                        .collect(Collectors.joining());
    }

    private static String keys(int count) {
        var keys = IntStream.range(0, count).mapToObj(i -> "k" + i + ": t").collect(Collectors.joining(", "));
        return "resources:\n  v:\n    type: core.value\n    forEach: {" + keys + "}\n";
    }

    private static String pointedAt(Diagnostic problem) {
        var span = problem.span().orElseThrow();
        return span.source()
                .text()
                .lines()
                .skip(span.line() - 1L)
                .findFirst()
                .orElse("")
                .substring(span.column() - 1);
    }

    private static Result<Stack> check(String text, Supplier<Budget> budget) {
        return new Parser()
                .parse(new Source("setpoint.yaml", text))
                .then(document -> new Checker(new SchemaFiles(), List.of(), AllowedAccess.DEFAULT, budget)
                        .check(document, Bindings.NONE));
    }
}
