package dev.setpoint.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A replacement shows all differences between the old and the new object. */
class ReplacementDiffTest {

    private static final String TEXT = "{'type':'string','description':'.'";
    private static final String NAME = "{'name':" + TEXT + ",'x-createOnly':true},";

    @Test
    void aReplacementShowsIgnoredProperties() {
        var path = Diffs.over(NAME + "'path':" + TEXT + ",'x-createOnly':true}}");

        assertThat(path.replacement(
                        "{'name':'u2','path':'/b/'}",
                        "{'name':'u1','path':'/a/'}",
                        "{'name':'u1','path':'/a/'}",
                        "path"))
                .containsExactly("name: 'u1' → 'u2' SPEC !", "path: '/a/' → '/b/' REPLACEMENT");
    }

    @Test
    void driftThatIsIgnored() {
        var path = Diffs.over(NAME + "'path':" + TEXT + "}}");

        assertThat(path.replacement(
                        "{'name':'u2','path':'/a/'}",
                        "{'name':'u1','path':'/a/'}",
                        "{'name':'u1','path':'/z/'}",
                        "path"))
                .containsExactly("name: 'u1' → 'u2' SPEC !", "path: '/z/' → '/a/' REPLACEMENT");
    }

    @Test
    void everythingIgnored() {
        var path = Diffs.over(NAME + "'path':" + TEXT + "}}");

        assertThat(path.replacement(
                        "{'name':'u2','path':'/b/'}", "{'name':'u1','path':'/a/'}", "{'name':'u1','path':'/a/'}", "*"))
                .containsExactly("name: 'u1' → 'u2' REPLACEMENT", "path: '/a/' → '/b/' REPLACEMENT");
    }

    @Test
    void oneEntryOfAMapIgnoredBesideOneThatChanges() {
        var tags =
                Diffs.over(NAME + "'tags':{'type':'object','description':'.','additionalProperties':" + TEXT + "}}}");

        assertThat(tags.replacement(
                        "{'name':'u2','tags':{'A':'2','B':'2'}}",
                        "{'name':'u1','tags':{'A':'1','B':'1'}}",
                        "{'name':'u1','tags':{'A':'1','B':'1','C':'live'}}",
                        "tags.A",
                        "tags.C"))
                .containsExactly(
                        "name: 'u1' → 'u2' SPEC !",
                        "tags.A: '1' → '2' REPLACEMENT",
                        "tags.B: '1' → '2' SPEC",
                        "tags.C: 'live' → none REPLACEMENT");
    }

    @Test
    void elementsOfASetIgnored() {
        var set = Diffs.over(
                NAME + "'groups':{'type':'array','description':'.','x-unordered':true,'items':" + TEXT + "}}}");

        assertThat(set.replacement(
                        "{'name':'u2','groups':['a','c']}",
                        "{'name':'u1','groups':['a','b']}",
                        "{'name':'u1','groups':['a','b']}",
                        "groups"))
                .containsExactly("name: 'u1' → 'u2' SPEC !", "groups: 'b' → 'c' REPLACEMENT");
    }

    @Test
    void aReplacementResetsValuesThatTheServerChose() {
        var computed = Diffs.over(NAME + "'policy':" + TEXT + ",'x-computed':true,'x-onRemove':'keep'},"
                + "'encryption':{'type':'object','description':'.','properties':{'algorithm':" + TEXT + "},'key':"
                + TEXT
                + ",'x-computed':true}}}}");

        assertThat(computed.replacement(
                        "{'name':'u2','encryption':{'algorithm':'aws:kms'}}",
                        "{'name':'u1','policy':'mine','encryption':{'algorithm':'aws:kms'}}",
                        "{'name':'u1','policy':'mine','encryption':{'algorithm':'aws:kms','key':'k'}}"))
                .containsExactly(
                        "name: 'u1' → 'u2' SPEC !",
                        "encryption.key: 'k' → {'$unknown':'it.encryption.key'} REPLACEMENT",
                        "policy: 'mine' → {'$unknown':'it.policy'} REPLACEMENT");
    }

    @Test
    void aReplacementShowsKeptAndUnmanagedProperties() {
        var kept = Diffs.over(NAME + "'kept':" + TEXT + ",'x-onRemove':'keep'},'other':" + TEXT + "},'arn':" + TEXT
                + ",'readOnly':true}}");

        assertThat(kept.replacement(
                        "{'name':'u2'}",
                        "{'name':'u1','kept':'x'}",
                        "{'name':'u1','kept':'x','other':'live','arn':'arn:1'}"))
                .containsExactly(
                        "name: 'u1' → 'u2' SPEC !", "kept: 'x' → none REPLACEMENT", "other: 'live' → none REPLACEMENT");
    }

    @Test
    void aReplacementKeepsChangesOfRemovedAndWriteOnlyProperties() {
        var both = Diffs.over(
                NAME + "'versioning':" + TEXT + ",'x-onRemove':'Suspended'},'token':" + TEXT + ",'writeOnly':true}}");

        assertThat(both.replacement(
                        "{'name':'u2','token':'2'}",
                        "{'name':'u1','token':'1','versioning':'Enabled'}",
                        "{'name':'u1','versioning':'Enabled'}"))
                .containsExactly(
                        "name: 'u1' → 'u2' SPEC !",
                        "token: '1' → '2' SPEC",
                        "versioning: 'Enabled' → 'Suspended' SPEC");
    }
}
