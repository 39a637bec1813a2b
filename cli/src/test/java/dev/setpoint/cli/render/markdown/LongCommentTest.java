package dev.setpoint.cli.render.markdown;

import static dev.setpoint.cli.render.LiteralPlan.forcing;
import static dev.setpoint.cli.render.LiteralPlan.property;
import static dev.setpoint.cli.render.LiteralPlan.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.LiteralPlan;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.cli.render.text.PlanText;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.cli.testing.Golden;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Preview;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long comments are shortened by importance, and every change is at least counted. */
class LongCommentTest {

    private final LiteralPlan plan = new LiteralPlan();

    private void creations(int count) {
        for (var i = 0; i < count; i++) {
            plan.create(
                    target("made" + i, "aws.sqs.queue", 1),
                    Change.CreateReason.NEW,
                    "{'name': 'q" + i + "', 'description': '" + "x".repeat(300) + "'}");
        }
    }

    private void tags(int count) {
        for (var i = 0; i < count; i++) {
            plan.update(
                    target("tagged" + i, "aws.s3.bucket", 1),
                    "tagged-" + i,
                    property("tags.Owner", "'" + "a".repeat(200) + "'", "'" + "b".repeat(200) + "'", Cause.SPEC, 2));
        }
    }

    private void policy() {
        plan.update(
                target("bucketPolicy", "aws.s3.bucketPolicy", 1),
                "my-bucket",
                property("policy.Statement[Public].Principal", "'none'", "'*'", Cause.SPEC, 2));
    }

    private void deletions(int count) {
        for (var i = 0; i < count; i++) {
            plan.delete(
                    target("old" + i, "aws.s3.bucket", 0, "Loses it."),
                    "old-bucket-" + i,
                    Change.DeleteReason.REMOVED,
                    "{}");
        }
    }

    private String comment() {
        return comment(plan.plan(), List.of());
    }

    private static String comment(Preview plan, List<Diagnostic> warnings) {
        var comment = new PlanMarkdown().render(PlanModel.of(plan), warnings);
        assertThat(comment.length()).isLessThanOrEqualTo(PlanMarkdown.LONGEST);
        return comment;
    }

    @Test
    void aPolicyChangeIsShownWholeBehindHundredsOfTagEdits() {
        tags(300);
        policy();
        plan.replace(
                target("queue", "aws.sqs.queue", 1),
                "queue-1",
                Change.Order.DELETE_FIRST,
                forcing(property("name", "'a'", "'b'", Cause.SPEC, 2)));

        assertThat(comment())
                .contains("! policy.Statement[Public].Principal: none → *")
                .contains("! name: a → b  # forces replacement")
                .contains("- `~ tagged299 (aws.s3.bucket tagged-299) will be updated: tags.Owner`\n");
    }

    @Test
    void creationsGiveWayBeforeTagsAndTagsBeforeOtherUpdates() {
        creations(150);
        tags(40);
        plan.update(target("topic", "aws.sns.topic", 1), "t", property("displayName", "'a'", "'b'", Cause.SPEC, 2));

        assertThat(comment())
                .contains("! tags.Owner:\n")
                .contains("! displayName: a → b")
                .contains("- `+ made149 (aws.sqs.queue) will be created`\n");
    }

    @Test
    void blocksAreCountedWhenThereIsNoRoomForNames() {
        creations(20_000);
        policy();

        assertThat(comment())
                .contains("20000 to create")
                .contains("! policy.Statement[Public].Principal: none → *")
                .contains("- `+` 20000 of `aws.sqs.queue` to create");
    }

    @Test
    void deletionsAreNeverDropped() {
        creations(500);
        deletions(500);

        var comment = comment();
        for (var i = 0; i < 500; i++) {
            assertThat(comment).contains("old" + i + " (aws.s3.bucket old-bucket-" + i + ") will be deleted");
        }
    }

