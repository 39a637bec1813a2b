package dev.setpoint.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.expression.template.TextTemplate;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that may be absent: what gives them, what may be done with them, and what conditions tell of them. */
class AbsenceTest {

    private static final Shape TEXT = new Shape.Text(CommonEquality.EXACT);

    /** {@code logging} has a member that is always there and one that may not be. */
    private static final Shape LOGGING = object(Map.of("bucket", TEXT, "prefix", TEXT), "prefix");

    private static final Map<String, Shape> SHAPES = Map.of(
            "on", new Shape.Bool(),
            "text", TEXT,
            "off", TEXT,
            "given", TEXT,
            "late", TEXT,
            "maybe", TEXT,
            "logging", LOGGING,
            "none", LOGGING,
            "list", new Shape.ListOf(LOGGING, false, Optional.empty()),
            "tags", new Shape.MapOf(TEXT));

    /** Inputs whose default is null. */
    private static final Set<String> OPTIONAL = Set.of("off", "given", "late", "maybe", "logging", "none");

    private static final Value.Map VALUES = ((Value.Map) Json.read("""
                {"on": true, "text": "a", "off": null, "given": "g", "logging": {"bucket": "logs", "prefix": null},
                 "none": null, "tags": {"team": "x"},
                 "list": [{"bucket": "b1", "prefix": "p1"}, {"bucket": "b2", "prefix": null}]}\
                """))
            .with("late", new Value.Unknown("key.arn"))
            .with("maybe", new Value.Unknown("other", true));

    private static final Scope SCOPE = (_, name) -> VALUES.get(name).orElse(Value.Null.VALUE);

    private static final TypeScope TYPES = new TypeScope() {
        @Override
        public Optional<Shape> shape(Root root, String name) {
            return root == Root.INPUT ? Optional.ofNullable(SHAPES.get(name)) : Optional.empty();
        }

        @Override
        public Optional<String> absence(Root root, String name) {
            return OPTIONAL.contains(name) ? Optional.of("its default is null") : Optional.empty();
        }

        @Override
        public Collection<String> names(Root root) {
            return SHAPES.keySet();
        }
    };

