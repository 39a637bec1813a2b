package dev.setpoint.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Differences under paths of {@code ignoreChanges}. */
class IgnoredChangesTest {

    private static final String TEXT = "{'type':'string','description':'.'";

    @Test
    void ignoredPathsKeepTheLiveValue() {
        var tags = Diffs.over("{'a':" + TEXT
                + "},'tags':{'type':'object','description':'.','additionalProperties':{'type':'string'}}}");
        var difference = tags.difference(
                Diffs.map("{'a':'1','tags':{'x':'1','y':'1'}}"),
                Optional.of(Diffs.map("{'a':'1','tags':{'x':'1','y':'1'}}")),
                Diffs.map("{'a':'2','tags':{'x':'2','y':'2'}}"),
                "a",
                "tags.x");
        assertThat(Diffs.lines(difference)).containsExactly("tags.y: '2' → '1' DRIFT");
        assertThat(difference.desired()).isEqualTo(Diffs.map("{'a':'2','tags':{'x':'2','y':'1'}}"));
    }

    @Test
    void anIgnoredPathKeepsWhatIsLiveThereAlsoWhereTheSpecHasNothing() {
        var tags = Diffs.over("{'a':" + TEXT
                + "},'tags':{'type':'object','description':'.','additionalProperties':{'type':'string'}}}");
        var spec = Diffs.map("{'tags':{'x':'1'}}");
        var difference = tags.difference(
                spec, Optional.of(spec), Diffs.map("{'a':'2','tags':{'x':'1','team':'t','y':'1'}}"), "a", "tags.team");
        assertThat(Diffs.lines(difference)).containsExactly("tags.y: '1' → none DRIFT");
        assertThat(difference.desired()).isEqualTo(Diffs.map("{'tags':{'x':'1','team':'t'}}"));
    }

    @Test
    void aStarStandsForEveryPropertyMemberOrElement() {
        var rule = "{'type':'object','description':'.','properties':{'id':" + TEXT + "},'on':" + TEXT + "},'to':" + TEXT
                + "}}}";
        var shape = Diffs.over("{'a':" + TEXT + "},'b':" + TEXT
                + "},'tags':{'type':'object','description':'.','additionalProperties':{'type':'string'}},"
                + "'rules':{'type':'array','description':'.','x-key':'id','items':" + rule + "}}");
        var spec = Diffs.map(
                "{'a':'1','tags':{'x':'1'},'rules':[{'id':'p','on':'1','to':'1'},{'id':'q','on':'1','to':'1'}]}");
        var live = Diffs.map("{'a':'2','b':'2','tags':{'y':'2'},"
                + "'rules':[{'id':'q','on':'2','to':'1'},{'id':'p','on':'3','to':'2'}]}");
        assertThat(lines(shape, spec, live, "*")).isEmpty();
        assertThat(lines(shape, spec, live, "a", "rules", "tags.*")).isEmpty();
        assertThat(lines(shape, spec, live, "a", "tags", "rules[*].on"))
                .containsExactly("rules[p].to: '2' → '1' DRIFT");
        assertThat(lines(shape, spec, live, "a", "tags", "rules[*].*")).isEmpty();
        assertThat(lines(shape, spec, live, "*.x", "a", "rules[*]")).containsExactly("tags.y: '2' → none DRIFT");
    }

    private static List<String> lines(Diffs shape, Value.Map spec, Value.Map live, String... ignored) {
        return Diffs.lines(shape.difference(spec, Optional.of(spec), live, ignored));
    }

    @Test
    void anIgnoredElementIsFoundByItsKey() {
        var rules = Diffs.over("{'rules':{'type':'array','description':'.','x-key':'id','items':{'type':'object',"
                + "'properties':{'id':" + TEXT + "},'on':" + TEXT + "}}}}}");
        var spec = Diffs.map("{'rules':[{'id':'a','on':'1'},{'id':'b','on':'1'}]}");
        var live = Diffs.map("{'rules':[{'id':'b','on':'2'},{'id':'a','on':'2'}]}");
        assertThat(Diffs.lines(rules.difference(spec, Optional.of(spec), live, "rules[b].on")))
                .containsExactly("rules[a].on: '2' → '1' DRIFT");
    }
}
