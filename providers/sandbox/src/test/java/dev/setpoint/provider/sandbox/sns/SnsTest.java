package dev.setpoint.provider.sandbox.sns;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

class SnsTest {

    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:topic";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:queue";

    @TempDir
    Path folder;

    private SnsClient sns;

    @BeforeEach
    void open() {
        sns = Sandbox.open(folder).client(SnsClient.class, "us-east-1");
        sns.createTopic(r -> r.name("topic"));
    }

    private Map<String, String> topic() {
        return sns.getTopicAttributes(r -> r.topicArn(ARN)).attributes();
    }

    private void set(String name, String value) {
        sns.setTopicAttributes(r -> r.topicArn(ARN).attributeName(name).attributeValue(value));
    }

    @Test
    void aNewTopicHasThePolicyOfItsOwner() {
        assertThat(topic())
                .containsEntry("TopicArn", ARN)
                .containsEntry("Owner", "123456789012")
                .containsEntry("DisplayName", "")
                .containsKey("EffectiveDeliveryPolicy")
                .doesNotContainKeys("KmsMasterKeyId", "DeliveryPolicy", "FifoTopic");
        assertThat(topic().get("Policy"))
                .contains("__default_policy_ID", "2008-10-17", "\"AWS:SourceOwner\":\"123456789012\"");
    }

    @Test
    void aSecondCreationIsTheSameTopicUnlessItAsksForAnother() {
        assertThat(sns.createTopic(r -> r.name("topic")).topicArn()).isEqualTo(ARN);
        assertRefused(
                        "InvalidParameter",
                        () -> sns.createTopic(r -> r.name("topic")
                                .tags(Tag.builder().key("a").value("b").build())))
                .hasMessageContaining("different tags");
        assertRefused(
                        "InvalidParameter",
                        () -> sns.createTopic(r -> r.name("topic").attributes(Map.of("DisplayName", "other"))))
                .hasMessageContaining("different attributes");
    }

    @Test
    void namesAreChecked() {
        assertRefused("InvalidParameter", () -> sns.createTopic(r -> r.name("a b")));
        assertRefused("InvalidParameter", () -> sns.createTopic(r -> r.name("plain.fifo")));
        assertRefused(
                "InvalidParameter",
                () -> sns.createTopic(r -> r.name("plain").attributes(Map.of("FifoTopic", "true"))));
        sns.createTopic(r -> r.name("ordered.fifo").attributes(Map.of("FifoTopic", "true")));
        assertThat(sns.getTopicAttributes(r -> r.topicArn(ARN.replace("topic", "ordered.fifo")))
                        .attributes())
                .containsEntry("FifoTopic", "true")
                .containsEntry("ContentBasedDeduplication", "false");
    }

    @ParameterizedTest
    @CsvSource({
        "KmsMasterKeyId, alias/mine",
        "DisplayName, Alarms",
        "SignatureVersion, 2",
        "TracingConfig, Active",
    })
    void attributesComeBackAsSentAndGoWithAnEmptyText(String name, String value) {
        set(name, value);
        assertThat(topic()).containsEntry(name, value);
    }

    @Test
    void unknownAndInvalidAttributesAreRefused() {
        assertRefused("InvalidParameter", () -> set("Nonsense", "1"));
        assertRefused("InvalidParameter", () -> set("FifoTopic", "true"));
        assertRefused("InvalidParameter", () -> set("SignatureVersion", "3"));
        assertRefused("InvalidParameter", () -> set("ContentBasedDeduplication", "true"));
        assertRefused("InvalidParameter", () -> set("DeliveryPolicy", "{"));
        assertRefused("InvalidParameter", () -> sns.getTopicAttributes(r -> r.topicArn("topic")));
        assertRefused("NotFound", () -> sns.getTopicAttributes(r -> r.topicArn(ARN + "2")));
    }

    @Test
    void aPolicyNamesExistingPrincipalsAndOnlySnsActions() {
        assertRefused("InvalidParameter", () -> set("Policy", policy("{\"Service\":\"s3.amazonaws.com\"}", "s3:Put*")))
                .hasMessageContaining("out of service scope");
        assertRefused(
                        "InvalidParameter",
                        () -> set("Policy", policy("{\"AWS\":\"arn:aws:iam::123456789012:role/none\"}", "sns:Publish")))
                .hasMessageContaining("PrincipalNotFound");
        var good = policy("{\"Service\":\"cloudwatch.amazonaws.com\"}", "sns:Publish");
        set("Policy", good);
        assertThat(topic().get("Policy")).contains("cloudwatch.amazonaws.com");
    }

