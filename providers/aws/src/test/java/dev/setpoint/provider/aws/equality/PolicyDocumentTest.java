package dev.setpoint.provider.aws.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {

    @Test
    void whiteSpaceAndTheOrderOfKeysMeanNothing() {
        assertSame(
                "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                "{ \"Statement\" : [ ],\n \"Version\":\"2012-10-17\" }");
    }

    @Test
    void statementsHaveNoOrder() {
        assertSame(
                "{'Statement':[{'Sid':'a','Effect':'Allow'},{'Sid':'b','Effect':'Deny'}]}",
                "{'Statement':[{'Sid':'b','Effect':'Deny'},{'Sid':'a','Effect':'Allow'}]}");
    }

    @Test
    void oneStatementIsAListOfOne() {
        assertSame("{'Statement':{'Effect':'Allow'}}", "{'Statement':[{'Effect':'Allow'}]}");
    }

    @Test
    void aStatementTwiceIsNotAStatementOnce() {
        assertDifferent("{'Statement':[{'Effect':'Allow'},{'Effect':'Allow'}]}", "{'Statement':[{'Effect':'Allow'}]}");
    }

    @Test
    void versionIdAndSidMatchExactly() {
        assertDifferent("{'Version':'2012-10-17'}", "{'Version':'2008-10-17'}");
        assertDifferent("{'Version':'2012-10-17'}", "{}");
        assertDifferent("{'Id':'a'}", "{'Id':'A'}");
        assertDifferent("{'Statement':{'Sid':'a'}}", "{'Statement':{'Sid':'A'}}");
    }

    @Test
    void effectIgnoresCase() {
        assertSame("{'Statement':{'Effect':'Allow'}}", "{'Statement':{'Effect':'allow'}}");
        assertDifferent("{'Statement':{'Effect':'Allow'}}", "{'Statement':{'Effect':'Deny'}}");
    }

    @Test
    void actionsAndResourcesAreSetsOrSingleTexts() {
        for (var member : PolicyStatement.SETS) {
            assertSame("{'Statement':{'" + member + "':'x'}}", "{'Statement':{'" + member + "':['x']}}");
            assertSame("{'Statement':{'" + member + "':['x','y']}}", "{'Statement':{'" + member + "':['y','x']}}");
            assertDifferent("{'Statement':{'" + member + "':['x','y']}}", "{'Statement':{'" + member + "':['x']}}");
        }
        assertDifferent("{'Statement':{'Action':'x'}}", "{'Statement':{'NotAction':'x'}}");
    }

    @Test
    void conditionOperatorsAndKeysMatchAndTheirValuesAreSets() {
        assertSame(
                "{'Statement':{'Condition':{'StringEquals':{'a':'x'}}}}",
                "{'Statement':{'Condition':{'StringEquals':{'a':['x']}}}}");
        assertSame(
                "{'Statement':{'Condition':{'StringEquals':{'a':['x','y'],'b':'z'}}}}",
                "{'Statement':{'Condition':{'StringEquals':{'b':'z','a':['y','x']}}}}");
        assertDifferent(
                "{'Statement':{'Condition':{'StringEquals':{'a':'x'}}}}",
                "{'Statement':{'Condition':{'StringLike':{'a':'x'}}}}");
        assertDifferent(
                "{'Statement':{'Condition':{'StringEquals':{'a':'x'}}}}",
                "{'Statement':{'Condition':{'StringEquals':{'b':'x'}}}}");
    }

    @Test
    void booleansAndNumbersOfConditionsAreTheirTexts() {
        assertSame(
                "{'Statement':{'Condition':{'Bool':{'a':false}}}}",
                "{'Statement':{'Condition':{'Bool':{'a':'false'}}}}");
        assertSame(
                "{'Statement':{'Condition':{'NumericLessThan':{'a':1.2}}}}",
                "{'Statement':{'Condition':{'NumericLessThan':{'a':['1.2']}}}}");
        assertDifferent(
                "{'Statement':{'Condition':{'Bool':{'a':true}}}}",
                "{'Statement':{'Condition':{'Bool':{'a':'false'}}}}");
    }

    @Test
    void anAccountIsItsRoot() {
        assertSame(
                "{'Statement':{'Principal':{'AWS':'123456789012'}}}",
                "{'Statement':{'Principal':{'AWS':['arn:aws:iam::123456789012:root']}}}");
        assertDifferent(
                "{'Statement':{'Principal':{'AWS':'123456789012'}}}",
                "{'Statement':{'Principal':{'AWS':'arn:aws:iam::123456789012:role/x'}}}");
        assertDifferent(
                "{'Statement':{'Principal':{'Federated':'123456789012'}}}",
                "{'Statement':{'Principal':{'Federated':'arn:aws:iam::123456789012:root'}}}");
    }

    @Test
    void principalsOfAKindHaveNoOrderAndEmptyKindsAreIgnored() {
        assertSame(
                "{'Statement':{'Principal':{'AWS':['a','b'],'Service':[]}}}",
                "{'Statement':{'Principal':{'AWS':['b','a']}}}");
        assertDifferent("{'Statement':{'Principal':{'AWS':'x'}}}", "{'Statement':{'NotPrincipal':{'AWS':'x'}}}");
    }

    @Test
    void everybodyIsNotEveryAwsPrincipal() {
        assertDifferent("{'Statement':{'Principal':'*'}}", "{'Statement':{'Principal':{'AWS':'*'}}}");
    }

    @Test
    void aUniqueIdInThePlaceOfAnArnIsADifference() {
        assertDifferent(
                "{'Statement':{'Principal':{'AWS':'arn:aws:iam::123456789012:role/x'}}}",
                "{'Statement':{'Principal':{'AWS':'AROAEXAMPLEEXAMPLE'}}}");
    }

    @Test
    void nothingIsTheEmptyDocument() {
        assertThat(PolicyDocument.same(Value.of(""), Value.of("{}"))).isTrue();
        assertThat(PolicyDocument.same(Value.of(""), Value.Map.EMPTY)).isTrue();
    }

    @Test
    void aDocumentIsTextOrMap() {
        var text = json("{'Statement':[{'Action':['a','b']}]}");
        assertThat(PolicyDocument.same(Value.of(text), Json.read(text))).isTrue();
    }

    @Test
    void whatIsNoDocumentEqualsOnlyItself() {
        assertThat(PolicyDocument.same(Value.of("{nonsense"), Value.of("{nonsense")))
                .isTrue();
        assertThat(PolicyDocument.same(Value.of("{nonsense"), Value.of(""))).isFalse();
    }

    @Test
    void theVersionIsSentFirst() {
        assertThat(PolicyDocument.text(Json.read(json("{'Statement':[],'Version':'2012-10-17'}"))))
                .isEqualTo(json("{'Version':'2012-10-17','Statement':[]}"));
    }

    private static void assertSame(String one, String other) {
        assertThat(PolicyDocument.same(Json.read(json(one)), Value.of(json(other))))
                .as("%s = %s", one, other)
                .isTrue();
        assertThat(PolicyDocument.same(Value.of(json(other)), Json.read(json(one))))
                .isTrue();
    }

    private static void assertDifferent(String one, String other) {
        assertThat(PolicyDocument.same(Json.read(json(one)), Value.of(json(other))))
                .as("%s ≠ %s", one, other)
                .isFalse();
        assertThat(PolicyDocument.same(Value.of(json(other)), Json.read(json(one))))
                .isFalse();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
