package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Config rules of one's own: their life, and the combinations that a check refuses. See behaviour.md#config-rule-sources. */
final class CustomRuleTest {

    private static final String CHANGES = "sourceDetails: [{messageType: ConfigurationItemChangeNotification}]";
    private static final String FUNCTION =
            "owner: CUSTOM_LAMBDA, sourceIdentifier: \"arn:aws:lambda:us-east-1:123456789012:function:judge\"";

    @TempDir
    private Path folder;

    private ContractRun run;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
    }

    private static Source rule(String properties) {
        return new Source("setpoint.yaml", """
            setpoint: v1
            stack: rules
            providers:
              aws: {region: us-east-1}
            resources:
              role:
                type: aws.iam.role
                properties:
                  name: config
                  assumeRolePolicy:
                    Version: "2012-10-17"
                    Statement: [{Effect: Allow, Principal: {Service: config.amazonaws.com}, Action: sts:AssumeRole}]
              recorder: {type: aws.config.recorder, properties: {role: "${role.arn}"}}
              rule:
                type: aws.config.rule
                properties: {name: own, recorder: "${recorder.name}", %s}
            """.formatted(properties));
    }

    private void lives(String first, String then) {
        run.apply(rule(first));
        assertThat(run.plan(rule(first)).hasChanges()).isFalse();
        run.apply(rule(then));
        assertThat(run.plan(rule(then)).hasChanges()).isFalse();
        run.destroy(rule(then));
        assertThat(run.state().isEmpty()).isTrue();
    }

    @Test
    void aRuleWithAFunctionIsAppliedAndChanged() {
        lives(
                FUNCTION + ", " + CHANGES,
                FUNCTION
                        + ", sourceDetails: [{messageType: ScheduledNotification, maximumExecutionFrequency: One_Hour},"
                        + " {messageType: ConfigurationItemChangeNotification}]");
    }

    @Test
    void aRuleWithAPolicyIsAppliedAndChanged() {
        lives(
                "owner: CUSTOM_POLICY, customPolicy: {policyText: \"rule a { b exists }\"}, " + CHANGES,
                "owner: CUSTOM_POLICY, customPolicy: {policyText: \"rule c { d exists }\", enableDebugLogDelivery: true}, "
                        + CHANGES);
    }

    private String problems(String properties) {
        return run.problems(rule(properties)).stream().map(Diagnostic::message).reduce("", (a, b) -> a + b);
    }

    @Test
    void aCheckRefusesWhatAwsRefuses() {
        assertThat(problems("sourceIdentifier: S3_DEFAULT_ENCRYPTION_KMS, " + CHANGES))
                .contains("Leave sourceDetails out, or set `owner`.");
        assertThat(problems(FUNCTION)).contains("needs `sourceDetails`");
        assertThat(problems("owner: CUSTOM_LAMBDA, sourceIdentifier: judge, " + CHANGES))
                .contains("is the ARN of a Lambda function");
        assertThat(problems("owner: CUSTOM_POLICY, " + CHANGES)).contains("needs `customPolicy`");
        assertThat(problems(FUNCTION + ", customPolicy: {policyText: rule}, " + CHANGES))
                .contains("Only a rule with `owner: CUSTOM_POLICY` has a policy.");
        assertThat(problems(FUNCTION + ", sourceDetails: [{messageType: ScheduledNotification}]"))
                .contains("needs `maximumExecutionFrequency`");
        assertThat(problems(FUNCTION
                        + ", sourceDetails: [{messageType: ConfigurationItemChangeNotification,"
                        + " maximumExecutionFrequency: One_Hour}]"))
                .contains("takes no frequency");
        assertThat(problems("description: without a source")).contains("sourceIdentifier");
    }
}