    @Test
    void deletionsBeyondTheLimitAreCountedWithTheirLoss() {
        deletions(5_000);
        policy();

        assertThat(comment())
                .contains("5000 to delete")
                .contains("Loses it.")
                .contains("- `-` 5000 of `aws.s3.bucket` to delete, which destroys data")
                .contains("bucketPolicy");
    }

    @Test
    void aSingleChangeLongerThanACommentIsNamed() {
        plan.update(
                target("bucketPolicy", "aws.s3.bucketPolicy", 1),
                "my-bucket",
                property(
                        "policy.Statement[A].Resource",
                        "'" + "a".repeat(50_000) + "'",
                        "'" + "b".repeat(50_000) + "'",
                        Cause.SPEC,
                        2));

        assertThat(comment())
                .contains("bucketPolicy (aws.s3.bucketPolicy my-bucket) will be updated:"
                        + " policy.Statement[A].Resource`\n");
    }

    @Test
    void manyReasonsAndWarningsLeaveRoomForTheChanges() {
        for (var i = 0; i < 1_000; i++) {
            var target = target("kept" + i, "aws.s3.bucket", 0)
                    .forbidden(List.of(Diagnostic.error("SP0522", "`kept" + i + "` must not be deleted.")));
            plan.delete(target, "kept-" + i, Change.DeleteReason.REMOVED, "{}");
        }
        policy();
        var warning = Diagnostic.warning("SP0551", "Something is odd, " + "and that at length ".repeat(20));

        assertThat(comment(plan.plan(), java.util.Collections.nCopies(500, warning)))
                .contains("more of these")
                .contains("1000 of")
                .contains("bucketPolicy");
    }

    @Test
    void equalInstancesOfABlockAreOneEntry() throws IOException {
        for (var i = 0; i < 400; i++) {
            plan.create(
                    target("queue[\"q" + i + "\"]", "aws.sqs.queue", 5),
                    Change.CreateReason.NEW,
                    "{'name': 'orders-q" + i + "', 'fifo': true}");
        }

        assertThat(comment())
                .contains("<code>+ 400 instances of queue (aws.sqs.queue) will be created")
                .contains("+ name: orders-${each.key}\n+ fifo: true\n")
                .contains("(400 like this: queue[\"q0\"], queue[\"q1\"],")
                .contains("queue[\"q399\"]")
                .doesNotContain("orders-q7");
    }

    @Test
    void differingInstancesListTheirDifferences() throws IOException {
        for (var key : List.of("eu", "us", "ap", "sa", "me", "af")) {
            plan.update(
                    target("bucket[\"" + key + "\"]", "aws.s3.bucket", 5),
                    "my-" + key,
                    property("versioning", "'Suspended'", "'Enabled'", Cause.DRIFT, 6),
                    property("tags.Cost", "'" + key.length() + key.hashCode() % 7 + "'", "'0'", Cause.SPEC, 7),
                    property("tags.Env", "'a'", "'b'", Cause.SPEC, 7));
        }
        for (var key : List.of("one", "two")) {
            plan.delete(
                    target("few[\"" + key + "\"]", "aws.s3.bucket", 0),
                    "few-" + key,
                    Change.DeleteReason.REMOVED,
                    "{}");
        }

        Golden.check("markdown/instances.md", comment());
        Golden.check("text/instances.txt", new PlanText(new Style(false, 100)).render(PlanModel.of(plan.plan())));
    }

    @Test
    void oneInstanceThatIsOtherwiseStandsApart() {
        for (var i = 0; i < 50; i++) {
            plan.update(
                    target("topic[\"t" + i + "\"]", "aws.sns.topic", 5),
                    "arn:t" + i,
                    property("displayName", "'a'", i == 17 ? "'c'" : "'b'", Cause.SPEC, 6));
        }

        assertThat(comment())
                .contains("49 instances of topic (aws.sns.topic) will be updated")
                .contains("topic[&quot;t17&quot;] (aws.sns.topic arn:t17) will be updated")
                .contains("! displayName: a → b")
                .contains("! displayName: a → c");
    }
}
