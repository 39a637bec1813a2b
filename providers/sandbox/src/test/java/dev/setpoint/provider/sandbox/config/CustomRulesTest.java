package dev.setpoint.provider.sandbox.config;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.MaximumExecutionFrequency;
import software.amazon.awssdk.services.config.model.Owner;
import software.amazon.awssdk.services.config.model.Source;
import software.amazon.awssdk.services.config.model.SourceDetail;

/** Sources of Config rules, and what AWS refuses of them. See behaviour.md#config-rule-sources. */
final class CustomRulesTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:judge";
    private static final String POLICY = "rule versioned { configuration.status == \"Enabled\" }";

    @TempDir
    private Path folder;

    private ConfigClient config;

    @BeforeEach
    void open() {
        config = Sandbox.open(folder).client(ConfigClient.class, "us-east-1");
        config.putConfigurationRecorder(r -> r.configurationRecorder(c -> c.name("default")
                .roleARN("arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")
                .recordingGroup(g -> g.allSupported(true))));
    }

    private Source put(Consumer<Source.Builder> source) {
        config.putConfigRule(r -> r.configRule(c -> c.configRuleName("one").source(source)));
        return config.describeConfigRules(r -> r.configRuleNames("one"))
                .configRules()
                .getFirst()
                .source();
    }

    private static SourceDetail detail(String message) {
        return SourceDetail.builder()
                .eventSource("aws.config")
                .messageType(message)
                .build();
    }

    @Test
    void aFunctionJudgesWhenMessagesTriggerIt() {
        var source = put(s -> s.owner(Owner.CUSTOM_LAMBDA)
                .sourceIdentifier(FUNCTION)
                .sourceDetails(detail("ConfigurationItemChangeNotification"), detail("ScheduledNotification")));
        assertThat(source.sourceDetails().get(0).maximumExecutionFrequency()).isNull();
        assertThat(source.sourceDetails().get(1).maximumExecutionFrequency())
                .isEqualTo(MaximumExecutionFrequency.TWENTY_FOUR_HOURS);
        assertRefused(
                "InvalidParameterValueException",
                () -> put(s -> s.owner(Owner.CUSTOM_LAMBDA).sourceIdentifier(FUNCTION)));
        assertRefused(
                "InsufficientPermissionsException",
                () -> put(s -> s.owner(Owner.CUSTOM_LAMBDA)
                        .sourceIdentifier("judge")
                        .sourceDetails(detail("ScheduledNotification"))));
        var often = detail("ConfigurationItemChangeNotification").toBuilder()
                .maximumExecutionFrequency("One_Hour")
                .build();
        assertRefused(
                "InvalidParameterValueException",
                () -> put(s ->
                        s.owner(Owner.CUSTOM_LAMBDA).sourceIdentifier(FUNCTION).sourceDetails(often)));
        assertRefused(
                "ValidationException",
                () -> put(s ->
                        s.owner(Owner.CUSTOM_LAMBDA).sourceIdentifier(FUNCTION).sourceDetails(detail("Whenever"))));
    }

    @Test
    void thePolicyOfARuleIsReadByItsOwnRequest() {
        var change = detail("ConfigurationItemChangeNotification");
        var source = put(s -> s.owner(Owner.CUSTOM_POLICY)
                .sourceDetails(change)
                .customPolicyDetails(p -> p.policyRuntime("guard-2.x.x").policyText(POLICY)));
        assertThat(source.customPolicyDetails().policyText()).isNull();
        assertThat(config.getCustomRulePolicy(r -> r.configRuleName("one")).policyText())
                .isEqualTo(POLICY);
        assertRefused(
                "ValidationException",
                () -> put(s -> s.owner(Owner.CUSTOM_POLICY)
                        .sourceDetails(change)
                        .customPolicyDetails(p -> p.policyRuntime("guard-3.0").policyText(POLICY))));
        assertRefused(
                "ValidationException",
                () -> put(s -> s.owner(Owner.CUSTOM_POLICY)
                        .sourceDetails(change)
                        .customPolicyDetails(p -> p.policyRuntime("guard-2.x.x").policyText("a".repeat(10_001)))));
        assertRefused(
                "InvalidParameterValueException",
                () -> put(s -> s.owner(Owner.CUSTOM_POLICY).sourceDetails(change)));
        assertRefused("NoSuchConfigRuleException", () -> config.getCustomRulePolicy(r -> r.configRuleName("two")));
    }

    @Test
    void aManagedRuleTakesNoDetailsAndARuleNeedsAnOwner() {
        assertRefused(
                "InvalidParameterValueException",
                () -> put(s -> s.owner(Owner.AWS)
                        .sourceIdentifier("S3_DEFAULT_ENCRYPTION_KMS")
                        .sourceDetails(detail("ScheduledNotification"))));
        assertRefused("InvalidParameterValueException", () -> put(s -> s.owner(Owner.AWS)));
        assertRefused("ValidationException", () -> put(s -> s.sourceIdentifier("S3_DEFAULT_ENCRYPTION_KMS")));
    }
}
