package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** IAM role as the service sees it that is to assume it. */
public final class Role {

    private static final String ANYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final Value.Map document;
    private final World world;

    Role(Value.Map document, World world) {
        this.document = document;
        this.world = world;
    }

    /** Returns the key of a managed policy's document. */
    public static String policyKey(String arn) {
        return "iam:policy:" + arn;
    }

    /** Returns true if the trust policy lets the service assume the role. */
    public boolean trusts(ServicePrincipal service) {
        return service.allowedBy(document.string("trust").orElse("{}"), Use.TRUST, "sts:AssumeRole", arn(), Map.of());
    }

    /**
     * Returns true if one of the role's policies and its boundary allow the action. AWS managed policies whose content
     * the sandbox does not know count as allowing it.
     */
    public boolean may(ServicePrincipal service, String action, String resource) {
        return may(service, action, resource, Map.of());
    }

    /** @param more condition keys in lower case that the request has besides → value */
    public boolean may(ServicePrincipal service, String action, String resource, Map<String, String> more) {
        return policies().anyMatch(policy -> allows(service, policy, action, resource, more))
                && document.string("boundary").stream()
                        .flatMap(this::managed)
                        .allMatch(policy -> allows(service, policy, action, resource, more));
    }

    /** Returns true if the role's policies and its boundary allow the request, as far as the sandbox knows them. */
    public boolean lets(AccessRequest request) {
        return knownPolicies().map(Role::parsed).anyMatch(policy -> policy.allows(request))
                && document.string("boundary").stream()
                        .flatMap(this::managed)
                        .map(Role::parsed)
                        .allMatch(policy -> policy.allows(request));
    }

    /** Returns true if one of the role's policies denies the request. */
    public boolean forbids(AccessRequest request) {
        return knownPolicies().map(Role::parsed).anyMatch(policy -> policy.denies(request));
    }

    /** Returns the attached and bounding policies of AWS whose content the sandbox does not know. */
    public List<String> unknownPolicies() {
        return Stream.concat(attached(), document.string("boundary").stream())
                .filter(Role::unknown)
                .toList();
    }

    private static boolean unknown(String arn) {
        return AwsPolicies.ownedByAws(arn) && AwsPolicies.document(arn).isEmpty();
    }

    private static PolicyDocument parsed(String text) {
        try {
            return PolicyDocument.parse(text, Use.IDENTITY);
        } catch (PolicyProblem e) {
            throw new IllegalStateException("The sandbox stored a policy that it does not understand.", e);
        }
    }

    private Stream<String> policies() {
        return Stream.concat(inline(), attached().flatMap(this::managed));
    }

    private Stream<String> knownPolicies() {
        return Stream.concat(inline(), attached().filter(arn -> !unknown(arn)).flatMap(this::managed));
    }

    private Stream<String> inline() {
        var inline = document.map("inline");
        return inline.entries().keySet().stream().flatMap(name -> inline.string(name).stream());
    }

    private Stream<String> attached() {
        return document.list("attached").stream()
                .flatMap(arn -> arn instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty());
    }

    private Stream<String> managed(String arn) {
        if (AwsPolicies.ownedByAws(arn)) {
            return Stream.of(AwsPolicies.document(arn).orElse(ANYTHING));
        }
        return world.known(policyKey(arn)).stream()
                .flatMap(policy ->
                        policy
                                .map("versions")
                                .map(policy.string("defaultVersion").orElse(""))
                                .string("document")
                                .stream());
    }

    private static boolean allows(
            ServicePrincipal service, String policy, String action, String resource, Map<String, String> more) {
        return service.allowedBy(policy, Use.IDENTITY, action, resource, more);
    }

    private String arn() {
        return document.string("arn").orElse("");
    }
}
