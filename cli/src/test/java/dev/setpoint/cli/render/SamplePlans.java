package dev.setpoint.cli.render;

import static dev.setpoint.cli.render.LiteralPlan.forcing;
import static dev.setpoint.cli.render.LiteralPlan.property;
import static dev.setpoint.cli.render.LiteralPlan.secret;
import static dev.setpoint.cli.render.LiteralPlan.target;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** Plans that show all there is to show. */
public final class SamplePlans {

    private static final String LOSS = "Everything encrypted under this key becomes unreadable as soon as its deletion"
            + " is scheduled, and is lost for ever when the waiting period ends.";

    private static final String WINDOW = "Its deletion is scheduled: for 30 days it can still be cancelled.";

    private SamplePlans() {}

    public static Preview kinds() {
        return new LiteralPlan()
                .create(
                        target("key", "aws.kms.key", 12),
                        Change.CreateReason.NEW,
                        "{'description': 'Production S3 encryption key', 'multiRegion': true, 'rotation': {'enabled':"
                                + " true, 'periodInDays': 365}, 'tags': {}, 'secret': {'$redacted': 'sha256:1'}}")
                .create(
                        target("alias", "aws.kms.alias", 20),
                        Change.CreateReason.GONE,
                        "{'name': 'alias/prod-s3-encryption', 'targetKey': {'$unknown': 'key.keyId'}}")
                .update(
                        target("bucket", "aws.s3.bucket", 30),
                        "my-prod-encrypted-bucket-demo",
                        property("versioning", "'Suspended'", "'Enabled'", Cause.DRIFT, 33),
                        property(
                                "encryption.kmsKey",
                                "'arn:aws:kms:us-east-1:111122223333:key/1'",
                                "{'$unknown': 'key.arn'}",
                                Cause.REFERENCE,
                                36),
                        property("encryption.bucketKey", "false", "true", Cause.SPEC_AND_DRIFT, 37),
                        property("logging", "{'targetBucket': 'logs', 'targetPrefix': 'a/'}", "", Cause.SPEC, 0),
                        secret(property("token", "'a'", "'b'", Cause.SPEC, 40)))
                .replace(
                        target("replica", "aws.kms.replicaKey", 50, LOSS),
                        "mrk-1234",
                        Change.Order.CREATE_FIRST,
                        forcing(property(
                                "primaryKey",
                                "'arn:aws:kms:us-east-1:111122223333:key/1'",
                                "{'$unknown': 'key.arn'}",
                                Cause.REFERENCE,
                                52)),
                        property("enabled", "", "true", Cause.SPEC, 53))
                .delete(
                        target("oldTrail", "aws.cloudtrail.trail", 0),
                        "arn:aws:cloudtrail:us-east-1:111122223333:trail/old",
                        Change.DeleteReason.REMOVED,
                        "{'name': 'old'}")
                .add(new Change.Forget(
                        target("kept", "aws.s3.bucket", 0),
                        new Identity("kept-bucket"),
                        Change.ForgetReason.RETAINED,
                        Optional.empty()))
                .add(new Change.Move(
                        target("role", "aws.iam.role", 60),
                        Address.resource("applicationRole"),
                        new Change.NoOp(
                                target("role", "aws.iam.role", 60),
                                new Identity("app"),
                                Value.Map.EMPTY,
                                Value.Map.EMPTY)))
                .unchanged("policy", "aws.iam.policy")
                .edge("bucket", "key")
                .edge("alias", "key")
                .edge("replica", "key")
                .output("keyArn", "", "{'$unknown': 'key.arn'}", false)
                .output("region", "'us-east-1'", "'us-west-2'", false)
                .output("same", "1", "1", false)
                .plan();
    }

    public static Preview structure() {
        return new LiteralPlan()
                .update(
                        target("bucketPolicy", "aws.s3.bucketPolicy", 70),
                        "my-prod-encrypted-bucket-demo",
                        property("policy.Statement[DenyHttp].Action", "'s3:GetObject'", "'s3:*'", Cause.DRIFT, 75),
                        property(
                                "policy.Statement[DenyHttp].Condition.Bool",
                                "",
                                "{'aws:SecureTransport': 'false'}",
                                Cause.DRIFT,
                                77),
                        property(
                                "policy.Statement[AllowTrail]",
                                "{'Effect': 'Allow', 'Principal': {'Service': 'cloudtrail.amazonaws.com'}, 'Action':"
                                        + " ['s3:GetBucketAcl', 's3:PutObject'], 'Resource': '*'}",
                                "",
                                Cause.SPEC,
                                0))
                .update(
                        target("role", "aws.iam.role", 80),
                        "app",
                        property(
                                "managedPolicies",
                                "['arn:aws:iam::aws:policy/ReadOnlyAccess',"
                                        + " 'arn:aws:iam::111122223333:policy/keep-me']",
                                "['arn:aws:iam::111122223333:policy/keep-me',"
                                        + " 'arn:aws:iam::111122223333:policy/application']",
                                Cause.SPEC,
                                83),
                        property(
                                "description",
                                "'What the application does with the bucket, at some length so that it does not fit'",
                                "'What the application does with the bucket and the key, at even more length so that"
                                        + " it has to be broken'",
                                Cause.SPEC,
                                84),
                        property("lifecycle.rules[Archive].transitions[0].days", "30", "45", Cause.SPEC, 90),
                        property("lifecycle.rules[Archive].transitions[1].days", "90", "120", Cause.SPEC, 93),
                        property(
                                "tags",
                                "{'Team': 'a', 'Env': 'prod', 'Old': 'x'}",
                                "{'Team': 'b', 'Env': 'prod'}",
                                Cause.SPEC,
                                95))
                .plan();
    }

