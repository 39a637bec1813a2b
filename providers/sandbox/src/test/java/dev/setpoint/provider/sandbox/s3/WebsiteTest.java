package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.RoutingRule;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/** Website configurations. See behaviour.md#s3-website. */
class WebsiteTest {

    @TempDir
    Path folder;

    private S3Client s3;

    @BeforeEach
    void open() {
        s3 = Sandbox.open(folder).client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("pages"));
    }

    private void put(Consumer<WebsiteConfiguration.Builder> website) {
        s3.putBucketWebsite(r -> r.bucket("pages").websiteConfiguration(website));
    }

    private void rule(Consumer<RoutingRule.Builder> rule) {
        put(w -> w.indexDocument(i -> i.suffix("index.html"))
                .routingRules(RoutingRule.builder().applyMutation(rule).build()));
    }

    @Test
    void aWebsiteIsReadAsItWasSentAndDeletedTwice() {
        assertRefused("NoSuchWebsiteConfiguration", () -> s3.getBucketWebsite(r -> r.bucket("pages")));
        put(w -> w.indexDocument(i -> i.suffix("index.html"))
                .errorDocument(e -> e.key("error.html"))
                .routingRules(RoutingRule.builder()
                        .condition(c -> c.httpErrorCodeReturnedEquals("404"))
                        .redirect(r -> r.replaceKeyWith("lost.html"))
                        .build()));
        var read = s3.getBucketWebsite(r -> r.bucket("pages"));
        assertThat(read.indexDocument().suffix()).isEqualTo("index.html");
        assertThat(read.routingRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.redirect().protocol()).isNull());
        s3.deleteBucketWebsite(r -> r.bucket("pages"));
        s3.deleteBucketWebsite(r -> r.bucket("pages"));
        assertRefused("NoSuchWebsiteConfiguration", () -> s3.getBucketWebsite(r -> r.bucket("pages")));
    }

    @Test
    void aRedirectionOfEverythingStandsAlone() {
        put(w -> w.redirectAllRequestsTo(r -> r.hostName("www.example.com")));
        assertRefused(
                "InvalidArgument",
                () -> put(w -> w.redirectAllRequestsTo(r -> r.hostName("www.example.com"))
                        .indexDocument(i -> i.suffix("index.html"))));
        assertRefused("MalformedXML", () -> put(w -> w.redirectAllRequestsTo(r -> r.protocol("https"))));
        assertRefused(
                "InvalidRequest",
                () -> put(w -> w.redirectAllRequestsTo(r -> r.hostName("a").protocol("ftp"))));
    }

    @Test
    void documentsAreChecked() {
        assertRefused("InvalidArgument", () -> put(w -> w.errorDocument(e -> e.key("error.html"))));
        assertRefused("InvalidArgument", () -> put(w -> w.indexDocument(i -> i.suffix(""))))
                .hasMessageContaining("not well formed");
        assertRefused("InvalidArgument", () -> put(w -> w.indexDocument(i -> i.suffix("a/index.html"))));
        assertRefused(
                "MalformedXML",
                () -> put(w -> w.indexDocument(i -> i.suffix("index.html")).errorDocument(e -> e.build())));
    }

    @Test
    void routingRulesAreChecked() {
        rule(r -> r.redirect(to -> to.hostName("www.example.com")));
        assertRefused("MalformedXML", () -> rule(r -> r.condition(c -> c.keyPrefixEquals("a"))));
        assertRefused(
                "InvalidRequest",
                () -> rule(r -> r.redirect(to -> to.replaceKeyWith("a").replaceKeyPrefixWith("b"))));
        assertRefused(
                        "InvalidRequest",
                        () -> rule(r -> r.condition(c -> c.build()).redirect(to -> to.hostName("a"))))
                .hasMessageContaining("Condition cannot be empty");
        assertRefused("InvalidRequest", () -> rule(r -> r.redirect(to -> to.protocol("ftp"))));
        for (var code : new String[] {"300", "200", "404", "3000", "x"}) {
            assertRefused("InvalidRequest", () -> rule(r -> r.redirect(to -> to.httpRedirectCode(code))))
                    .hasMessageContaining("HTTP redirect code (" + code + ") is not valid");
        }
        for (var code : new String[] {"399", "600", "44"}) {
            assertRefused(
                            "InvalidRequest",
                            () -> rule(r -> r.condition(c -> c.httpErrorCodeReturnedEquals(code))
                                    .redirect(to -> to.hostName("a"))))
                    .hasMessageContaining("HTTP error code (" + code + ") is not valid");
        }
        var many = Collections.nCopies(
                51, RoutingRule.builder().redirect(to -> to.hostName("a")).build());
        assertRefused(
                "InvalidRequest",
                () -> put(w -> w.indexDocument(i -> i.suffix("a")).routingRules(many)));
    }
}
