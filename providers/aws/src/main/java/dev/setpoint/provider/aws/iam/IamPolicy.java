package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** A managed policy. Its document changes by making a new default version. See behaviour.md#iam-policy. */
public final class IamPolicy implements ResourceType {

    private static final int MOST_VERSIONS = 5;
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    private final Aws aws;

    public IamPolicy(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var request = CreatePolicyRequest.builder()
                .policyName(policyName(desired))
                .path(path(desired))
                .policyDocument(PolicyDocuments.text(document(desired)))
                .tags(Tags.toSdk(Tags.wanted(desired), Tag::builder));
        desired.string("description").ifPresent(request::description);
        var arn = aws.iam(call).createPolicy(request.build()).policy().arn();
        call.identified(new Identity(arn));
        return current(arn, desired, call);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return Errors.unless(NO_SUCH_ENTITY, () -> {
            var policy = aws.iam(call).getPolicy(r -> r.policyArn(id.value())).policy();
            var live = new LinkedHashMap<String, Value>();
            live.put("name", Value.of(policy.policyName()));
            live.put("path", Value.of(policy.path()));
            live.put(
                    "description",
                    Value.of(Optional.ofNullable(policy.description()).orElse("")));
            live.put("tags", Tags.toValue(Tags.fromSdk(policy.tags())));
            if (wanted.contains("policy")) {
                live.put("policy", document(policy, call));
            }
            live.put("arn", Value.of(policy.arn()));
            live.put("policyId", Value.of(policy.policyId()));
            live.put("defaultVersionId", Value.of(policy.defaultVersionId()));
            return new Value.Map(live);
        });
    }

    private Value document(Policy policy, Call call) {
        return PolicyDocuments.parseEncoded(aws.iam(call)
                .getPolicyVersion(r -> r.policyArn(policy.arn()).versionId(policy.defaultVersionId()))
                .policyVersion()
                .document());
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var iam = aws.iam(call);
        if (update.touches("policy")) {
            newVersion(iam, id.value(), document(update.desired()));
        }
        if (update.touches("tags")) {
            tags(iam, id.value(), Tags.wanted(update.desired()));
        }
        return current(id.value(), update.desired(), call);
    }

    /** Five versions are kept at most; the oldest that is not in use makes room. */
    private static void newVersion(IamClient iam, String arn, Value document) {
        var versions = versions(iam, arn);
        if (versions.size() >= MOST_VERSIONS) {
            versions.stream()
                    .filter(version -> !version.isDefaultVersion())
                    .min(Comparator.comparing(PolicyVersion::createDate)
                            .thenComparingInt(version -> number(version.versionId())))
                    .ifPresent(oldest ->
                            iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(oldest.versionId())));
        }
        iam.createPolicyVersion(r ->
                r.policyArn(arn).policyDocument(PolicyDocuments.text(document)).setAsDefault(true));
    }

    /** {@code v12} is the twelfth, and comes after {@code v9}. */
    private static int number(String versionId) {
        return Integer.parseInt(versionId.substring(1));
    }

    private static List<PolicyVersion> versions(IamClient iam, String arn) {
        return iam.listPolicyVersionsPaginator(r -> r.policyArn(arn)).versions().stream()
                .toList();
    }

    private static void tags(IamClient iam, String arn, Map<String, String> wanted) {
        Tags.change(
                Tags.fromSdk(iam.getPolicy(r -> r.policyArn(arn)).policy().tags()),
                wanted,
                keys -> iam.untagPolicy(r -> r.policyArn(arn).tagKeys(keys)),
                tags -> iam.tagPolicy(r -> r.policyArn(arn).tags(Tags.toSdk(tags, Tag::builder))));
    }

    /** Detached everywhere, then without its older versions: AWS wants both before it deletes. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var iam = aws.iam(call);
        var arn = id.value();
        aws.eventually(call).removed(NO_SUCH_ENTITY, () -> {
            detach(iam, arn);
            versions(iam, arn).stream()
                    .filter(version -> !version.isDefaultVersion())
                    .forEach(version -> Errors.ignoring(
                            NO_SUCH_ENTITY,
                            () -> iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(version.versionId()))));
            deleteUnused(iam, arn, call);
        });
    }

    private void deleteUnused(IamClient iam, String arn, Call call) {
        try {
            aws.eventually(call)
                    .retry(
                            IamErrors.STILL_REFERENCED,
                            PROPAGATION,
                            "the policy to be attached to nothing",
                            () -> iam.deletePolicy(r -> r.policyArn(arn)));
        } catch (ProviderException e) {
            throw IamErrors.STILL_REFERENCED.test(e)
                    ? e.hint("The policy is still the permissions boundary of a role or user: give that another"
                            + " boundary first.")
                    : e;
        }
    }

    private static void detach(IamClient iam, String arn) {
        iam
                .listEntitiesForPolicyPaginator(
                        r -> r.policyArn(arn).policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY))
                .stream()
                .toList()
                .forEach(page -> {
                    page.policyRoles()
                            .forEach(role -> Errors.ignoring(
                                    NO_SUCH_ENTITY,
                                    () -> iam.detachRolePolicy(
                                            r -> r.policyArn(arn).roleName(role.roleName()))));
                    page.policyUsers()
                            .forEach(user -> Errors.ignoring(
                                    NO_SUCH_ENTITY,
                                    () -> iam.detachUserPolicy(
                                            r -> r.policyArn(arn).userName(user.userName()))));
                    page.policyGroups()
                            .forEach(group -> Errors.ignoring(
                                    NO_SUCH_ENTITY,
                                    () -> iam.detachGroupPolicy(
                                            r -> r.policyArn(arn).groupName(group.groupName()))));
                });
    }

    /** The ARN follows from partition, account, path and name. */
    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var caller = aws.caller(call);
        var arn = "arn:" + caller.partition() + ":iam::" + caller.accountId() + ":policy" + path(desired)
                + policyName(desired);
        return Errors.unless(
                NO_SUCH_ENTITY,
                () -> new Identity(
                        aws.iam(call).getPolicy(r -> r.policyArn(arn)).policy().arn()));
    }

    /** Live as soon as IAM shows the wanted document and tags. */
    private Value.Map current(String arn, Value.Map desired, Call call) {
        var wanted = PropertySet.of(desired);
        var identity = new Identity(arn);
        aws.eventually(call)
                .until(
                        SEEN,
                        "the policy " + policyName(desired) + " to be seen",
                        () -> read(identity, wanted, call)
                                .filter(live -> shows(live, desired))
                                .isPresent());
        return aws.eventually(call)
                .appears(
                        PROPAGATION,
                        "the policy to be seen",
                        () -> read(identity, wanted, call).filter(live -> shows(live, desired)));
    }

    private static boolean shows(Value.Map live, Value.Map desired) {
        return PolicyDocuments.same(document(live), document(desired))
                && (!desired.has("tags") || Tags.wanted(live).equals(Tags.wanted(desired)));
    }

    private static Value document(Value.Map properties) {
        return properties.get("policy").orElse(Value.Map.EMPTY);
    }

    private static String policyName(Value.Map properties) {
        return text(properties, "name");
    }

    private static String path(Value.Map properties) {
        return properties.string("path").orElse("/");
    }
}