    /** Texts of several lines, JSON in texts, and what looks alike. */
    public static Preview texts() {
        return new LiteralPlan()
                .update(
                        target("object", "aws.s3.object", 10),
                        "my-bucket/site.sh",
                        property("content", quoted(SCRIPT), quoted(SCRIPT.replace("8080", "9090")), Cause.SPEC, 12),
                        property("unix", quoted("a\r\nb\r\nc\r\n"), quoted("a\nb\nC\n"), Cause.SPEC, 13),
                        property(
                                "blanks",
                                quoted("one\ntwo  \n\tthree"),
                                quoted("one\ntwo\n    three\n"),
                                Cause.SPEC,
                                14),
                        property(
                                "template",
                                quoted(SCRIPT),
                                "{'$unknown': 'echo begin\\nrun ${key.arn}\\n'}",
                                Cause.REFERENCE,
                                15))
                .update(
                        target("dashboard", "aws.cloudwatch.dashboard", 20),
                        "orders",
                        property("body", quoted(DASHBOARD), quoted(DASHBOARD.replace("300", "60")), Cause.SPEC, 22),
                        property("compact", quoted(DASHBOARD), quoted(DASHBOARD.replace(" ", "")), Cause.DRIFT, 23))
                .update(
                        target("access", "aws.iam.rolePolicy", 24),
                        "app:read",
                        property("policy", quoted(POLICY), quoted(POLICY.replace("s3:*", "s3:Get*")), Cause.SPEC, 24))
                .update(
                        target("alike", "core.value", 30),
                        "1",
                        property("nbsp", quoted("to\u00a0be"), quoted("to be"), Cause.SPEC, 31),
                        property("composed", quoted("Caf\u00e9 am See"), quoted("Cafe\u0301 am See"), Cause.SPEC, 32),
                        property("zeroWidth", quoted("admin"), quoted("ad\u200bmin"), Cause.SPEC, 33),
                        property("homoglyph", quoted("payments"), quoted("p\u0430yments"), Cause.SPEC, 34),
                        property("trailing", quoted("prod"), quoted("prod "), Cause.SPEC, 35),
                        property("short", "['a', 'b\u200b']", "['a', 'b']", Cause.SPEC, 36),
                        property("visible", quoted("M\u00fcller"), quoted("Meyer"), Cause.SPEC, 37),
                        property(
                                "tags",
                                "{'T\u00e9am': 'a', 'Env': 'x'}",
                                "{'Te\u0301am': 'a', 'Env': 'x'}",
                                Cause.SPEC,
                                38),
                        property("map.N\u0430me", quoted("a"), "", Cause.SPEC, 0),
                        property("map.Name", "", quoted("a"), Cause.SPEC, 39))
                .update(
                        target("policy", "aws.iam.policy", 40),
                        "arn:aws:iam::111122223333:policy/app",
                        property(
                                "policy.Statement[0].Resource",
                                "['arn:aws:s3:::bucket-with-a-rather-long-name-one/*',"
                                        + " 'arn:aws:s3:::bucket-with-a-rather-long-name-two/*']",
                                "{'$unknown': '${store.map(k, store[k].arn)}'}",
                                Cause.REFERENCE,
                                44))
                .create(
                        target("script", "aws.s3.object", 50),
                        Change.CreateReason.NEW,
                        "{'key': 'run.sh', 'content': " + quoted(SCRIPT) + ", 'body': " + quoted(DASHBOARD) + "}")
                .plan();
    }

    private static final String SCRIPT = """
        #!/bin/bash
        set -e

        PORT=8080
        if true; then
          echo "on $PORT"
        fi
        one
        two
        three
        four
        five
        """;

    private static final String DASHBOARD = "{\"widgets\": [{\"type\": \"metric\", \"properties\": {\"period\": 300,"
            + " \"title\": \"Orders\"}}, {\"type\": \"text\", \"properties\": {\"markdown\": \"Hello\"}}]}";

    private static final String POLICY = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Sid\": \"A\","
            + " \"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"},\n    {\"Sid\": \"B\", \"Effect\":"
            + " \"Deny\", \"Action\": \"kms:*\", \"Resource\": \"*\"}\n  ]\n}\n";

    private static String quoted(String text) {
        // Apostrophes stand for quotes in these plans.
        return Json.compact(Value.of(text));
    }

    public static Preview destroy() {
        return new LiteralPlan()
                .delete(
                        target("trail", "aws.cloudtrail.trail", 0),
                        "arn:aws:cloudtrail:us-east-1:111122223333:trail/prod",
                        Change.DeleteReason.DESTROY,
                        "{}")
                .delete(target("key", "aws.kms.key", 0, LOSS, WINDOW), "mrk-1234", Change.DeleteReason.DESTROY, "{}")
                .output("keyArn", "'arn:aws:kms:us-east-1:111122223333:key/1'", "", false)
                .plan(Plan.Mode.DESTROY);
    }
}
