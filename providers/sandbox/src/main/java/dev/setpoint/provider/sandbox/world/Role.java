package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.policy.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** IAM role or user with its policies; a role as the service sees it that is to assume it. */
public final class Role {

    private static final String ANYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    /**
     * Policy of a principal.
     *
     * @param name of the policy
     */
    public record Named(String name, String text) {

        /** Returns the statements of the policy. */
        public List<Statement> statements() {
            return parsed(text).statements();
        }
    }

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
        return texts().anyMatch(policy -> allows(service, policy, action, resource, more))
                && document.string("boundary").stream()
                        .flatMap(this::managed)
                        .allMatch(policy -> allows(service, policy, action, resource, more));
    }

    /** Returns true if the role's policies and its boundary allow the request, as far as the sandbox knows them. */
    public boolean lets(AccessRequest request) {
        return knownTexts().map(Role::parsed).anyMatch(policy -> policy.allows(request))
                && boundaryLets(request).orElse(true);
    }

    /** Returns true if the boundary allows the request; empty without a boundary. */
    public Optional<Boolean> boundaryLets(AccessRequest request) {
        return document.string("boundary")
                .map(boundary -> managed(boundary).map(Role::parsed).allMatch(policy -> policy.allows(request)));
    }

    /** Returns true if one of the role's policies or its boundary denies the request. */
    public boolean forbids(AccessRequest request) {
        return Stream.concat(knownTexts(), document.string("boundary").stream().flatMap(this::managed))
                .map(Role::parsed)
                .anyMatch(policy -> policy.denies(request));
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

    private Stream<String> texts() {
        return policies().stream().map(Named::text);
    }

    private Stream<String> knownTexts() {
        return Stream.concat(inline(), attached().filter(arn -> !unknown(arn)).flatMap(this::named))
                .map(Named::text);
    }

    /** Returns the policies: first inline ones, then those attached. */
    public List<Named> policies() {
        return Stream.concat(inline(), attached().flatMap(this::named)).toList();
    }

    private Stream<Named> inline() {
        var inline = document.map("inline");
        return inline.entries().keySet().stream()
                .map(name -> new Named(name, inline.string(name).orElse("{}")));
    }

    private Stream<String> attached() {
        return document.list("attached").stream()
                .flatMap(arn -> arn instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty());
    }

    private Stream<Named> named(String arn) {
        return managed(arn).map(policy -> new Named(arn.substring(arn.lastIndexOf('/') + 1), policy));
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
