package dev.setpoint.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final String HEAD = "setpoint: v1\nstack: demo\n";

    @Test
    void defaultsOfTheSchemaAreFilledInAlsoInsideMapsThatAreThere() {
        var stack = stack("""
            inputs: {mode: {type: object, default: {algorithm: AES256}}}
            resources:
              literal: {type: toy.widget, properties: {name: a, encryption: {algorithm: AES256}}}
              computed: {type: toy.widget, properties: {name: b, encryption: "${inputs.mode}"}}
            """);
        var expected = Json.read("{\"algorithm\":\"AES256\",\"bucketKey\":false}");
        for (var name : new String[] {"literal", "computed"}) {
            var properties = new StaticValues(stack).properties(block(stack, name));
            assertThat(properties.get("on")).contains(Value.of(true));
            assertThat(properties.get("encryption")).contains(expected);
        }
    }

    @Test
    void aReferenceToWhatAnotherSpecSetsIsKnownAndOneToAnOutputIsNot() {
        var stack = stack("""
            data: {d: {type: toy.lookup, properties: {key: k}}}
            resources:
              a: {type: toy.base, properties: {name: "${b.name}-${data.d.key}", next: "${b.arn}"}}
              b: {type: toy.base, properties: {name: base}}
            """);
        assertThat(new StaticValues(stack).properties(block(stack, "a")))
                .isEqualTo(new Value.Map(Map.of("name", Value.of("base-k"), "next", new Value.Unknown("b.arn"))));
    }

    @Test
    void optionsOfAResourceAreRead() {
        var block = block(stack("""
            resources:
              other: {type: core.value}
              a:
                type: toy.widget
                provider: toy.second
                dependsOn: [other, data.d]
                lifecycle: {preventDestroy: true, onDelete: retain, ignoreChanges: [tags.x]}
                timeouts: {create: 1h30m, read: 10m, delete: 45s}
                import: the-id
                moved: [old]
                properties: {name: a}
            data: {d: {type: toy.lookup}}
            providers: {toy.second: {x: 1}}
            """), "a");
        assertThat(block.provider()).isEqualTo("toy.second");
        assertThat(block.dependsOn()).containsExactly(Address.resource("other"), Address.data("d"));
        assertThat(block.lifecycle().preventDestroy()).isTrue();
        assertThat(block.lifecycle().retain()).isTrue();
        assertThat(block.lifecycle().ignoreChanges()).containsExactly(PropertyPath.of("tags", "x"));
        assertThat(block.timeouts())
                .containsOnly(
                        Map.entry("create", Duration.ofMinutes(90)),
                        Map.entry("read", Duration.ofMinutes(10)),
                        Map.entry("delete", Duration.ofSeconds(45)));
        assertThat(block.importId()).contains("the-id");
        assertThat(block.movedFrom()).containsExactly(Address.resource("old"));
    }

    @Test
    void sensitiveInputsAreSecretAndSoIsWhatIsMadeOfThem() {
        var stack = stack("""
            inputs: {password: {type: string, sensitive: true, default: hush}}
            locals: {url: "https://u:${inputs.password}@host"}
            outputs:
              plain: ${locals.url}
              marked: {value: x, sensitive: true, description: Marked}
            """);
        assertThat(stack.inputs().get("password")).isEqualTo(new Value.Secret(Value.of("hush")));
        assertThat(Objects.requireNonNull(stack.outputs().get("plain")).value().evaluate(new StaticValues(stack)))
                .isEqualTo(new Value.Secret(Value.of("https://u:hush@host")));
        assertThat(Objects.requireNonNull(stack.outputs().get("marked")).sensitive())
                .isTrue();
    }

    @Test
    void aProviderThatIsUsedButNotDeclaredHasEmptySettings() {
        var stack = stack("resources: {a: {type: toy.base, properties: {name: a}}}\n");
        assertThat(stack.providers().keySet()).containsExactly("toy");
    }

    private static ResourceBlock block(Stack stack, String name) {
        return stack.resource(Address.resource(name)).orElseThrow();
    }

    private static Stack stack(String text) {
        return new Parser()
                .parse(new Source("spec.yaml", HEAD + text))
                .then(document -> new Checker(new SchemaFiles()).check(document, Bindings.NONE))
                .fold(
                        problems -> {
                            throw new AssertionError(problems.toString());
                        },
                        stack -> stack);
    }
}
