package dev.setpoint.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results for values that are known, not known yet, secret or wrong. */
class OwnFunctionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "when(inputs.on, inputs.text)|\"a\"",
                "when(!inputs.on, inputs.text)|null",
                "when(!inputs.on, 1 / 0)|null",
                "when(inputs.on, when(!inputs.on, 'x')).orValue('y')|\"y\"",
                "[?when(inputs.on, 'a'), ?when(!inputs.on, 'b')]|[\"a\"]",
                "{?'a': when(inputs.on, 1), ?'b': when(!inputs.on, 2)}|{\"a\": 1}",
                "coalesce(inputs.none, inputs.text)|\"a\"",
                "coalesce(inputs.none, inputs.none, 'c')|\"c\"",
                "coalesce(inputs.any, 'c')|\"c\"",
                "coalesce(inputs.text, string(1 / 0))|\"a\"",
                "coalesce(when(!inputs.on, 'x'), when(!inputs.on, 'y'))|null",
                "coalesce(coalesce(when(!inputs.on, 'x'), inputs.none), 'z') + '!'|\"z!\"",
                "coalesce(inputs.words.first(), 'c')|\"b\"",
                "coalesce(when(!inputs.on, inputs.one), inputs.two).b|\"right\"",
                "coalesce(inputs.share, 2)|1",
                "nonEmpty(inputs.tags).hasValue()|true",
                "nonEmpty('').orValue('d')|\"d\"",
                "nonEmpty(when(!inputs.on, ['a'])).hasValue()|false",
                "nonEmpty(inputs.one).optMap(o, o.a).orValue(0)|1",
                "prune({'a': [{}, {'b': ''}], 'c': [0, '', false]})|{\"c\": [0, false]}",
                "prune({'a': {}}).hasValue()|false",
                "prune(inputs.words)|[\"b\", \"a\", \"b\"]",
                "merge(inputs.tags, {'x': '9', 'z': '3'})|{\"x\": \"9\", \"y\": \"2\", \"z\": \"3\"}",
                "merge(inputs.one, inputs.two)|{\"a\": 1, \"b\": \"right\", \"c\": true}",
                "merge(inputs.one, inputs.two).a + 1|2",
                "merge({'a': 1}, {'a': 'x'}, {'b': true})|{\"a\": \"x\", \"b\": true}",
                "merge(inputs.tags, when(!inputs.on, inputs.tags))|{\"x\": \"1\", \"y\": \"2\"}",
                "merge({'a': 1}, {'a': null})|{\"a\": 1}",
                "merge(inputs.one, {'b': 'x'}).a|1",
                "deepMerge({'a': {'x': 1}}, {'a': {'y': 2}}, {'a': {'x': 3}})|{\"a\": {\"x\": 3, \"y\": 2}}",
                "deepMerge({'a': {'x': 1}}, {'a': [1]})|{\"a\": [1]}",
                "deepMerge(inputs.one, inputs.two).b|\"right\"",
                "without(inputs.tags, ['x', 'none'])|{\"y\": \"2\"}",
                "without(inputs.one, ['a'])|{\"b\": \"left\"}",
                "lookup(inputs.tags, 'x', 'd') + '!'|\"1!\"",
                "lookup(inputs.tags, 'q', 'd') + '!'|\"d!\"",
                "lookup(inputs.tags, 'x', string(1 / 0))|\"1\"",
                "lookup(inputs.one, 'a', 0)|1",
                "lookup({'a': 1.0}, 'a', 2.0) / 2|0.5",
                "zipmap(inputs.words.distinct(), [1, 2])|{\"b\": 1, \"a\": 2}",
                "merge({'a': 1.0}, {}).a / 2|0.5",
                "title('us-east-1 é')|\"Us-East-1 é\"",
                "'%d%% of %s in %x'.format([50, ['a', 1.5], 255])|\"50% of [\\\"a\\\",1.5] in ff\"",
                "'%.3f %b %o %X %e'.format([1, 5, 8, 'az', 1234.5])|\"1.000 101 10 617A 1.234500e+03\"",
                "json.encode(inputs.one)|\"{\\\"a\\\":1,\\\"b\\\":\\\"left\\\"}\"",
                "json.decode('{\"a\": {\"b\": [1, 2.5]}}').a.b[1] * 2|5",
                "yaml.decode('a: 1\\nb: null\\n')|{\"a\": 1}",
                "yaml.encode('yes')|\"'yes'\\n\"",
                "yaml.decode(yaml.encode(inputs.one)) == inputs.one|true",
                "base64.decode(base64.encode('é🎉'))|\"é🎉\"",
                "cidr.subnet('2001:db8::/56', 8, 255)|\"2001:db8:0:ff::/64\"",
                "cidr.subnet('10.1.2.3/16', 0, 0)|\"10.1.0.0/16\"",
                "cidr.host('2001:db8::/64', 1)|\"2001:db8::1\"",
                "cidr.host('0.0.0.0/0', -1)|\"255.255.255.255\"",
                "arn.build(arn.parse('arn:aws:s3:::b/k:1')) == 'arn:aws:s3:::b/k:1'|true",
                "arn.parse('arn:aws:s3:::b/k:1').resource|\"b/k:1\"",
                "inputs.words.sort().distinct()|[\"a\", \"b\"]",
                "[3, 1.5, 2].sort()|[1.5, 2, 3]",
                "[1, 1.0, '1'].distinct()|[1, \"1\"]",
                "sets.equivalent([1, 2], [2.0, 1, 1])|true",
                "[[1], [[2]]].flatten(2)|[1, 2]",
                "regex.replace('a1b2', '([a-z])([0-9])', r'\\2\\1')|\"1a2b\"",
                "regex.replace('aaa', 'a', 'b', 2)|\"bba\"",
                "regex.replace('abc', '', '-')|\"-a-b-c-\"",
                "inputs.tags.transformMap(k, v, v + k)|{\"x\": \"1x\", \"y\": \"2y\"}",
                "inputs.one.transformMap(k, v, string(v))|{\"a\": \"1\", \"b\": \"left\"}",
                "inputs.tags[?'q'].orValue('d')|\"d\"",
                "inputs.words[?9].hasValue()|false",
                "inputs.tags.?x.orValue('d')|\"1\"",
            })
    void aKnownValueHasAResult(String code, String json) {
        assertThat(Evaluated.value(code)).isEqualTo(Json.read(json));
    }

    @Test
    void aKeyOfForeignJsonHasNoMeaningOfOurs() {
        var decoded = Evaluated.value("json.decode('{\"$unknown\": \"x\"}')");
        assertThat(decoded).isEqualTo(new Value.Map(java.util.Map.of("$unknown", Value.of("x"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "merge({'a': key.arn}, {'b': 1})|{\"a\": {\"$unknown\": \"key.arn\"}, \"b\": 1}",
                "merge({'a': key.arn}, {'a': 1})|{\"a\": 1}",
                "merge({'a': key.arn}, {'b': 1}).b|1",
                "size(merge({'a': key.arn}, {'b': 1}))|2",
                "'a' in merge({'a': key.arn}, {'b': 1})|true",
                "deepMerge({'a': {'x': key.arn}}, {'a': {'y': 1}})|{\"a\": {\"x\": {\"$unknown\": \"key.arn\"}, \"y\": 1}}",
                "without({'a': key.arn, 'b': 1}, ['a'])|{\"b\": 1}",
                "zipmap(['a', 'b'], [key.arn, 'x'])|{\"a\": {\"$unknown\": \"key.arn\"}, \"b\": \"x\"}",
                "lookup({'a': 'x'}, 'a', key.arn)|\"x\"",
                "coalesce('x', key.arn)|\"x\"",
                "coalesce(when(false, 'x'), key.arn)|{\"$unknown\": \"key.arn\"}",
                "when(false, key.arn)|null",
                "when(true, {'a': key.arn})|{\"a\": {\"$unknown\": \"key.arn\"}}",
                "when(true, [key.arn]).orValue(['d'])|[{\"$unknown\": \"key.arn\"}]",
                "[?when(true, key.name), key.arn]|[\"k\", {\"$unknown\": \"key.arn\"}]",
                "nonEmpty([key.arn])|[{\"$unknown\": \"key.arn\"}]",
                "nonEmpty([key.arn]).hasValue()|true",
                "prune({'a': {'x': key.arn, 'y': 1}, 'b': []})|{\"a\": {\"$unknown\": \"key.arn\"}}",
                "prune({'a': key.size, 'b': 0})|{\"a\": {\"$unknown\": \"key.size\"}, \"b\": 0}",
                "[key.arn, 'b'].reverse()|[\"b\", {\"$unknown\": \"key.arn\"}]",
                "[key.arn, 'b'].slice(1, 2)|[\"b\"]",
                "[[key.arn], ['b']].flatten()|[{\"$unknown\": \"key.arn\"}, \"b\"]",
                "['b', key.arn].first()|\"b\"",
                "['b', key.arn].size()|2",
                "inputs.words.transformMapEntry(i, w, {w + string(i): key.arn})"
                        + "|{\"b0\": {\"$unknown\": \"key.arn\"}, \"a1\": {\"$unknown\": \"key.arn\"},"
                        + " \"b2\": {\"$unknown\": \"key.arn\"}}",
                "inputs.tags.transformMap(k, v, k == 'x', key.arn)|{\"x\": {\"$unknown\": \"key.arn\"}}",
                "{'a': key.arn}.transformList(k, v, k)|[\"a\"]",
                "cel.bind(l, [key.arn, 'b'], l[1])|\"b\"",
            })
    void whatIsNotLookedAtNeedNotBeKnown(String code, String json) {
        assertThat(Evaluated.value(code)).isEqualTo(Json.read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when(key.arn == 'a', 'x')",
                "when(true, key.arn)",
                "nonEmpty(key.arn)",
                "nonEmpty(key.zones)",
                "prune({'a': key.arn})",
                "prune([key.arn])",
                "merge({'a': 1}, {key.arn: 2})",
                "without({'a': 1}, [key.arn])",
                "lookup({'a': 1}, key.arn, 0)",
                "zipmap([key.arn], [1])",
                "title(key.arn)",
                "'%s'.format([key.arn])",
                "json.encode({'a': key.arn})",
                "json.decode(key.arn)",
                "yaml.encode(key.arn)",
                "yaml.decode(key.arn)",
                "base64.encode(key.arn)",
                "base64.decode(key.arn)",
                "sha256(key.arn)",
                "cidr.subnet(key.arn, 8, 0)",
                "cidr.host('10.0.0.0/8', key.size)",
                "arn.parse(key.arn)",
                "arn.build({'partition': key.arn, 'service': 's', 'region': '', 'account': '', 'resource': 'r'})",
                "[key.arn].sort()",
                "[key.arn].distinct()",
                "key.zones.reverse()",
                "regex.extract(key.arn, 'a')",
                "sets.contains(['a'], [key.arn])",
            })
    void whatIsLookedAtHasToBeKnown(String code) {
        assertThat(Evaluated.value(code)).isInstanceOf(Value.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when(inputs.secret == 'a', 'x')",
                "when(true, inputs.secret)",
                "coalesce(inputs.none, inputs.secret)",
                "nonEmpty(inputs.secret)",
                "prune([inputs.secret])",
                "merge({'a': inputs.secret}, {'b': 1})",
                "lookup(inputs.secrets, 's', 'd')",
                "zipmap(['a'], [inputs.secret])",
                "title(inputs.secret)",
                "'%s'.format([inputs.secret])",
                "json.encode(inputs.secrets)",
                "json.decode(json.encode(inputs.secret))",
                "yaml.encode([inputs.secrets])",
                "base64.encode(inputs.secret)",
                "sha256(inputs.secret)",
                "arn.build({'partition': inputs.secret, 'service': 's', 'region': '', 'account': '', 'resource': 'r'})",
                "[inputs.secret].sort()",
                "regex.extractAll(inputs.secret, 'u')",
                "sets.contains([inputs.secret], ['a'])",
                "inputs.secrets.transformList(k, v, v).join('')",
            })
    void whatIsMadeOfASecretIsSecret(String code) {
        assertThat(Evaluated.value(code)).isInstanceOf(Value.Secret.class);
    }

    @Test
    void aSecretThatIsNotLookedAtStaysWhereItIs() {
        var merged = Evaluated.value("merge(inputs.secrets, {'a': 'x'})");
        assertThat(merged).isInstanceOf(Value.Map.class);
        assertThat(((Value.Map) merged).get("s")).contains(new Value.Secret(Value.of("hush")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "zipmap(['a'], [])|SP0343|`zipmap` needs as many keys as values, and has 1 and 0.",
                "zipmap(['a', 'a'], [1, 2])|SP0310|`zipmap` has the key `a` twice.",
                "cidr.subnet('10.0.0.0', 8, 0)|SP0344|`10.0.0.0` is not a CIDR block, like `10.0.0.0/16` or"
                        + " `2001:db8::/56`.",
                "cidr.subnet('10.0.0.0/33', 8, 0)|SP0344|`10.0.0.0/33` is not a CIDR block, like `10.0.0.0/16` or"
                        + " `2001:db8::/56`.",
                "cidr.subnet('10.0.0.0/30', 3, 0)|SP0344|`10.0.0.0/30` can be divided by 0 to 2 further bits, and not"
                        + " by 3.",
                "cidr.subnet('10.0.0.0/16', 8, 256)|SP0344|`10.0.0.0/16` has 256 subnets with 8 further bits, numbered"
                        + " from 0, and no 256.",
                "cidr.host('10.0.0.0/30', 4)|SP0344|`10.0.0.0/30` has 4 addresses, numbered from 0, and no 4.",
                "arn.parse('bucket')|SP0310|`bucket` is not an ARN, like `arn:aws:iam::111122223333:role/admin`.",
                "arn.build({'partition': 'aws'})|SP0310|`arn.build` needs a map of exactly `partition`, `service`,"
                        + " `region`, `account` and `resource`.",
                "json.decode('{')|SP0310|the text is not JSON: The text ends too early at line 1, column 2.",
                "json.decode('1e999999999')|SP0310|a number in the text has too many digits.",
                "yaml.decode('a: b: c')|SP0310|the text is not YAML: A text that contains `: ` must be in quotes.",
                "base64.decode('?')|SP0310|the text is not Base64.",
                "base64.decode('/w==')|SP0310|the text does not stand for UTF-8.",
                "'%d'.format(['a'])|SP0310|`%d` in `format` needs a number.",
                "'%s %s'.format(['a'])|SP0310|`format` has more clauses than the 1 element of its list.",
                "'%q'.format(['a'])|SP0310|`format` does not know `%q`; it takes %s, %d, %f, %e, %b, %x, %X and %o, and"
                        + " %% for a percent sign.",
                "when(!inputs.on, 'a').value()|SP0310|the value is absent, and `.value()` needs one; `.orValue(…)` does"
                        + " not.",
                "[1].slice(0, 2)|SP0310|`slice(0, 2)` does not lie in a list of 1 element.",
                "[1, 'a'].sort()|SP0310|`sort` needs elements of one type.",
                "[[1]].sort()|SP0310|`sort` orders texts, numbers and booleans only.",
                "regex.replace('a', 'a', r'\\1')|SP0310|a backslash in the replacement must be followed by a backslash"
                        + " or by the number of a group of the pattern.",
                "regex.extract('a', '(a)¦(b)' + inputs.text)|SP0310|`regex.extract` needs a pattern with one group at"
                        + " most.",
                "inputs.words.transformMapEntry(i, w, {w: i})|SP0310|two entries have the key `b`.",
                "'a'.charAt(9)|SP0310|`charAt` fails: index out of range: 9.",
            })
    void aFailureSaysWhatIsWrong(String code, String diagnostic, String sentence) {
        var failure = catchThrowableOfType(EvaluationException.class, () -> Evaluated.value(code.replace('¦', '|')));
        assertThat(failure).as(code).isNotNull();
        assertThat(failure.text()).isEqualTo(sentence);
        assertThat(failure.code()).isEqualTo(diagnostic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base64.decode(inputs.secret)",
                "json.decode(inputs.secret)",
                "cidr.host(inputs.secret, 1)",
                "arn.parse(inputs.secret)",
            })
    void aFailureDoesNotQuoteASecret(String code) {
        var failure = catchThrowableOfType(EvaluationException.class, () -> Evaluated.value(code));
        assertThat(failure.text()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "when(inputs.on, 'a')|a string",
                "coalesce(inputs.none, 'a')|a string",
                "coalesce(when(inputs.on, 1), 2)|a whole number",
                "nonEmpty(inputs.words)|a list of strings",
                "merge(inputs.one, inputs.two)|a map",
                "lookup(inputs.tags, 'x', 'd')|a string",
                "json.decode('1')|any value",
                "arn.parse('a').region|a string",
                "inputs.words.first()|a string",
                "inputs.tags.transformMap(k, v, size(v))[?'x']|a whole number",
            })
    void resultsHaveStaticTypes(String code, String type) {
        assertThat(Shapes.describe(Evaluated.type(code))).isEqualTo(type);
    }

    @Test
    void twoObjectsMergeToOneWithTheMembersOfBoth() {
        var merged = (Shape.ObjectOf) Evaluated.type("merge(inputs.one, when(inputs.on, inputs.two))");
        assertThat(merged.attributes().keySet()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(merged.attribute("c").map(attribute -> attribute.shape())).contains(new Shape.Bool());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "upper('a')|SP0340|There is no `upper`; CEL's is `x.upperAscii()`.",
                "json.encod(1)|SP0340|There is no function `json.encod`.",
                "trim('a')|SP0340|There is no `trim(…)`; CEL's is `text.trim()`.",
                "'a'.sha256()|SP0340|There is no `x.sha256()`; it is `sha256(string)`.",
                "cidrsubnet('10.0.0.0/8', 8, 0)|SP0340|There is no `cidrsubnet`; here it is `cidr.subnet(block, bits,"
                        + " number)`.",
                "flaten([1])|SP0340|There is no function `flaten`.",
                "zipmap(['a'], 'b')|SP0305|`zipmap` cannot be applied to a list, a string.",
                "merge('a', {})|SP0305|`merge` cannot be applied to a string, a map.",
                "coalesce(when(inputs.on, 'a'), 1)|SP0305|`coalesce` cannot be applied to a string that may be absent, a"
                        + " whole number.",
                "var.env + 'x'|SP0341|`var.env` is Terraform's; here it is `inputs.env`.",
                "AWS::AccountId|SP0341|`AWS::AccountId` is CloudFormation's; here it is an output of a data source:"
                        + " `data.caller.accountId`, of the type `aws.sts.callerIdentity`.",
                "arn.parse(inputs.text).acount|SP0302|There is no `acount` in this map.",
                "merge(inputs.one, inputs.two).d|SP0302|There is no `d` in this map.",
            })
    void aMistakeIsFoundBeforeEvaluation(String code, String diagnostic, String message) {
        assertThat(Evaluated.complaints(code)).first().satisfies(complaint -> {
            assertThat(complaint.message()).isEqualTo(message);
            assertThat(complaint.code()).isEqualTo(diagnostic);
        });
    }
}
