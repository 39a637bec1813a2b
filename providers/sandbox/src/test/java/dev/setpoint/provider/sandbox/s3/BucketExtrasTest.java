package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;

/** Object lock, notifications, CORS and other less common bucket configurations. */
class BucketExtrasTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        s3 = sandbox.client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("one"));
        s3.createBucket(r -> r.bucket("dotted.one"));
    }

    @Test
    void objectLockNeedsVersioningAndOneSpan() {
        assertRefused(
                "ObjectLockConfigurationNotFoundError", () -> s3.getObjectLockConfiguration(r -> r.bucket("one")));
        assertRefused("InvalidBucketState", () -> lock("GOVERNANCE", 1, null));
        s3.putBucketVersioning(r -> r.bucket("one").versioningConfiguration(v -> v.status("Enabled")));
        assertRefused("MalformedXML", () -> lock("GOVERNANCE", 1, 1));
        assertRefused("MalformedXML", () -> lock("GOVERNANCE", null, null));
        assertRefused("MalformedXML", () -> lock("FOREVER", 1, null));
        assertRefused("InvalidArgument", () -> lock("GOVERNANCE", 0, null));
        assertRefused(
                "MalformedXML",
                () -> s3.putObjectLockConfiguration(r -> r.bucket("one").objectLockConfiguration(l -> l.build())));
        lock("COMPLIANCE", null, 2);
        assertThat(s3.getObjectLockConfiguration(r -> r.bucket("one"))
                        .objectLockConfiguration()
                        .rule()
                        .defaultRetention()
                        .years())
                .isEqualTo(2);
        assertRefused(
                "InvalidBucketState",
                () -> s3.putBucketVersioning(r -> r.bucket("one").versioningConfiguration(v -> v.status("Suspended"))));
    }

    private void lock(
            String mode,
            @org.jspecify.annotations.Nullable Integer days,
            @org.jspecify.annotations.Nullable Integer years) {
        s3.putObjectLockConfiguration(r -> r.bucket("one")
                .objectLockConfiguration(l -> l.objectLockEnabled("Enabled")
                        .rule(rule -> rule.defaultRetention(
                                d -> d.mode(mode).days(days).years(years)))));
    }

    @Test
    void aTopicMustBeThereAndLetS3Publish() {
        var sns = sandbox.client(SnsClient.class, "us-east-1");
        var absent = "arn:aws:sns:us-east-1:123456789012:absent";
        assertRefused("InvalidArgument", () -> notify(topic("a", absent, "s3:ObjectCreated:*")))
                .hasMessageContaining("Unable to validate the following destination configurations");
        var arn = sns.createTopic(r -> r.name("events")).topicArn();
        assertRefused("InvalidArgument", () -> notify(topic("a", arn, "s3:ObjectCreated:*")))
                .hasMessageContaining("Unable to validate");
        sns.setTopicAttributes(r -> r.topicArn(arn).attributeName("Policy").attributeValue(publishing(arn)));
        notify(topic("a", arn, "s3:ObjectCreated:*"));

        assertRefused("InvalidArgument", () -> notify(topic("a", "nonsense", "s3:ObjectCreated:*")))
                .hasMessageContaining("could not be parsed");
        assertRefused("InvalidArgument", () -> notify(topic("a", arn, "s3:Nothing")));
        assertRefused(
                "MalformedXML",
                () -> notify(TopicConfiguration.builder().id("a").topicArn(arn).build()));
        assertRefused(
                "InvalidArgument",
                () -> notify(topic("a", arn, "s3:ObjectCreated:*"), topic("a", arn, "s3:ObjectRemoved:*")));
        assertRefused(
                "InvalidArgument",
                () -> notify(topic("a", arn, "s3:ObjectCreated:*").toBuilder()
                        .filter(f -> f.key(k -> k.filterRules(
                                FilterRule.builder().name("middle").value("x").build())))
                        .build()));
        var live = s3.getBucketNotificationConfiguration(r -> r.bucket("one"));
        assertThat(live.topicConfigurations())
                .singleElement()
                .extracting(TopicConfiguration::id)
                .isEqualTo("a");
    }

    @Test
    void filterRulesComeBackWithCapitals() {
        s3.putBucketNotificationConfiguration(r -> r.bucket("one")
                .notificationConfiguration(n -> n.queueConfigurations(QueueConfiguration.builder()
                        .id("q")
                        .queueArn("arn:aws:sqs:us-east-1:123456789012:q")
                        .eventsWithStrings("s3:ObjectCreated:Put")
                        .filter(f -> f.key(k -> k.filterRules(FilterRule.builder()
                                .name("suffix")
                                .value(".csv")
                                .build())))
                        .build())));
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket("one"))
                        .queueConfigurations()
                        .getFirst()
                        .filter()
                        .key()
                        .filterRules()
                        .getFirst()
                        .nameAsString())
                .isEqualTo("Suffix");
    }

    private static String publishing(String topic) {
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},\
            "Action":"sns:Publish","Resource":"%s"}]}\
            """.formatted(topic);
    }

    private static TopicConfiguration topic(String id, String arn, String event) {
        return TopicConfiguration.builder()
                .id(id)
                .topicArn(arn)
                .eventsWithStrings(event)
                .build();
    }

    private void notify(TopicConfiguration... topics) {
        s3.putBucketNotificationConfiguration(r -> r.bucket("one")
                .notificationConfiguration(NotificationConfiguration.builder()
                        .topicConfigurations(topics)
                        .build()));
    }

    @Test
    void corsRulesHaveMethodsOriginsAndOneStar() {
        assertRefused("NoSuchCORSConfiguration", () -> s3.getBucketCors(r -> r.bucket("one")));
        assertRefused(
                "MalformedXML",
                () -> cors(CORSRule.builder().allowedMethods("GET").build()));
        assertRefused("MalformedXML", () -> cors());
        assertRefused("InvalidRequest", () -> cors(rule("PATCH", "*")));
        assertRefused("InvalidRequest", () -> cors(rule("GET", "*.*")));
        cors(rule("GET", "https://*.example.com"));
        s3.deleteBucketCors(r -> r.bucket("one"));
        assertRefused("NoSuchCORSConfiguration", () -> s3.getBucketCors(r -> r.bucket("one")));
    }

    private static CORSRule rule(String method, String origin) {
        return CORSRule.builder().allowedMethods(method).allowedOrigins(origin).build();
    }

    private void cors(CORSRule... rules) {
        s3.putBucketCors(r -> r.bucket("one").corsConfiguration(c -> c.corsRules(rules)));
    }

    @Test
    void accelerationAndPaymentAcceptOnlyTheirValues() {
        assertRefused("InvalidRequest", () -> accelerate("dotted.one", "Enabled"));
        assertRefused("MalformedXML", () -> accelerate("one", "Disabled"));
        assertThat(s3.getBucketAccelerateConfiguration(r -> r.bucket("one")).statusAsString())
                .isNull();
        accelerate("one", "Suspended");
        assertRefused("MalformedXML", () -> pay("Nobody"));
        assertThat(s3.getBucketRequestPayment(r -> r.bucket("one")).payerAsString())
                .isEqualTo("BucketOwner");
        pay("Requester");
        assertThat(s3.getBucketRequestPayment(r -> r.bucket("one")).payerAsString())
                .isEqualTo("Requester");
    }

    private void accelerate(String bucket, String status) {
        s3.putBucketAccelerateConfiguration(r -> r.bucket(bucket).accelerateConfiguration(a -> a.status(status)));
    }

    private void pay(String payer) {
        s3.putBucketRequestPayment(r -> r.bucket("one").requestPaymentConfiguration(p -> p.payer(payer)));
    }
}
