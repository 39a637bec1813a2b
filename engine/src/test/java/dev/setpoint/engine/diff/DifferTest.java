package dev.setpoint.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferTest {

    private static final String TEXT = "{'type':'string','description':'.'";
    private final Diffs text = Diffs.over("{'a':" + TEXT + "}}");

    @Test
    void anObjectThatMatchesTheSpecIsNoChange() {
        assertThat(text.of("{'a':'1'}", "{'a':'0'}", "{'a':'1'}")).isEmpty();
    }

    @Test
    void liveThatLeftTheLastAppliedIsDrift() {
        assertThat(text.of("{'a':'1'}", "{'a':'1'}", "{'a':'2'}")).containsExactly("a: '2' → '1' DRIFT");
    }

    @Test
    void aDriftedPropertyMayBeGone() {
        assertThat(text.of("{'a':'1'}", "{'a':'1'}", "{}")).containsExactly("a: none → '1' DRIFT");
    }

    @Test
    void liveAsLastAppliedMeansTheSpecHasChanged() {
        assertThat(text.of("{'a':'2'}", "{'a':'1'}", "{'a':'1'}")).containsExactly("a: '1' → '2' SPEC");
    }

    @Test
    void threeDifferentValuesAreSpecAndDrift() {
        assertThat(text.of("{'a':'2'}", "{'a':'1'}", "{'a':'3'}")).containsExactly("a: '3' → '2' SPEC_AND_DRIFT");
    }

    @Test
    void aPropertyNewInTheSpecIsSpecWhateverIsLive() {
        assertThat(text.of("{'a':'2'}", "{}", "{'a':'1'}")).containsExactly("a: '1' → '2' SPEC");
        assertThat(text.of("{'a':'2'}", "{}", "{}")).containsExactly("a: none → '2' SPEC");
    }

    @Test
    void aPropertyInNeitherSpecNorStateIsNotCompared() {
        assertThat(text.of("{}", "{}", "{'a':'1'}")).isEmpty();
    }

    @Test
    void aValueThatIsNotKnownYetHasReferenceAsCause() {
        assertThat(text.of("{'a':{'$unknown':'key.arn'}}", "{'a':'1'}", "{'a':'1'}"))
                .containsExactly("a: '1' → {'$unknown':'key.arn'} REFERENCE");
    }

    @Test
    void aJsonDocumentDiffersWhereItDiffersAndATextOfItAsAWhole() {
        var json = Diffs.over("{'a':{'type':['object','string'],'description':'A.','x-equal':'json'}}");
        assertThat(json.of("{'a':{'b':[1,2],'c':'x'}}", "{'a':{'b':[1,3],'c':'x'}}", "{'a':{'b':[1,3],'c':'x'}}"))
                .containsExactly("a.b[1]: 3 → 2 SPEC");
        assertThat(json.of("{'a':'{ }'}", "{'a':'{}'}", "{'a':{}}")).isEmpty();
        assertThat(json.of("{'a':'[1]'}", "{'a':'[2]'}", "{'a':[2]}")).containsExactly("a: [2] → '[1]' SPEC");
    }

    @Test
    void removalResetsUnlessTheSchemaSaysOtherwise() {
        assertThat(text.of("{}", "{'a':'1'}", "{'a':'1'}")).containsExactly("a: '1' → none SPEC");
        assertThat(text.difference(Diffs.map("{}"), Optional.of(Diffs.map("{'a':'1'}")), Diffs.map("{'a':'1'}"))
                        .removed())
                .containsExactly("a");
        assertThat(text.of("{}", "{'a':'1'}", "{}")).isEmpty();
    }

    @Test
    void removalCanKeepTheLiveValue() {
        var keep = Diffs.over("{'a':" + TEXT + ",'x-onRemove':'keep'}}");
        assertThat(keep.of("{}", "{'a':'1'}", "{'a':'2'}")).isEmpty();
    }

    @Test
    void removalCanSetAValue() {
        var set = Diffs.over("{'a':" + TEXT + ",'x-onRemove':'Suspended'}}");
        assertThat(set.of("{}", "{'a':'Enabled'}", "{'a':'Enabled'}"))
                .containsExactly("a: 'Enabled' → 'Suspended' SPEC");
        assertThat(set.of("{}", "{'a':'Enabled'}", "{'a':'Suspended'}")).isEmpty();
    }

    @Test
    void createOnlyForcesReplacementAlsoWhenNested() {
        var nested = Diffs.over("{'o':{'type':'object','description':'.','properties':{'a':" + TEXT
                + ",'x-createOnly':true},'b':" + TEXT + "}}}}");
        assertThat(nested.of("{'o':{'a':'2','b':'2'}}", "{'o':{'a':'1','b':'1'}}", "{'o':{'a':'1','b':'1'}}"))
                .containsExactly("o.a: '1' → '2' SPEC !", "o.b: '1' → '2' SPEC");
    }

    @Test
    void writeOnlyIsComparedWithTheLastApplied() {
        var token = Diffs.over("{'t':" + TEXT + ",'writeOnly':true,'default':'x'}}");
        assertThat(token.of("{'t':'1'}", "{'t':'1'}", "{}")).isEmpty();
        assertThat(token.of("{'t':'2'}", "{'t':'1'}", "{}")).containsExactly("t: '1' → '2' SPEC");
        assertThat(token.of("{'t':'x'}", "{}", "{}")).isEmpty();
        assertThat(Diffs.lines(token.difference(Diffs.map("{'t':'2'}"), Optional.empty(), Value.Map.EMPTY)))
                .isEmpty();
    }

    @Test
    void computedIsAcceptedWhenTheSpecLeavesItOut() {
        var computed = Diffs.over("{'o':{'type':'object','description':'.','properties':{'a':" + TEXT
                + ",'x-computed':true},'b':" + TEXT + "}}}}");
        assertThat(computed.of("{'o':{'b':'1'}}", "{'o':{'b':'1'}}", "{'o':{'a':'server','b':'1'}}"))
                .isEmpty();
    }

    @Test
    void aMapIsManagedAsAWhole() {
        var tags = Diffs.over("{'tags':{'type':'object','description':'.','additionalProperties':{'type':'string'}}}");
        assertThat(tags.of(
                        "{'tags':{'a':'1','b':'2','c':'3'}}",
                        "{'tags':{'a':'1','b':'1','d':'4'}}",
                        "{'tags':{'a':'9','b':'1','d':'4','e':'5'}}"))
                .containsExactly(
                        "tags.a: '9' → '1' DRIFT",
                        "tags.b: '1' → '2' SPEC",
                        "tags.c: none → '3' SPEC",
                        "tags.d: '4' → none SPEC",
                        "tags.e: '5' → none DRIFT");
        assertThat(tags.of("{'tags':{}}", "{'tags':{}}", "{}")).isEmpty();
    }

    @Test
    void aSetShowsOnlyWhatIsAddedAndRemoved() {
        var set = Diffs.over("{'s':{'type':'array','description':'.','items':{'type':'string'},'x-unordered':true}}");
        assertThat(set.of("{'s':['a','b','c']}", "{'s':['a','b']}", "{'s':['b','a']}"))
                .containsExactly("s: none → 'c' SPEC");
        assertThat(set.of("{'s':['a']}", "{'s':['a']}", "{'s':['b','a','x']}"))
                .containsExactly("s: 'b' → none DRIFT", "s: 'x' → none DRIFT");
        assertThat(set.of("{'s':['a','new']}", "{'s':['a','old']}", "{'s':['old','a']}"))
                .containsExactly("s: 'old' → 'new' SPEC");
        assertThat(set.of("{'s':['a']}", "{'s':['a']}", "{}")).containsExactly("s: none → 'a' DRIFT");
    }

    @Test
    void aKeyedListIsAMapByItsKey() {
        var rules = Diffs.over("{'rules':{'type':'array','description':'.','x-key':'id','items':{'type':'object',"
                + "'properties':{'id':" + TEXT + "},'days':{'type':'integer','description':'.'}}}}}");
        assertThat(rules.of(
                        "{'rules':[{'id':'b','days':2},{'id':'a','days':1}]}",
                        "{'rules':[{'id':'a','days':1},{'id':'b','days':1}]}",
                        "{'rules':[{'id':'a','days':1},{'id':'b','days':1}]}"))
                .containsExactly("rules[b].days: 1 → 2 SPEC");
        assertThat(rules.of("{'rules':[{'id':'b','days':2}]}", "{'rules':[]}", "{'rules':[{'id':'c','days':1}]}"))
                .containsExactly(
                        "rules[b]: none → {'id':'b','days':2} SPEC", "rules[c]: {'id':'c','days':1} → none DRIFT");
    }

    @Test
    void anOrderedListLeavesOutWhatIsAlikeAtBothEnds() {
        var list = Diffs.over("{'l':{'type':'array','description':'.','items':{'type':'string'}}}");
        assertThat(list.of("{'l':['a','x','b','c']}", "{'l':['a','b','c']}", "{'l':['a','b','c']}"))
                .containsExactly("l[1]: none → 'x' SPEC");
        assertThat(list.of("{'l':['a','c']}", "{'l':['a','b','c']}", "{'l':['a','b','c']}"))
                .containsExactly("l[1]: 'b' → none SPEC");
        assertThat(list.of("{'l':['a','x','c']}", "{'l':['a','b','c']}", "{'l':['a','b','c']}"))
                .containsExactly("l[1]: 'b' → 'x' SPEC");
    }

    @Test
    void aSensitiveValueIsMaskedAndComparedByDigest() {
        var secret = Diffs.over("{'p':" + TEXT + ",'x-sensitive':true}}");
        var applied = Optional.of(Diffs.with(Map.of("p", Diffs.REDACTION.digest(Value.of("old")))));
        var wanted = Diffs.with(Map.of("p", new Value.Secret(Value.of("new"))));
        var change = secret.difference(wanted, applied, Diffs.map("{'p':'old'}"));
        assertThat(Diffs.lines(change)).containsExactly("p: (sensitive) → (sensitive) SPEC *");
        assertThat(change.toString()).doesNotContain("old").doesNotContain("'new'");
        assertThat(secret.difference(wanted, applied, Diffs.map("{'p':'new'}")).properties())
                .isEmpty();
    }

    @Test
    void aStateOnlyResourceComparesDigests() {
        var open = Diffs.over("{'p':{'description':'.'}}");
        var applied = Diffs.with(Map.of("p", Diffs.REDACTION.digest(Value.of("x"))));
        assertThat(open.difference(
                                Diffs.with(Map.of("p", new Value.Secret(Value.of("x")))), Optional.of(applied), applied)
                        .properties())
                .isEmpty();
        assertThat(Diffs.lines(open.difference(
                        Diffs.with(Map.of("p", new Value.Secret(Value.of("y")))), Optional.of(applied), applied)))
                .containsExactly("p: (sensitive) → (sensitive) SPEC *");
    }

    @Test
    void anExtraLiveMemberOfAPropertyIsRemoved() {
        var member = "{'type':'object','description':'.','properties':{'id':" + TEXT + "},'on':" + TEXT
                + "},'note':{'type':'object','description':'.','properties':{'at':" + TEXT
                + "}}},'server':" + TEXT + ",'x-computed':true},'flag':{'type':'boolean','description':'.'}}";
        var spec = "{'o':{'id':'a'}}";
        var object = Diffs.over("{'o':" + member + "}}");
        assertThat(object.of(spec, spec, "{'o':{'id':'a','on':'1','note':{'at':'x'},'server':'s','flag':true}}"))
                .containsExactly(
                        "o.on: '1' → none DRIFT", "o.note: {'at':'x'} → none DRIFT", "o.flag: true → none DRIFT");
        assertThat(object.of(spec, spec, "{'o':{'id':'a','on':'','note':{'at':''},'flag':false}}"))
                .isEmpty();
        assertThat(object.of(spec, "{}", "{'o':{'id':'a','on':'1'}}")).containsExactly("o.on: '1' → none SPEC");
        var list = "{'l':{'type':'array','description':'.','x-key':'id','items':" + member + "}}}";
        var rules = "{'l':[{'id':'a'}]}";
        assertThat(Diffs.over(list).of(rules, rules, "{'l':[{'id':'a','on':'1'}]}"))
                .containsExactly("l[a].on: '1' → none DRIFT");
        var set = Diffs.over(list.replace("'x-key':'id'", "'x-unordered':true"));
        assertThat(set.of(rules, rules, "{'l':[{'id':'a','on':'1'}]}"))
                .containsExactly("l: {'id':'a','on':'1'} → {'id':'a'} DRIFT");
    }

    @Test
    void changingWhatHoldsDataSaysWhatIsLost() {
        var key = Diffs.over("{'k':" + TEXT + ",'x-dataLoss':'Objects stay unreadable.'}}");
        var change =
                key.difference(Diffs.map("{'k':'2'}"), Optional.of(Diffs.map("{'k':'1'}")), Diffs.map("{'k':'1'}"));
        assertThat(change.properties())
                .extracting(PropertyChange::dataLoss)
                .containsExactly(Optional.of("Objects stay unreadable."));
    }

    @Test
    void anEqualityOfTheSchemaDecides() {
        var key = Diffs.over("{'k':" + TEXT + ",'x-equal':'case-insensitive'}}");
        assertThat(key.of("{'k':'a'}", "{'k':'a'}", "{'k':'A'}")).isEmpty();
    }

    @Test
    void aChangePointsAtTheLineThatAsksForIt() {
        var rules = Diffs.over("{'rules':{'type':'array','description':'.','x-key':'id','items':{'type':'object',"
                + "'properties':{'id':" + TEXT + "},'on':" + TEXT + "}}}}}");
        var spec = Diffs.map("{'rules':[{'id':'a','on':'1'},{'id':'b','on':'1'}]}");
        var live = Diffs.map("{'rules':[{'id':'b','on':'2'},{'id':'a','on':'1'}]}");
        assertThat(rules.difference(spec, Optional.of(spec), live).properties())
                .extracting(change -> change.span().map(Span::line))
                .containsExactly(Optional.of(8));
    }

    @Test
    void aSpecThatSaysNothingHasNoLine() {
        var change = text.difference(Diffs.map("{}"), Optional.of(Diffs.map("{'a':'1'}")), Diffs.map("{'a':'1'}"));
        assertThat(change.properties()).extracting(PropertyChange::span).isEqualTo(List.of(Optional.empty()));
    }
}