    private static Shape object(Map<String, Shape> members, String... optional) {
        var attributes = new LinkedHashMap<String, Attribute>();
        members.forEach((name, shape) -> attributes.put(name, Attribute.typed(name, shape)));
        return new Shape.ObjectOf(attributes, false, Set.of(optional));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "inputs.off¦null",
                "inputs.given¦\"g\"",
                "inputs.off.orValue('d')¦\"d\"",
                "inputs.given.orValue('d')¦\"g\"",
                "inputs.text.orValue('d')¦\"a\"",
                "inputs.off.or(inputs.given).orValue('d')¦\"g\"",
                "inputs.off.or(inputs.off)¦null",
                "inputs.off.hasValue()¦false",
                "inputs.off == null¦true",
                "null != inputs.given¦true",
                "inputs.off == 'g'¦false",
                "inputs.given == 'g'¦true",
                "inputs.off == inputs.off¦true",
                "inputs.off != inputs.given¦true",
                "has(inputs.off)¦false",
                "inputs.none.?bucket¦null",
                "inputs.logging.?bucket¦\"logs\"",
                "inputs.logging.?prefix¦null",
                "inputs.logging.?prefix.orValue('d')¦\"d\"",
                "inputs.none.?bucket == null¦true",
                "inputs.logging.?bucket.hasValue()¦true",
                "inputs.tags[?'team']¦\"x\"",
                "inputs.tags[?'other']¦null",
                "inputs.tags[?inputs.text].orValue('d')¦\"d\"",
                "inputs.list[?5]¦null",
                "inputs.list[?0].?bucket¦\"b1\"",
                "inputs.given.optMap(g, g + '!')¦\"g!\"",
                "inputs.off.optMap(g, g + '!')¦null",
                "inputs.on ? inputs.text : null¦\"a\"",
                "!inputs.on ? inputs.text : null¦null",
                "(inputs.on ? null : 'x').orValue('d')¦\"d\"",
                "(inputs.on ? inputs.given : 'x').orValue('d')¦\"g\"",
                "[inputs.off, inputs.given, null, 'x']¦[\"g\",\"x\"]",
                "size([inputs.off, 'x'])¦1",
                "{'a': inputs.off, 'b': inputs.given}¦{\"b\":\"g\"}",
                "inputs.list.map(l, l.prefix)¦[\"p1\"]",
                "inputs.list.filter(l, l.prefix != null).map(l, l.bucket)¦[\"b1\"]",
                "inputs.list.exists(l, l.prefix == null)¦true",
                "inputs.list.all(l, l.prefix == null || l.prefix.startsWith('p'))¦true",
                "inputs.given != null ? inputs.given + '!' : 'd'¦\"g!\"",
                "inputs.off == null ? 'd' : inputs.off + '!'¦\"d\"",
                "inputs.given.hasValue() ? inputs.given + '!' : 'd'¦\"g!\"",
                "has(inputs.given) ? inputs.given + '!' : 'd'¦\"g!\"",
                "inputs.given != null && inputs.given.startsWith('g')¦true",
                "inputs.given == null || inputs.given.startsWith('g')¦true",
                "!(inputs.given == null) && inputs.given.startsWith('g')¦true",
                "inputs.on && inputs.logging != null ? inputs.logging.bucket : 'd'¦\"logs\"",
                "inputs.logging.?prefix != null ? inputs.logging.prefix + '!' : inputs.text¦\"a\"",
                "inputs.given.value()¦\"g\"",
                "(inputs.on ? {'a': 1} : {'b': 'x'}).a¦1",
                "(inputs.on ? {'a': 1} : {'b': 'x'}).?b¦null",
                "[{'a': 1}, {'b': 'x'}].map(m, m.a)¦[1]",
                "[{'a': 'x'}, {'a': 'y', 'b': 'z'}].map(m, m.a + m.b.orValue('-'))¦[\"x-\",\"yz\"]",
                "inputs.late¦{\"$unknown\":\"key.arn\"}",
                "inputs.late == null¦false",
                "inputs.late != null ? 'set' : 'none'¦\"set\"",
                "inputs.late.hasValue()¦true",
                "inputs.maybe¦{\"$unknownOrAbsent\":\"other\"}",
                "inputs.maybe == null¦{\"$unknown\":\"inputs.maybe == null\"}",
                "inputs.late == 'x' ? 'a' : null¦{\"$unknownOrAbsent\":\"inputs.late == 'x' ? 'a' : null\"}",
                "inputs.on ? inputs.late : null¦{\"$unknown\":\"key.arn\"}",
                "[inputs.late, inputs.off]¦[{\"$unknown\":\"key.arn\"}]",
                "null¦null",
            })
    void absentValuesAreLeftOut(String code, String json) {
        var complaints = new ArrayList<Complaint>();
        var typed = typed(code, complaints);
        assertThat(complaints).as(code).isEmpty();
        assertThat(Json.compact(typed.orElseThrow().template().evaluate(SCOPE).withoutNulls()))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "inputs.off + 'x'¦SP0331¦`inputs.off` may be absent (its default is null), and `+` needs a value: write `.orValue(…)`.",
                "size(inputs.off)¦SP0331¦`inputs.off` may be absent (its default is null), and `size` needs a value: write `.orValue(…)`.",
                "inputs.off.startsWith('a')¦SP0331¦`inputs.off` may be absent (its default is null), and `startsWith` needs a value: write `.orValue(…)`.",
                "inputs.off < 'a'¦SP0331¦`inputs.off` may be absent (its default is null), and `<` needs a value: write `.orValue(…)`.",
                "inputs.off in ['a']¦SP0331¦`inputs.off` may be absent (its default is null), and `in` needs a value: write `.orValue(…)`.",
                "inputs.logging.bucket¦SP0330¦`inputs.logging` may be absent (its default is null): write `inputs.logging.?bucket`.",
                "inputs.logging.bucket + 'x'¦SP0330¦`inputs.logging` may be absent (its default is null): write `inputs.logging.?bucket`.",
                "inputs.logging['bucket']¦SP0330¦`inputs.logging` may be absent (its default is null): write `inputs.logging.?bucket`.",
                "inputs.list[0].prefix + 'x'¦SP0331¦`inputs.list[0].prefix` may be absent (it is not required), and `+` needs a value: write `.orValue(…)`.",
                "inputs.list.map(l, l.prefix + 'x')¦SP0331¦`l.prefix` may be absent (it is not required), and `+` needs a value: write `.orValue(…)`.",
                "inputs.off == null ? inputs.off + 'x' : 'd'¦SP0331¦`inputs.off` may be absent (its default is null), and `+` needs a value: write `.orValue(…)`.",
                "inputs.given != null || inputs.given.startsWith('g')¦SP0331¦`inputs.given` may be absent (its default is null), and `startsWith` needs a value: write `.orValue(…)`.",
                "inputs.none.?bucket + 'x'¦SP0331¦`inputs.none.?bucket` may be absent (it is not required), and `+` needs a value: write `.orValue(…)`.",
                "x-${inputs.off}¦SP0332¦`inputs.off` may be absent, and a text needs a value.",
                "inputs.list.map(l, l.prefux)¦SP0302¦There is no `prefux` in this map.",
                "[{'a': 1}, {'b': 'x'}].map(m, m.c)¦SP0302¦There is no `c` in this map.",
            })
    void aValueThatMayBeAbsentIsRefusedWhereOneIsNeeded(String code, String number, String message) {
        var complaints = new ArrayList<Complaint>();
        typed(code, complaints);
        assertThat(complaints)
                .as(code)
                .singleElement()
                .satisfies(complaint ->
                        assertThat(complaint.code() + " " + complaint.message()).isEqualTo(number + " " + message));
    }

    private static Optional<TextTemplate.Typed> typed(String code, List<Complaint> complaints) {
        var parsed = TemplateParser.parse(code.contains("${") ? code : "${" + code + "}", new Budget());
        complaints.addAll(parsed.complaints());
        return parsed.template().map(template -> template.type(TYPES, complaints));
    }
}
