package dev.setpoint.provider.sandbox.config;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ResourceType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

class ConfigTest {

    private static final String SERVICE_LINKED =
            "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

    private static final String LETS_CONFIG_IN = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},
        "Action":["s3:GetBucketAcl","s3:PutObject"],"Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"]}]}
        """;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private ConfigClient config;
    private S3Client s3;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        config = sandbox.client(ConfigClient.class, "us-east-1");
        s3 = sandbox.client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("logs"));
    }

    private void recorder(String name, String role) {
        config.putConfigurationRecorder(r ->
                r.configurationRecorder(c -> c.name(name).roleARN(role).recordingGroup(g -> g.allSupported(true))));
    }

    private void channel(String bucket) {
        config.putDeliveryChannel(r -> r.deliveryChannel(c -> c.name("default").s3BucketName(bucket)));
    }

    @Test
    void aRegionHasOneRecorderWithARoleThatTrustsConfig() {
        assertRefused("InvalidRoleException", () -> recorder("default", "arn:aws:iam::123456789012:role/no-such"));
        var other = sandbox.client(IamClient.class, "us-east-1")
                .createRole(r -> r.roleName("other")
                        .assumeRolePolicyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                                        + "\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
        assertRefused("InvalidRoleException", () -> recorder("default", other));
        recorder("default", SERVICE_LINKED);
        assertRefused("MaxNumberOfConfigurationRecordersExceededException", () -> recorder("second", SERVICE_LINKED));
        assertRefused(
                "InvalidRecordingGroupException",
                () -> config.putConfigurationRecorder(r -> r.configurationRecorder(c -> c.name("default")
                        .roleARN(SERVICE_LINKED)
                        .recordingGroup(g -> g.allSupported(true).resourceTypes(ResourceType.AWS_S3_BUCKET)))));
    }

    /**
     * Order of Config: recording needs the channel, and the channel needs the recorder and a bucket that Config may
     * write to.
     */
    @Test
    void oneNeedsTheOther() {
        assertRefused("NoAvailableConfigurationRecorderException", () -> channel("logs"));
        recorder("default", SERVICE_LINKED);
        assertRefused("NoAvailableDeliveryChannelException", this::start);
        assertRefused("NoSuchBucketException", () -> channel("no-such"));
        assertRefused("InsufficientDeliveryPolicyException", () -> channel("logs"));
        s3.putBucketPolicy(r -> r.bucket("logs").policy(LETS_CONFIG_IN));
        channel("logs");
        start();
        assertThat(config.describeConfigurationRecorderStatus().configurationRecordersStatus())
                .singleElement()
                .satisfies(status -> assertThat(status.recording()).isTrue());
        assertRefused(
                "LastDeliveryChannelDeleteFailedException",
                () -> config.deleteDeliveryChannel(r -> r.deliveryChannelName("default")));
        config.stopConfigurationRecorder(r -> r.configurationRecorderName("default"));
        config.deleteDeliveryChannel(r -> r.deliveryChannelName("default"));
        assertRefused(
                "NoSuchDeliveryChannelException",
                () -> config.describeDeliveryChannels(r -> r.deliveryChannelNames("default")));
    }

    private void start() {
        config.startConfigurationRecorder(r -> r.configurationRecorderName("default"));
    }

    @Test
    void aRuleNeedsARecorderAndTakesTextsForParameters() {
        assertRefused("NoAvailableConfigurationRecorderException", () -> rule("{}"));
        recorder("default", SERVICE_LINKED);
        assertRefused("InvalidParameterValueException", () -> rule("{\"days\": 90}"));
        rule("{\"days\": \"90\"}");
        assertThat(config.describeConfigRules(r -> r.configRuleNames("one")).configRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.inputParameters()).isEqualTo("{\"days\": \"90\"}"));
        config.deleteConfigRule(r -> r.configRuleName("one"));
        assertRefused("NoSuchConfigRuleException", () -> config.deleteConfigRule(r -> r.configRuleName("one")));
    }

    private void rule(String parameters) {
        config.putConfigRule(r -> r.configRule(c -> c.configRuleName("one")
                .source(s -> s.owner("AWS").sourceIdentifier("S3_DEFAULT_ENCRYPTION_KMS"))
                .inputParameters(parameters)));
    }
}