    private static String policy(String principal, String action) {
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,"Action":"%s","Resource":"%s"}]}\
            """.formatted(principal, action, ARN);
    }

    @Test
    void tagsAreKeptAndGoWithTheTopic() {
        sns.tagResource(
                r -> r.resourceArn(ARN).tags(Tag.builder().key("a").value("1").build()));
        assertThat(sns.listTagsForResource(r -> r.resourceArn(ARN)).tags()).hasSize(1);
        sns.untagResource(r -> r.resourceArn(ARN).tagKeys("a"));
        assertThat(sns.listTagsForResource(r -> r.resourceArn(ARN)).tags()).isEmpty();
        sns.deleteTopic(r -> r.topicArn(ARN));
        sns.deleteTopic(r -> r.topicArn(ARN));
        assertRefused("ResourceNotFound", () -> sns.listTagsForResource(r -> r.resourceArn(ARN)));
    }

    private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
        return sns.subscribe(r -> r.topicArn(ARN)
                        .protocol(protocol)
                        .endpoint(endpoint)
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private Map<String, String> subscription(String arn) {
        return sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
    }

    @Test
    void anEmailMustBeConfirmedAndCannotBeEndedBefore() {
        var arn = subscribe("email", "a@example.com", Map.of());
        assertThat(subscribe("email", "a@example.com", Map.of())).isEqualTo(arn);
        assertThat(sns.subscribe(r -> r.topicArn(ARN).protocol("email").endpoint("a@example.com"))
                        .subscriptionArn())
                .isEqualTo("pending confirmation");
        assertThat(subscription(arn)).containsEntry("PendingConfirmation", "true");
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(ARN))
                        .subscriptions()
                        .getFirst()
                        .subscriptionArn())
                .isEqualTo("PendingConfirmation");
        assertRefused("InvalidParameter", () -> sns.unsubscribe(r -> r.subscriptionArn(arn)))
                .hasMessageContaining("pending confirmation");
        sns.confirmSubscription(r -> r.topicArn(ARN).token(arn.substring(arn.lastIndexOf(':') + 1)));
        assertThat(topic()).containsEntry("SubscriptionsConfirmed", "1").containsEntry("SubscriptionsPending", "0");
        sns.unsubscribe(r -> r.subscriptionArn(arn));
        assertRefused("NotFound", () -> subscription(arn));
    }

    @Test
    void aQueueIsSubscribedAtOnceAndOnce() {
        var arn = subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "true"));
        assertThat(subscription(arn))
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("RawMessageDelivery", "true");
        assertRefused("InvalidParameter", () -> subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "false")))
                .hasMessageContaining("different attributes");
        sns.deleteTopic(r -> r.topicArn(ARN));
        assertRefused("NotFound", () -> subscription(arn));
        assertRefused("NotFound", () -> subscribe("sqs", QUEUE, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "email, nobody",
        "sqs, queue",
        "http, https://example.com",
        "https, http://example.com",
        "telex, 12345",
        "firehose, arn:aws:firehose:us-east-1:123456789012:deliverystream/s",
    })
    void endpointsMustSuitTheirProtocol(String protocol, String endpoint) {
        assertRefused("InvalidParameter", () -> subscribe(protocol, endpoint, Map.of()));
    }

    @Test
    void filtersAreJudgedByTheirScope() {
        var arn = subscribe("sqs", QUEUE, Map.of());
        var nested = "{\"a\":{\"b\":[\"c\"]}}";
        assertRefused("InvalidParameter", () -> change(arn, "FilterPolicy", nested));
        change(arn, "FilterPolicyScope", "MessageBody");
        change(arn, "FilterPolicy", nested);
        assertThat(subscription(arn)).containsEntry("FilterPolicy", nested);
        assertRefused("InvalidParameter", () -> change(arn, "FilterPolicyScope", "MessageAttributes"));
        change(arn, "FilterPolicy", "{}");
        assertThat(subscription(arn)).doesNotContainKey("FilterPolicy");
        assertRefused("InvalidParameter", () -> change(arn, "RedrivePolicy", ""));
        change(arn, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE + "\"}");
        sns.setSubscriptionAttributes(r -> r.subscriptionArn(arn).attributeName("RedrivePolicy"));
        assertThat(subscription(arn)).doesNotContainKey("RedrivePolicy");
    }

    private void change(String arn, String name, String value) {
        sns.setSubscriptionAttributes(
                r -> r.subscriptionArn(arn).attributeName(name).attributeValue(value));
    }

    @Test
    void deliveryLoggingTakesRolesAndPercentages() {
        var arn = sns.createTopic(r -> r.name("logged")).topicArn();
        logging(arn, "SQSSuccessFeedbackRoleArn", "arn:aws:iam::123456789012:role/logs");
        logging(arn, "SQSSuccessFeedbackSampleRate", "100");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(arn)).attributes())
                .containsEntry("SQSSuccessFeedbackRoleArn", "arn:aws:iam::123456789012:role/logs")
                .containsEntry("SQSSuccessFeedbackSampleRate", "100");
        logging(arn, "SQSSuccessFeedbackRoleArn", "");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(arn)).attributes())
                .doesNotContainKey("SQSSuccessFeedbackRoleArn");
        assertRefused("InvalidParameter", () -> logging(arn, "HTTPFailureFeedbackRoleArn", "logs"));
        assertRefused("InvalidParameter", () -> logging(arn, "HTTPSuccessFeedbackSampleRate", "101"));
        assertRefused("InvalidParameter", () -> logging(arn, "HTTPSuccessFeedbackSampleRate", "half"));
        assertRefused("InvalidParameter", () -> logging(arn, "HTTPFailureFeedbackSampleRate", "1"));
        assertRefused("InvalidParameter", () -> logging(arn, "SMSSuccessFeedbackRoleArn", ""));
    }

    private void logging(String topic, String attribute, String value) {
        sns.setTopicAttributes(r -> r.topicArn(topic).attributeName(attribute).attributeValue(value));
    }
}
