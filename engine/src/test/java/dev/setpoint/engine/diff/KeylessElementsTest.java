package dev.setpoint.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Elements of a keyed list whose key the service chooses. */
class KeylessElementsTest {

    private final Diffs rules = Diffs.over("{'rules':{'type':'array','description':'.','x-key':'id','items':{'type':"
            + "'object','properties':{'id':{'type':'string','description':'.','x-computed':true},"
            + "'days':{'type':'integer','description':'.'}}}}}");

    @Test
    void theyAreKnownByTheirContentInAnyOrder() {
        assertThat(rules.of(
                        "{'rules':[{'days':1},{'id':'a','days':2},{'days':3}]}",
                        "{'rules':[{'days':1},{'id':'a','days':2},{'days':3}]}",
                        "{'rules':[{'id':'y','days':3},{'id':'a','days':2},{'id':'x','days':1}]}"))
                .isEmpty();
        assertThat(rules.of("{'rules':[{'days':1}]}", "{}", "{'rules':[{'id':'x','days':1}]}"))
                .isEmpty();
    }

    @Test
    void aChangedOneIsAddedAndRemoved() {
        assertThat(rules.of(
                        "{'rules':[{'days':1},{'days':4}]}",
                        "{'rules':[{'days':1},{'days':2}]}",
                        "{'rules':[{'id':'y','days':2},{'id':'x','days':1}]}"))
                .containsExactly("rules[1]: none → {'days':4} SPEC", "rules[y]: {'id':'y','days':2} → none SPEC");
    }

    @Test
    void oneThatSomebodyRemovedOrAddedIsDrift() {
        assertThat(rules.of(
                        "{'rules':[{'days':1},{'days':2}]}",
                        "{'rules':[{'days':1},{'days':2}]}",
                        "{'rules':[{'id':'x','days':1}]}"))
                .containsExactly("rules[1]: none → {'days':2} DRIFT");
        assertThat(rules.of(
                        "{'rules':[{'days':1}]}",
                        "{'rules':[{'days':1}]}",
                        "{'rules':[{'id':'x','days':1},{'id':'z','days':9}]}"))
                .containsExactly("rules[z]: {'id':'z','days':9} → none DRIFT");
    }

    @Test
    void equalOnesAreCounted() {
        assertThat(rules.of(
                        "{'rules':[{'days':1},{'days':1}]}",
                        "{'rules':[{'days':1},{'days':1}]}",
                        "{'rules':[{'id':'x','days':1}]}"))
                .containsExactly("rules[1]: none → {'days':1} DRIFT");
    }

    @Test
    void oneWithAKeyTakesNoElementOfAnother() {
        assertThat(rules.of(
                        "{'rules':[{'days':1},{'id':'x','days':1}]}",
                        "{'rules':[{'id':'x','days':1}]}",
                        "{'rules':[{'id':'x','days':1}]}"))
                .containsExactly("rules[0]: none → {'days':1} SPEC");
    }
}
