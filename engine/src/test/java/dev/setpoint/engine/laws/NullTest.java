package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Null is absent, at plan and at apply alike, however it comes about. */
class NullTest {

    private static final String SPEC = """
        setpoint: v1
        stack: shop
        providers: {test: {}}
        inputs:
          none: {type: string, default: null}
          off: {type: boolean, default: false}
        locals:
          none: ${inputs.none}
          map: {a: "${locals.none}", b: x}
        resources:
          thing: {type: test.thing, properties: {name: thing, %s}}
          key: {type: test.key, properties: {zone: a}}
        outputs:
          gone: ${locals.none}
          list: [a, null, "${inputs.none}"]
        """;

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comment: null",
                "comment: \"${null}\"",
                "comment: \"${dyn(null)}\"",
                "comment: \"${inputs.none}\"",
                "comment: \"${locals.none}\"",
                "comment: \"${locals.map.a}\"",
                "comment: \"${inputs.off ? 'x' : null}\"",
                "comment: \"${inputs.off ? 'x' : inputs.none}\"",
                "comment: \"${key.arn == '' ? 'x' : null}\"",
                "comment: \"${key.arn == '' ? 'x' : null}\", note: null",
            })
    void aPropertyThatIsNullIsNotSet(String properties) {
        applied(properties);
        assertThat(thing()).isEqualTo(Json.read("{\"name\": \"thing\"}"));
        assertThat(world.changes(SPEC.formatted(properties))).isEmpty();
        assertThat(world.state().outputs()).isEqualTo(Json.read("{\"list\": [\"a\"]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels: [a, null, b], tags: {a: null, b: x}",
                "labels: [a, \"${inputs.none}\", b], tags: {a: \"${inputs.none}\", b: x}",
                "labels: \"${['a', null, 'b']}\", tags: \"${{'a': null, 'b': 'x'}}\"",
                "labels: \"${['a', inputs.none, 'b']}\", tags: \"${locals.map}\"",
                "labels: [a, b, \"${key.arn == '' ? 'x' : null}\"], tags: {a: \"${key.arn == '' ? 'x' : null}\", b: x}",
                "labels: \"${['a', key.arn == '' ? 'x' : null, 'b']}\", tags: \"${{'a': key.arn == '' ? 'x' : null,"
                        + " 'b': 'x'}}\"",
            })
    void soIsAnElementAndAnEntry(String properties) {
        applied(properties);
        assertThat(thing())
                .isEqualTo(Json.read("{\"name\": \"thing\", \"labels\": [\"a\", \"b\"], \"tags\": {\"b\": \"x\"}}"));
        assertThat(world.changes(SPEC.formatted(properties))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size: 1, tags: null",
                "size: 1, tags: \"${inputs.off ? {'a': 'x'} : null}\"",
                "size: 1, tags: \"${key.arn == '' ? {'a': 'x'} : null}\""
            })
    void whatBecomesNullIsRemoved(String properties) {
        applied("size: 1, tags: {a: x}");
        applied(properties);
        assertThat(thing()).isEqualTo(Json.read("{\"name\": \"thing\", \"size\": 1}"));
        assertThat(world.changes(SPEC.formatted(properties))).isEmpty();
        assertThat(world.changes(SPEC.formatted("size: 1"))).isEmpty();
    }

    @Test
    void whatIsRequiredAndMayComeOutAsNullIsRefusedByTheCheck() {
        var late = SPEC.formatted("comment: x").replace("name: thing,", "name: \"${key.arn == '' ? 'x' : null}\",");
        assertThat(world.problems(late))
                .extracting(Diagnostic::message)
                .containsExactly("`name` is required, and `key.arn == '' ? 'x' : null` may be absent.");
    }

    private void applied(String properties) {
        var run = world.apply(SPEC.formatted(properties));
        assertThat(run.outcome().succeeded()).as(run.outcome().toString()).isTrue();
    }

    private Value thing() {
        return world.state()
                .resource(Address.resource("thing"))
                .orElseThrow()
                .applied()
                .without("colour");
    }
}
