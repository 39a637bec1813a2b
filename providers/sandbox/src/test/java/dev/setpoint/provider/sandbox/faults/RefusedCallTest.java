package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.PlanOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A refused call is reported with its action, resource, place in the spec and the permission to add; other resources go
 * on.
 */
class RefusedCallTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "kms:CreateKey, key",
        "kms:EnableKeyRotation, key",
        "kms:CreateAlias, keyAlias",
        "kms:ReplicateKey, replicaKey",
        "s3:CreateBucket, logBucket",
        "s3:PutBucketPolicy, logBucketPolicy",
        "s3:PutEncryptionConfiguration, logBucket",
        "s3:PutReplicationConfiguration, replication",
        "iam:CreateRole, applicationRole",
        "iam:PutRolePolicy, replicationRole",
        "iam:CreatePolicy, applicationPolicy",
        "cloudtrail:CreateTrail, trail",
        "cloudtrail:StartLogging, trail",
        "logs:CreateLogGroup, trailLogs",
        "logs:PutRetentionPolicy, trailLogs",
        "logs:PutMetricFilter, unauthorizedFilter",
        "sns:CreateTopic, alarms",
        "sns:Subscribe, alarmMail",
        "cloudwatch:PutMetricAlarm, s3ErrorAlarm",
        "cloudwatch:PutDashboard, dashboard"
    })
    void whileCreating(String action, String resource) {
        var trial = Trial.ofExample("s3-encryption-full", folder).with(Map.of("DENY", action));
        var outcome = trial.apply();
        assertNames(Trial.problems(outcome), action, resource);
        // What does not depend on it is made all the same: the roles and policies need no key, the keys no role.
        assertThat(outcome.done()).isNotEmpty();
        var cleared = trial.with(Map.of());
        assertThat(Trial.problems(cleared.apply())).isEmpty();
        assertThat(cleared.pending()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kms:DescribeKey, key",
        "kms:ListAliases, keyAlias",
        "s3:ListBucket, bucket",
        "s3:GetBucketPolicy, bucketPolicy",
        "s3:GetReplicationConfiguration, replication",
        "iam:GetRole, applicationRole",
        "iam:GetPolicy, applicationPolicy",
        "cloudtrail:DescribeTrails, trail",
        "logs:DescribeLogGroups, trailLogs",
        "logs:DescribeMetricFilters, kmsRequestFilter",
        "sns:GetTopicAttributes, alarms",
        "sns:ListTagsForResource, alarms",
        "sns:GetSubscriptionAttributes, alarmMail",
        "cloudwatch:DescribeAlarms, s3ErrorAlarm",
        "cloudwatch:GetDashboard, dashboard"
    })
    void whilePlanning(String action, String resource) {
        var trial = Trial.ofExample("s3-encryption-full", folder);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var plan = trial.with(Map.of("DENY", action)).plan(PlanOptions.APPLY);
        assertNames(plan.diagnostics().stream().map(Trial::text).toList(), action, resource);
    }

    @ParameterizedTest
    @CsvSource({
        "kms:ScheduleKeyDeletion, replicaKey",
        "kms:DeleteAlias, keyAlias",
        "s3:DeleteBucket, bucket",
        "s3:DeleteBucketPolicy, bucketPolicy",
        "iam:DeleteRole, applicationRole",
        "iam:DeletePolicy, applicationPolicy",
        "cloudtrail:DeleteTrail, trail",
        "logs:DeleteLogGroup, trailLogs",
        "logs:DeleteMetricFilter, keyDeletionFilter",
        "sns:DeleteTopic, alarms",
        "cloudwatch:DeleteAlarms, s3ErrorAlarm",
        "cloudwatch:DeleteDashboards, dashboard"
    })
    void whileDeleting(String action, String resource) {
        var trial = Trial.ofExample("s3-encryption-full", folder);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var outcome = trial.with(Map.of("DENY", action)).destroy();
        assertNames(Trial.problems(outcome), action, resource);
        assertThat(outcome.done()).isNotEmpty();
        assertThat(Trial.problems(trial.destroy())).isEmpty();
    }

    @Test
    void tooManyRefusalsOfOneKindAreOneDiagnostic() {
        var trial = Trial.ofExample("s3-encryption-full", folder);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        // Nobody is refused to ask who they are, so this fails at the guard of the account, once for each provider.
        var plan = trial.with(
                        Map.of("FAIL", "sts:GetCallerIdentity@1=ExpiredToken,sts:GetCallerIdentity@2=ExpiredToken"))
                .plan(PlanOptions.APPLY);
        assertThat(plan.diagnostics()).hasSizeBetween(1, 2);
    }

    private static void assertNames(List<String> problems, String action, String resource) {
        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("SP0510 setpoint.yaml:")
                        .contains("`" + resource + "`")
                        .containsPattern("\\(Allow `?" + action + "`? "));
    }
}
