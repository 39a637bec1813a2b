package dev.setpoint.provider.aws.equality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyDiffTest {

    private final Diffs policy =
            Diffs.over("{'policy':{'type':['object','string'],'description':'.','x-equal':'iam-policy'}}");

    @Test
    void anotherOrderAndFormIsNoChange() {
        assertThat(diff(
                        "{'Version':'1','Statement':[{'Sid':'a','Action':['x','y']},{'Sid':'b','Action':'z'}]}",
                        "{'Version':'1','Statement':[{'Sid':'b','Action':['z']},{'Action':['y','x'],'Sid':'a'}]}"))
                .isEmpty();
    }

    @Test
    void onlyTheActionsThatComeAndGoAreNamed() {
        assertThat(diff(
                        "{'Statement':[{'Sid':'a','Effect':'Deny','Action':['s3:Get','s3:Put','s3:List']}]}",
                        "{'Statement':[{'Sid':'a','Effect':'Deny','Action':['s3:Put','s3:Get']}]}"))
                .containsExactly("policy.Statement[a].Action: none → 's3:List' DRIFT");
        assertThat(diff("{'Statement':{'Sid':'a','Action':'x'}}", "{'Statement':{'Sid':'a','Action':['x','y','z']}}"))
                .containsExactly(
                        "policy.Statement[a].Action: 'y' → none DRIFT", "policy.Statement[a].Action: 'z' → none DRIFT");
    }

    @Test
    void oneResourceForAnotherIsOneChange() {
        assertThat(diff("{'Statement':{'Sid':'a','Resource':'new'}}", "{'Statement':{'Sid':'a','Resource':'old'}}"))
                .containsExactly("policy.Statement[a].Resource: 'old' → 'new' DRIFT");
    }

    @Test
    void conditionsAndPrincipalsAreNamedDownToTheValue() {
        assertThat(diff(
                        "{'Statement':{'Sid':'a','Principal':{'AWS':['1','2']},"
                                + "'Condition':{'StringEquals':{'aws:x':['1','2'],'aws:y':'1'}}}}",
                        "{'Statement':{'Sid':'a','Principal':{'AWS':'1'},"
                                + "'Condition':{'StringEquals':{'aws:x':['1','3'],'aws:z':'1'}}}}"))
                .containsExactly(
                        "policy.Statement[a].Principal.AWS: none → '2' DRIFT",
                        "policy.Statement[a].Condition.StringEquals[\"aws:x\"]: '3' → '2' DRIFT",
                        "policy.Statement[a].Condition.StringEquals[\"aws:y\"]: none → '1' DRIFT",
                        "policy.Statement[a].Condition.StringEquals[\"aws:z\"]: '1' → none DRIFT");
    }

    @Test
    void statementsComeAndGoWhole() {
        assertThat(diff(
                        "{'Statement':[{'Sid':'a','Effect':'Allow'},{'Sid':'n','Effect':'Deny','Action':'x'}]}",
                        "{'Statement':[{'Sid':'a','Effect':'Allow'},{'Sid':'o','Effect':'Allow','Action':'y'}]}"))
                .containsExactly(
                        "policy.Statement[n]: none → {'Sid':'n','Effect':'Deny','Action':'x'} DRIFT",
                        "policy.Statement[o]: {'Sid':'o','Effect':'Allow','Action':'y'} → none DRIFT");
    }

    @Test
    void statementsWithoutSidAreMatchedByLikeness() {
        assertThat(
                        diff(
                                "{'Statement':[{'Effect':'Allow','Action':'a','Resource':'r'},{'Effect':'Deny','Action':'b','Resource':'s'}]}",
                                "{'Statement':[{'Effect':'Deny','Action':'b','Resource':'t'},{'Effect':'Allow','Action':'a','Resource':'r'}]}"))
                .containsExactly("policy.Statement[1].Resource: 't' → 's' DRIFT");
    }

    @Test
    void jsonTextIsAsGoodAsAMap() {
        assertThat(diff(
                        "'{}'"
                                .replace("{}", "{\\'Statement\\':{\\'Sid\\':\\'a\\',\\'Action\\':[\\'x\\']}}")
                                .replace("\\'", "\\\""),
                        "{'Statement':{'Sid':'a','Action':'y'}}"))
                .containsExactly("policy.Statement[a].Action: 'y' → 'x' DRIFT");
    }

    @Test
    void aValueThatIsNotKnownYetReplacesTheLiveOne() {
        assertThat(diff(
                        "{'Statement':{'Sid':'a','Resource':['fixed',{'$unknown':'bucket.arn'}]}}",
                        "{'Statement':{'Sid':'a','Resource':['fixed','arn:old']}}"))
                .containsExactly("policy.Statement[a].Resource: 'arn:old' → {'$unknown':'bucket.arn'} REFERENCE");
    }

    @Test
    void theCauseIsThatOfTheSmallestPart() {
        var applied = Diffs.map("{'policy':{'Statement':{'Sid':'a','Action':['x','gone'],'Effect':'Allow'}}}");
        var spec = Diffs.map("{'policy':{'Statement':{'Sid':'a','Action':['x','new'],'Effect':'Allow'}}}");
        var live = Diffs.map("{'policy':{'Statement':{'Sid':'a','Action':['x','gone','crept-in'],'Effect':'Deny'}}}");
        assertThat(Diffs.lines(policy.difference(spec, Optional.of(applied), live)))
                .containsExactlyInAnyOrder(
                        "policy.Statement[a].Effect: 'Deny' → 'Allow' DRIFT",
                        "policy.Statement[a].Action: none → 'new' SPEC",
                        "policy.Statement[a].Action: 'gone' → none SPEC",
                        "policy.Statement[a].Action: 'crept-in' → none DRIFT");
    }

    @Test
    void aChangedMemberOfTheDocumentIsNamed() {
        assertThat(diff("{'Version':'2012-10-17','Id':'x'}", "{'Version':'2008-10-17'}"))
                .containsExactlyInAnyOrder(
                        "policy.Version: '2008-10-17' → '2012-10-17' DRIFT", "policy.Id: none → 'x' DRIFT");
    }

    @Test
    void aChangePointsIntoTheStatement() {
        var spec = Diffs.map("{'policy':{'Statement':[{'Sid':'a','Action':'x'},{'Sid':'b','Action':['y','z']}]}}");
        var live = Diffs.map("{'policy':{'Statement':[{'Sid':'b','Action':'y'},{'Sid':'a','Action':'x'}]}}");
        assertThat(policy.difference(spec, Optional.of(spec), live).properties())
                .singleElement()
                .satisfies(change -> assertThat(change.span()).contains(Diffs.span(11)));
    }

    /** Compares a live policy that has drifted from the applied one. */
    private java.util.List<String> diff(String desired, String live) {
        var wanted = "{'policy':" + desired + "}";
        return policy.of(wanted, wanted, "{'policy':" + live + "}");
    }
}
