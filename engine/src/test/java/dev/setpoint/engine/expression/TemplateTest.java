package dev.setpoint.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.expression.Reference.Root;
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
                  "secret": {"type": "string"}, "any": {}, "big": {"type": "integer"}}}""");
        private final Shape.ObjectOf bucket = object("""
                {"type": "object", "additionalProperties": false, "properties": {
                  "name": {"type": "string"}, "arn": {"type": "string", "readOnly": true},
                  "tags": {"type": "object", "additionalProperties": {"type": "string"}},
                  "encryption": {"type": "object", "additionalProperties": false, "properties": {
                    "algorithm": {"type": "string"}, "kmsKey": {"type": "string"}}}}}""");

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
             "tags": {"team": "x", "a.b": "dotted"}, "any": null, "big": 9007199254740993}""")).with("secret", new Value.Secret(Value.of("hush")));

    private static final Value.Map BUCKET = ((Value.Map) Json.read("""
            {"name": "my-bucket", "tags": {"a": "1"}, "encryption": {"algorithm": "aws:kms"}}""")).with("arn", new Value.Unknown("bucket.arn"));

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
                "${inputs.admins.x}|SP0302|`inputs.admins` is a list: select an element by number, like `inputs.admins[0]`.",
                "${each.key}|SP0301|`each` has no meaning here.",
                "${inputs}|SP0303|`inputs` must be followed by a name: `inputs.x`.",
                "${inputs.suffix|SP0303|This `${` is never closed by a `}`.",
                "${}|SP0303|There is no expression in `${}`.",
                "${inputs.count +}|SP0303|The expression ends too early.",
                "${aws:username}|SP0304|`${aws:username}` is no expression; it looks like a policy variable of AWS.",
                "${inputs.count + 'a'}|SP0305|`+` cannot be applied to a whole number and a string.",
                "${sise(inputs.admins)}|SP0305|There is no function `sise`.",
                "x${inputs.admins}|SP0306|`inputs.admins` is a list of strings, which cannot be part of a text.",
                "${timestamp('2020-01-01T00:00:00Z')}|SP0307|This gives a timestamp, which is no plain value.",
                "${bucket.nam + 'x'}|SP0302|`bucket` has no `nam`.",
            })
    void whatIsWrongIsSaid(String text, String code, String message) {
        var parsed = TemplateParser.parse(text);
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
                "x${inputs.any}",
                "${int(inputs.suffix)}",
            })
    void whatHasNoValueSaysWhy(String text) {
        assertThatThrownBy(() -> evaluate(text)).isInstanceOf(EvaluationException.class);
    }

    @Test
    void referencesAreFoundInsideCel() {
        var template = TemplateParser.parse("${inputs.admins.map(a, a + bucket.tags['x']).size() + inputs.count}")
                .template()
                .orElseThrow();
        assertThat(template.references().stream().map(Reference::toString))
                .containsExactlyInAnyOrder("inputs.admins", "bucket.tags.x", "inputs.count");
    }

    private static TextTemplate.Typed typed(String text) {
        var parsed = TemplateParser.parse(text);
        assertThat(parsed.complaints()).isEmpty();
        var complaints = new ArrayList<Complaint>();
        var typed = parsed.template().orElseThrow().type(TYPES, complaints);
        assertThat(complaints).isEmpty();
        return typed;
    }

    private static Value evaluate(String text) {
        var parsed = TemplateParser.parse(text);
        return parsed.template().isEmpty() && parsed.complaints().isEmpty()
                ? Value.of(parsed.literal())
                : typed(text).template().evaluate(SCOPE);
    }

    private static Shape.ObjectOf object(String json) {
        return (Shape.ObjectOf) SchemaReader.shape((Value.Map) Json.read(json));
    }
}
