package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.Live;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IamTest {

    private static final String TRUST = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"Service": "s3.amazonaws.com"}}]}\
        """;
    private static final String DOCUMENT = """
        {"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject"],
         "Resource": "arn:aws:s3:::b/*+é", "Condition": {"StringLike": {"s3:prefix": "${aws:username}/*"}}}]}\
        """;

    private final Provider provider = Providers.onMoto("us-east-1");
    private final ResourceType roles = Providers.type(provider, "aws.iam.role");
    private final ResourceType policies = Providers.type(provider, "aws.iam.policy");
    private final String suffix = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aNewRoleReadsAsDesired() {
        var policy = Live.create(policies, policy(DOCUMENT));
        var wanted = map(role("{\"Team\": \"storage\"}", "first"))
                .with("inlinePolicies", map("{\"read\": " + DOCUMENT + "}"))
                .with(
                        "managedPolicies",
                        Value.strings(java.util.List.of(policy.id().value())))
                .with("permissionsBoundary", Value.of(policy.id().value()));
        var role = Live.create(roles, Json.compact(wanted));
        assertThat(role.created().without("arn").without("roleId")).isEqualTo(wanted);
        assertThat(role.read()).contains(role.created());
        assertThat(role.find()).contains(role.id());
        assertThat(role.created().string("arn").orElseThrow()).startsWith("arn:aws:iam::");
    }

    @Test
    void everyPropertyOfARoleChangesInPlace() {
        var policy = Live.create(policies, policy(DOCUMENT));
        var first = map(role("{\"Team\": \"storage\"}", "first"))
                .with("inlinePolicies", map("{\"read\": " + DOCUMENT + ", \"old\": " + DOCUMENT + "}"))
                .with("managedPolicies", Value.strings(java.util.List.of(another())))
                .with("permissionsBoundary", Value.of(policy.id().value()));
        var role = Live.create(roles, Json.compact(first));
        var second = map(role("{\"Cost\": \"1\"}", "second"))
                .with("assumeRolePolicy", map(TRUST.replace("s3.amazonaws", "cloudtrail.amazonaws")))
                .with("maxSessionDuration", Value.of(7200))
                .with("inlinePolicies", map("{\"read\": " + DOCUMENT.replace("GetObject", "PutObject") + "}"))
                .with(
                        "managedPolicies",
                        Value.strings(java.util.List.of(policy.id().value())));
        var live = role.update(Json.compact(second));
        assertThat(live.without("arn").without("roleId")).isEqualTo(second);
        assertThat(live.has("permissionsBoundary")).isFalse();
    }

    @Test
    void deletesARoleWithItsOwnPolicies() {
        var wanted = map(role("{}", "to go"))
                .with("inlinePolicies", map("{\"read\": " + DOCUMENT + "}"))
                .with("managedPolicies", Value.strings(java.util.List.of(another())));
        var role = Live.create(roles, Json.compact(wanted));
        role.delete();
        assertThat(role.read()).isEmpty();
        role.delete();
    }

    @Test
    void refusesToDeleteARoleWithOtherPoliciesUnlessForced() {
        var role = Live.create(roles, role("{}", "kept"));
        var other = new TestCall();
        var stranger = map(role("{}", "kept")).with("managedPolicies", Value.strings(java.util.List.of(another())));
        roles.update(
                role.id(),
                new dev.setpoint.engine.spi.Update(
                        stranger, Value.Map.EMPTY, java.util.Set.of("managedPolicies"), java.util.Set.of()),
                other);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(role::delete)
                .satisfies(e -> assertThat(e.code()).isEqualTo("DeleteConflict"))
                .satisfies(e -> assertThat(e.hint().orElseThrow()).contains("forceDetach"));
        roles.delete(role.id(), map("{\"forceDetach\": true}"), other);
        assertThat(role.read()).isEmpty();
    }

    @Test
    void refusesToCreateAnExistingRole() {
        Live.create(roles, role("{}", "one"));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> Live.create(roles, role("{}", "two")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
    }

    @Test
    void aServiceLinkedRoleIsRefused() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> Live.create(
                        roles,
                        role("{}", "no")
                                .replace("\"path\": \"/\"", "\"path\": \"/aws-service-role/x.amazonaws.com/\"")))
                .withMessageContaining("service-linked");
    }

    @Test
    void aPolicyReadsAsDesiredAndIsFoundByName() {
        var policy = Live.create(policies, policy(DOCUMENT));
        assertThat(policy.created().without("arn").without("policyId").without("defaultVersionId"))
                .isEqualTo(map(policy(DOCUMENT)));
        assertThat(policy.find()).contains(policy.id());
    }

    @Test
    void aPolicyChangesMoreOftenThanAwsKeepsVersions() {
        var policy = Live.create(policies, policy(DOCUMENT));
        for (var i = 1; i <= 7; i++) {
            var changed = policy.update(policy(DOCUMENT.replace("GetObject", "Get" + i)));
            assertThat(changed.string("defaultVersionId")).contains("v" + (i + 1));
        }
        policy.delete();
        assertThat(policy.read()).isEmpty();
        policy.delete();
    }

    @Test
    void tagsOfAPolicyChangeInPlace() {
        var policy = Live.create(policies, policy(DOCUMENT));
        var changed = map(policy(DOCUMENT)).with("tags", map("{\"b\": \"2\"}"));
        assertThat(policy.update(Json.compact(changed)).map("tags")).isEqualTo(map("{\"b\": \"2\"}"));
    }

    private String role(String tags, String description) {
        return """
            {"name": "role-%s", "path": "/", "description": "%s", "assumeRolePolicy": %s,
             "maxSessionDuration": 3600, "tags": %s}\
            """.formatted(suffix, description, TRUST, tags);
    }

    /** The ARN of a policy of its own. */
    private String another() {
        var spec = map(policy(DOCUMENT)).with("name", Value.of("another-" + suffix));
        return Live.create(policies, Json.compact(spec)).id().value();
    }

    private String policy(String document) {
        return """
            {"name": "policy-%s", "path": "/app/", "description": "a policy", "policy": %s, "tags": {"a": "1"}}\
            """.formatted(suffix, document);
    }
}
