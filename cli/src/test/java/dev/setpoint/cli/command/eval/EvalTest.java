package dev.setpoint.cli.command.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.testing.Golden;
import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `eval`: values of expressions, of which the spec alone tells. */
class EvalTest {

    private static final String SHOP = """
        setpoint: v1
        stack: shop
        inputs:
          name: {type: string, default: world}
          count: {type: integer, default: 2}
          password: {type: string, sensitive: true, default: hunter2}
        providers: {aws: {region: us-east-1}}
        locals:
          greeting: Hello, ${inputs.name}!
          names: [a, b]
          script: |
            first
            second
        resources:
          key: {type: aws.kms.key, properties: {description: "Key of ${inputs.name}"}}
          bucket:
            type: aws.s3.bucket
            properties:
              name: shop-${inputs.name}
              encryption: {algorithm: aws:kms, kmsKey: "${key.arn}"}
          site:
            forEach: {eu: 1, us: 2}
            type: core.value
            properties: {weight: "${each.value}"}
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void stack() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), SHOP);
    }

    private Run eval(String... args) {
        return Run.of(folder, Stream.concat(Stream.of("eval"), Stream.of(args)).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2                             | 3",
                "1.5                               | 1.5",
                "inputs.name                       | world",
                "locals.greeting                   | Hello, world!",
                "stack.name                        | shop",
                "inputs.count * 2                  | 4",
                "string(inputs.count)              | \"2\"",
                "locals.names.map(n, n + '!')      | [a!, b!]",
                "size(locals.names) > 1            | true",
                "bucket.name                       | shop-world",
                "site[\"eu\"].weight               | 1",
                "locals.script                     | \"first\\nsecond\\n\"",
                "{'a': 1, 'b': [true]}             | {a: 1, b: [true]}",
                "null                              | null",
                "[]                                | []",
                "key.arn                           | (known after apply: key.arn)",
                "key.arn + '/x'                    | (known after apply: key.arn + '/x')",
                "key.arn == 'x' ? 1 : null         | (known after apply, or absent: key.arn == 'x' ? 1 : null)",
                "inputs.password                   | (sensitive)",
                "'is ' + inputs.password           | (sensitive)",
                "inputs.password == 'hunter2'      | (sensitive)",
                "[inputs.password, 'clear']        | (sensitive)",
            })
    void aValueIsPrinted(String expression, String shown) {
        var run = eval(expression);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().strip().replace("\n", " ")).isEqualTo(shown);
    }

    @Test
    void aPropertyThatIsKnownAfterApplyIsMarkedWhereItStands() throws IOException {
        Golden.check("eval/bucket.txt", eval("bucket").out());
        Golden.check("eval/bucket.json", eval("bucket", "--format", "json").out());
    }

    @Test
    void jsonHoldsNoSecret() {
        var run = eval("{'secret': inputs.password, 'later': key.arn, 'text': 'x'}", "--format", "json");

        assertThat(run.out()).isEqualTo("""
            {
              "secret" : "(sensitive)",
              "later" : {
                "$unknown" : "key.arn"
              },
              "text" : "x"
            }
            """);
    }

    @Test
    void inputsAreGivenAsForOtherCommands() {
        assertThat(eval("locals.greeting", "--input", "name=you").out()).isEqualTo("Hello, you!\n");
        assertThat(eval("inputs.count", "--input", "count=many").err()).contains("`count`");
    }

    @Test
    void theStackMayBeElsewhere() throws IOException {
        var below = Files.createDirectory(folder.resolve("below"));

        assertThat(Run.of(below, "eval", "stack.name", "..").out()).isEqualTo("shop\n");
    }

    @Test
    void aBrokenExpressionIsPointedInto() throws IOException {
        var page = new StringBuilder();
        for (var expression : List.of(
                "locals.greting",
                "bucket.nam",
                "site.asia.weight",
                "1 +",
                "size(1)",
                "[1, 2].map(n, n / 0)",
                "each.key",
                "${inputs.name}",
                "inputs.name + \n  inputs.nme",
                "1 }",
                "")) {
            var run = eval(expression);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            page.append(run.err()).append('\n');
        }
        Golden.check("eval/broken.txt", page.toString());
    }

    @Test
    void errorsAreOneDocumentInJson() {
        var run = eval("locals.greting", "--format", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\"diagnostics\"").contains("SP0301");
    }

    @Test
    void aBrokenStackIsReportedAsByValidate() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), SHOP.replace("description:", "descripton:"));

        assertThat(eval("1").err()).isEqualTo(Run.of(folder, "validate").err()).contains("Did you mean `description`?");
    }

    @Test
    void withoutAStackThereAreFunctionsAndLiterals() throws IOException {
        Files.delete(folder.resolve("setpoint.yaml"));

        assertThat(eval("'a'.upperAscii()").out()).isEqualTo("A\n");
        assertThat(eval("inputs.name").err()).contains("SP0301").contains("There is no stack in this folder.");
        assertThat(eval("stack.name").err()).contains("SP0301").contains("There is no stack in this folder.");
        assertThat(eval("1", "elsewhere").err()).contains("There is no file or folder `elsewhere`.");
        assertThat(eval("1", "--input", "name=x").err()).contains("There is no stack in this folder");
    }

    @Test
    void eachLineOfStdinIsAnExpression() {
        var run = Run.reading("1 + 1\n\n  locals.nams\r\nlocals.names", Set.of(), folder, "eval", "-");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("2\n[a, b]\n");
        assertThat(run.err())
                .startsWith("error[SP0301] stdin:3:3: There is no local `nams`.\n    3 |   locals.nams\n")
                .contains("Did you mean `names`?");
    }

    @Test
    void aTerminalIsPrompted() {
        var run = Run.reading("1\n2\n", Set.of(Console.Stream.IN, Console.Stream.ERR), folder, "eval", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("1\n2\n");
        assertThat(run.err()).isEqualTo("> > > \n");
    }

    @Test
    void oneExpressionCannotStopTheNext() {
        var lines = "'x'.matches('(')\n" + "[".repeat(5_000) + "]".repeat(5_000) + "\n1\n";
        var run = Run.reading(lines, Set.of(), folder, "eval", "-");

        assertThat(run.out()).isEqualTo("1\n");
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("SP0999");
    }
}
