package dev.setpoint.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {minLength: 2}                              | a                   | SP0206 at : The value must have at least 2 characters, and has 1.
            {properties: {a: {maxItems: 1}}}            | {a: [1, 2]}         | SP0206 at a: `a` must have at most 1 element, and has 2.
            {additionalProperties: {minProperties: 1}}  | {a: {}}             | SP0206 at a: `a` must have at least 1 entry, and has 0.
            {items: {minimum: 7}}                       | [7, 6.5]            | SP0206 at [1]: `[1]` must be at least 7, and is `6.5`.
            {exclusiveMaximum: 3}                       | 3                   | SP0206 at : The value must be less than 3, and is `3`.
            {multipleOf: 5}                             | 12                  | SP0206 at : The value must be a multiple of 5, and is `12`.
            {pattern: ^a$}                              | b                   | SP0205 at : The value must match `^a$`, and is `b`.
            {uniqueItems: true}                         | [a, b, a]           | SP0206 at [2]: The value holds the same element twice.
            {enum: [red, green]}                        | gren                | SP0204 at : The value must be `red` or `green`, and is `gren`. Did you mean `green`?
            {const: {a: 1}}                             | {a: 2}              | SP0204 at : The value must be `{"a":1}`, and is `{"a":2}`.
            {type: [object, string]}                    | 7                   | SP0201 at : The value must be a map or a string, and is a number.
            {type: integer}                             | 1.5                 | SP0201 at : The value must be a whole number, and is `1.5`.
            {type: integer, minimum: 10, enum: [7]}     | a                   | SP0201 at : The value must be a whole number, and is a string.
            {required: [a]}                             | {}                  | SP0202 at : `a` is missing: the thing needs it.
            {dependentRequired: {a: [b]}}               | {a: 1}              | SP0202 at a: `a` needs `b` beside it.
            {properties: {size: {}}, additionalProperties: false} | {sise: 1} | SP0203 at sise: `sise` is not a property of the thing. Did you mean `size`?
            {properties: {a: {readOnly: true, type: string}}} | {a: 1}        | SP0208 at a: `a` is an output of the thing: it cannot be set. Remove it.
            {properties: {a: {readOnly: true, x-message: 'Run set {b} {c}.'}}} | {a: x, b: one} | SP0208 at a: `a` is an output of the thing: it cannot be set. Remove it. Run set one C.
            {properties: {a: {readOnly: false}}}        | {a: 1}              |
            {propertyNames: {pattern: ^x}}              | {x: 1, y: 2}        | SP0205 at y: `y` must match `^x`.
            {propertyNames: {pattern: ^x, maxLength: 0, x-message: Not so.}} | {y: 1, z: 2} | SP0207 at y: Not so.; SP0207 at z: Not so.
            {contains: {const: a}}                      | [b]                 | SP0207 at : The value lacks an element that it must have.
            {not: {required: [a]}}                      | {a: 1}              | SP0207 at : The value must not have this form.
            {properties: {a: false}}                    | {a: 1}              | SP0207 at a: `a` is not allowed here.
            {anyOf: [{required: [a, b]}, {required: [c]}]} | {}               | SP0202 at : `c` is missing: the thing needs it.
            {oneOf: [{required: [a]}, {required: [b]}]} | {a: 1, b: 1}        | SP0207 at : The value fits several forms that exclude each other.
            {oneOf: [{required: [a]}, {required: [b, c]}]} | {}               | SP0202 at : `a` is missing: the thing needs it.
            {if: {required: [a]}, then: {required: [b]}, else: {required: [c]}} | {a: 1} | SP0202 at : `b` is missing: the thing needs it.
            {$ref: '#/$defs/d', $defs: {d: {maximum: 1}}} | 2                 | SP0206 at : The value must be at most 1, and is `2`.
            {minLength: 3, pattern: ^a, x-message: Say a.} | b                | SP0207 at : Say a.
            {if: {const: b}, then: {minLength: 3}, x-message: Say a.} | b     | SP0207 at : Say a.
            {type: string, x-message: Say a.}           | 1                   | SP0201 at : The value must be a string, and is a number. Put it in quotes.
            {properties: {a: {maximum: 1}}, x-message: Say a.} | {a: 2}       | SP0206 at a: `a` must be at most 1, and is `2`.
            {x-sensitive: true, allOf: [{pattern: ^a}]} | secret              | SP0205 at : The value must match `^a`.
            {format: email, minContains: 3, x-anything: 1} | [a]              |
            """)
    void eachRuleHasItsSentence(String schema, String value, String expected) {
        assertThat(said(schema, Parser.value(value).orElseThrow())).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: string, pattern: ^a}                                        | {$unknown: k}                 |
            {enum: [[a, b]]}                                                   | [a, {$unknown: k}]            |
            {uniqueItems: true}                                                | [{$unknown: k}, {$unknown: l}] |
            {uniqueItems: true}                                                | [{$unknown: k}, {$unknown: k}] | SP0206 at [1]: The value holds the same element twice.
            {maxItems: 1}                                                      | [{$unknown: k}, a]            | SP0206 at : The value must have at most 1 element, and has 2.
            {properties: {a: {readOnly: true}}}                                | {a: {$unknown: k}}            | SP0208 at a: `a` is an output of the thing: it cannot be set. Remove it.
            {properties: {a: {not: {}}}}                                       | {a: {$unknown: k}}            | SP0207 at a: `a` must not have this form.
            {not: {properties: {a: {const: 1}}}}                               | {a: {$unknown: k}}            |
            {not: {properties: {a: {const: 1}}, required: [b]}}                | {a: {$unknown: k}}            |
            {not: {not: {properties: {a: {const: 1}}}}}                        | {a: {$unknown: k}}            |
            {if: {properties: {a: {const: 1}}}, then: false, else: false}      | {a: {$unknown: k}}            |
            {if: {properties: {b: {const: 1}}}, then: {required: [c]}}         | {a: {$unknown: k}, b: 1}      | SP0202 at : `c` is missing: the thing needs it.
            {if: {not: {properties: {a: {const: 1}}}}, then: false}            | {a: {$unknown: k}}            |
            {contains: {const: a}}                                             | [b, {$unknown: k}]            |
            {if: {contains: {const: a}}, then: {maxItems: 1}}                  | [a, {$unknown: k}]            | SP0206 at : The value must have at most 1 element, and has 2.
            {anyOf: [{properties: {a: {const: 1}}}, false]}                    | {a: {$unknown: k}}            |
            {anyOf: [{required: [b]}, {required: [c, d]}]}                     | {a: {$unknown: k}}            | SP0202 at : `b` is missing: the thing needs it.
            {oneOf: [{properties: {a: {const: 1}}}, {properties: {a: {const: 2}}}]} | {a: {$unknown: k}}       |
            {oneOf: [{required: [a]}, true, {properties: {a: {const: 1}}}]}    | {a: {$unknown: k}}            | SP0207 at : The value fits several forms that exclude each other.
            {not: {oneOf: [{properties: {a: {const: 1}}}, {required: [a]}]}}   | {a: {$unknown: k}}            |
            """)
    void whatIsNotKnownDecidesNothing(String schema, String value, String expected) {
        var partly = Json.read(Json.compact(Parser.value(value).orElseThrow()));
        assertThat(said(schema, partly)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void secretsAreJudgedAndNotShown() {
        var hidden = new Value.Secret(Parser.value("{a: [wrong]}").orElseThrow());
        assertThat(said("{properties: {a: {items: {pattern: ^r}}}}", hidden))
                .isEqualTo("SP0205 at a[0]: `a[0]` must match `^r`.");
        assertThat(said("{const: 1}", Value.of(List.of(hidden)))).isEqualTo("SP0204 at : The value must be `1`.");
    }

    private static String said(String schema, Value value) {
        var rules = new SchemaRules((Value.Map) Parser.value(schema).orElseThrow(), "the thing");
        return String.join(
                "; ",
                rules.findings(value).stream()
                        .map(finding -> finding.code() + " at " + finding.path() + ": " + finding.message()
                                + finding.hint().map(" "::concat).orElse(""))
                        .toList());
    }
}
