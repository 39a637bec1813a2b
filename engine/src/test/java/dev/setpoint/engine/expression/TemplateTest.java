package dev.setpoint.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.expression.template.TextTemplate;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    /** Names and types: what a stack with these inputs and resources would declare. */
    private static final TypeScope TYPES = new TypeScope() {
        private final Shape.ObjectOf inputs = object("""
            {"type": "object", "additionalProperties": false, "properties": {
              "suffix": {"type": "string"}, "count": {"type": "integer"}, "ratio": {"type": "number"},
              "on": {"type": "boolean"}, "admins": {"type": "array", "items": {"type": "string"}},
              "tags": {"type": "object", "additionalProperties": {"type": "string"}},
              "secret": {"type": "string"}, "any": {}, "big": {"type": "integer"}, "low": {"type": "integer"},
              "whole": {"type": "number"}, "shares": {"type": "array", "items": {"type": "number"}},
              "mixed": {"type": "array"}, "holes": {"type": "object"}}}\
            """);
        private final Shape.ObjectOf bucket = object("""
            {"type": "object", "additionalProperties": false, "properties": {
              "name": {"type": "string"}, "arn": {"type": "string", "readOnly": true},
              "tags": {"type": "object", "additionalProperties": {"type": "string"}},
              "encryption": {"type": "object", "additionalProperties": false, "properties": {
                "algorithm": {"type": "string"}, "kmsKey": {"type": "string"}}}}}\
            """);

        @Override
        public Optional<Shape> shape(Root root, String name) {
            return switch (root) {
                case INPUT -> inputs.attribute(name).map(attribute -> attribute.shape());
                case RESOURCE -> name.equals("bucket") ? Optional.of(bucket) : Optional.empty();
                default -> Optional.empty();
            };
        }

        @Override
        public Collection<String> names(Root root) {
            return switch (root) {
                case INPUT -> inputs.attributes().keySet();
                case RESOURCE -> List.of("bucket");
                default -> List.of();
            };
        }
    };

    private static final Value.Map INPUTS =
            ((Value.Map) Json.read("""
                {"suffix": "abc", "count": 3, "ratio": 0.1, "on": true, "admins": ["a", "b"],
                 "tags": {"team": "x", "a.b": "dotted"}, "any": null, "big": 9007199254740993,
                 "low": -9223372036854775807, "whole": 1, "shares": [1, 3], "mixed": [1, 0.5],
                 "holes": {"b": 1, "a": null}}\
                """)).with("secret", new Value.Secret(Value.of("hush")));

    private static final Value.Map BUCKET = ((Value.Map) Json.read("""
        {"name": "my-bucket", "tags": {"a": "1"}, "encryption": {"algorithm": "aws:kms"}}\
        """)).with("arn", new Value.Unknown("bucket.arn"));

    private static final Scope SCOPE =
            (root, name) -> root == Root.INPUT ? INPUTS.get(name).orElse(Value.Null.VALUE) : BUCKET;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${inputs.suffix}|\"abc\"",
                "${ inputs.suffix }|\"abc\"",
                "${inputs.count}|3",
                "${inputs.on}|true",
                "${inputs.any}|null",
                "${inputs.admins}|[\"a\",\"b\"]",
                "${inputs.admins[1]}|\"b\"",
                "${inputs.tags[\"a.b\"]}|\"dotted\"",
                "${inputs.tags['team']}|\"x\"",
                "x-${inputs.suffix}-${inputs.count}-${inputs.on}|\"x-abc-3-true\"",
                "$${aws:username}|\"${aws:username}\"",
                "a $${b} ${inputs.suffix}|\"a ${b} abc\"",
                "${inputs.count + 1}|4",
                "${inputs.ratio * 2.0}|0.2",
                "${inputs.big + 1}|9007199254740994",
                "${inputs.on ? 'yes' : 'no'}|\"yes\"",
                "${size(inputs.admins) > 0 ? inputs.admins : ['root']}|[\"a\",\"b\"]",
                "${inputs.admins.map(a, a + '!')}|[\"a!\",\"b!\"]",
                "${inputs.admins.filter(a, a != inputs.suffix).size()}|2",
                "${inputs.admins.exists(a, a == 'b')}|true",
                "${{'k': inputs.count}}|{\"k\":3}",
                "${'}' + \"{\" + '\\'}'}|\"}{'}\"",
                "${r'\\d}'}|\"\\\\d}\"",
                "${'''a'}b''' + inputs.suffix}|\"a'}babc\"",
                "${has(bucket.encryption.kmsKey)}|false",
                "${has(bucket.encryption) && bucket.encryption.algorithm == 'aws:kms'}|true",
                "${inputs.suffix.upperAscii()}|\"ABC\"",
                "${inputs.admins.join(',')}|\"a,b\"",
                "${inputs.tags[inputs.suffix == 'abc' ? 'team' : 'x']}|\"x\"",
                "${bucket.tags.a == '1' ? bucket.name : bucket.arn}|\"my-bucket\"",
                "${1.5 + 1.5}|3",
                "${inputs.any == null}|true",
                "${inputs.whole * 100.0}|100",
                "${inputs.whole * 100}|100",
                "${inputs.whole / 4}|0.25",
                "${inputs.count / 2}|1",
                "${inputs.count * 1.5}|4.5",
                "${1.5 - inputs.count}|-1.5",
                "${1 < 1.5}|true",
                "${inputs.count >= inputs.ratio}|true",
                "${1 == 1.0}|true",
                "${inputs.whole != inputs.count}|true",
                "${inputs.count in inputs.shares}|true",
                "${inputs.whole in [inputs.count, 1]}|true",
                "${[1] == inputs.shares}|false",
                "${inputs.on ? 1 : 1.5}|1",
                "${inputs.on ? inputs.whole : inputs.count}|1",
                "${(inputs.on ? inputs.count : inputs.whole) / 2}|1.5",
                "${(inputs.on ? {'a': 1} : {'a': 1.5}).a / 2.0}|0.5",
                "${inputs.shares.map(s, s / 2)}|[0.5,1.5]",
                "${inputs.mixed[0] * 1.5}|1.5",
                "${inputs.mixed[1] * 2}|1",
                "${inputs.mixed.map(m, m + 1)}|[2,1.5]",
                "${string(inputs.whole) + string(1e21) + string(0.5)}|\"110000000000000000000000.5\"",
                "x${inputs.whole}|\"x1\"",
                "${int(inputs.ratio * 20.0)}|2",
                "${inputs.low - 1 < inputs.low}|true",
                "${size(bucket.encryption)}|1",
                "${bucket.encryption.size()}|1",
                "${bucket.encryption.map(k, k)}|[\"algorithm\"]",
                "${'kmsKey' in bucket.encryption}|false",
                "${bucket.encryption[inputs.on ? 'algorithm' : 'x']}|\"aws:kms\"",
                "${bucket.encryption == {'algorithm': 'aws:kms'}}|true",
                "${(inputs.on ? bucket.encryption : {}).algorithm}|\"aws:kms\"",
                "${(inputs.on ? bucket.encryption : bucket.tags).algorithm}|\"aws:kms\"",
                "${bucket.encryption in [bucket.encryption]}|true",
                "${null}|null",
                "${dyn(null)}|null",
                "${inputs.on ? null : 'a'}|null",
                "${inputs.on ? 'a' : null}|\"a\"",
                "${inputs.suffix == null}|false",
                "${inputs.any == null ? 'd' : inputs.any}|\"d\"",
                "${has(inputs.any)}|false",
                "${inputs.tags != null && 'team' in inputs.tags}|true",
                "${size(inputs.holes)}|1",
                "${inputs.holes.map(k, k)}|[\"b\"]",
                "${'a' in inputs.holes}|false",
                "${inputs.holes == {'b': 1}}|true",
                "${\"naïve\" + '🎉' + inputs.suffix}|\"naïve🎉abc\"",
            })
    void expressionsHaveExactValues(String text, String json) {
        assertThat(evaluate(text)).isEqualTo(Json.read(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${bucket.arn}|bucket.arn",
                "${bucket.arn}/*|${bucket.arn}/*",
                "${bucket.arn + '/*'}|bucket.arn + '/*'",
                "${has(bucket.arn)}|has(bucket.arn)",
                "${size(bucket.arn) > 3}|size(bucket.arn) > 3",
            })
    void whatWaitsForSomethingIsUnknown(String text, String reference) {
        assertThat(evaluate(text)).isEqualTo(new Value.Unknown(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${inputs.secret}", "x${inputs.secret}", "${inputs.secret + 'x'}", "${[inputs.secret]}"})
    void whatIsMadeOfASecretIsSecret(String text) {
        assertThat(evaluate(text)).isInstanceOf(Value.Secret.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${inputs.suffix}|a string",
                "${inputs.admins}|a list of strings",
                "${inputs.count + 1}|a whole number",
                "${inputs.admins.map(a, size(a))}|a list of numbers",
                "${bucket.encryption}|a map",
                "${inputs.on ? bucket : bucket}|a map",
                "${inputs.any}|any value",
                "a${inputs.count}|a string",
            })
    void expressionsHaveStaticTypes(String text, String type) {
        assertThat(Shapes.describe(typed(text).shape())).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${inptus.suffix}|SP0301|There is no resource `inptus`.",
                "${inputs.sufix}|SP0301|There is no input `sufix`.",
                "${suffix}|SP0301|There is no resource `suffix`.",
                "${bucket.naem}|SP0302|`bucket` has no `naem`.",
                "${bucket.name.x}|SP0302|`bucket.name` is a string and has no members.",
                "${inputs.admins.x}|SP0302|`inputs.admins` is a list: select an element by number, like"
                        + " `inputs.admins[0]`.",
                "${each.key}|SP0301|`each` has no meaning here.",
                "${inputs}|SP0303|`inputs` must be followed by a name: `inputs.x`.",
                "${inputs.suffix|SP0303|This `${` is never closed by a `}`.",
                "${}|SP0303|There is no expression in `${}`.",
                "${inputs.count +}|SP0303|The expression ends too early.",
                "${aws:username}|SP0304|`${aws:username}` is not an expression; it looks like a policy variable of AWS.",
                "${inputs.count + 'a'}|SP0305|`+` cannot be applied to a whole number and a string.",
                "${sise(inputs.admins)}|SP0340|There is no function `sise`.",
                "x${inputs.admins}|SP0306|`inputs.admins` is a list of strings, which cannot be part of a text.",
                "${timestamp('2020-01-01T00:00:00Z')}|SP0307|The result is a timestamp, which cannot be the value of a property.",
                "${bucket.nam + 'x'}|SP0302|`bucket` has no `nam`.",
            })
    void whatIsWrongIsSaid(String text, String code, String message) {
        var parsed = TemplateParser.parse(text, new Budget());
        var complaints = new ArrayList<>(parsed.complaints());
        parsed.template().ifPresent(template -> template.type(TYPES, complaints));
        assertThat(complaints).singleElement().satisfies(complaint -> {
            assertThat(complaint.message()).isEqualTo(message);
            assertThat(complaint.code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${1 / (inputs.count - 3)}",
                "${inputs.tags.none}",
                "${inputs.tags['none'] + 'x'}",
                "${inputs.admins[7]}",
                "${inputs.any + 1}",
                "${inputs.whole / 0.0}",
                "${inputs.whole / (inputs.count - 3)}",
                "${1.0 / 0.0 > 5.0}",
                "${1e308 * 10.0 > 0.0}",
                "${double('NaN') == 1.0}",
                "${double('Infinity')}",
                "${9223372036854775807 + inputs.count}",
                "${inputs.low - 2}",
                "x${inputs.any}",
                "${int(inputs.suffix)}",
            })
    void whatHasNoValueSaysWhy(String text) {
        assertThatThrownBy(() -> evaluate(text)).isInstanceOf(EvaluationException.class);
    }

    @Test
    void referencesAreFoundInsideCel() {
        var template = TemplateParser.parse(
                        "${inputs.admins.map(a, a + bucket.tags['x']).size() + inputs.count}", new Budget())
                .template()
                .orElseThrow();
        assertThat(template.references().stream().map(Reference::toString))
                .containsExactlyInAnyOrder("inputs.admins", "bucket.tags.x", "inputs.count");
    }

    private static TextTemplate.Typed typed(String text) {
        var parsed = TemplateParser.parse(text, new Budget());
        assertThat(parsed.complaints()).isEmpty();
        var complaints = new ArrayList<Complaint>();
        var typed = parsed.template().orElseThrow().type(TYPES, complaints);
        assertThat(complaints).isEmpty();
        return typed;
    }

    private static Value evaluate(String text) {
        var parsed = TemplateParser.parse(text, new Budget());
        return parsed.template().isEmpty() && parsed.complaints().isEmpty()
                ? Value.of(parsed.literal())
                : typed(text).template().evaluate(SCOPE);
    }

    private static Shape.ObjectOf object(String json) {
        return (Shape.ObjectOf) SchemaReader.shape((Value.Map) Json.read(json));
    }
}
