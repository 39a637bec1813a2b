package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Json;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/** Key policies: each key has exactly one, named {@code default}. */
final class KeyPolicies extends KmsPart {

    private static final String ONLY_NAME = "default";

    KeyPolicies(World world) {
        super(world);
    }

    @Override
    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request) {
        var key = key(request.keyId());
        checkName(request.policyName());
        var policy = PolicyPrincipals.recall(
                Json.read(key.policy()), key.document().map("policyPrincipals"), world.principals());
        // KMS hands the text back with line breaks, however it was written.
        return GetKeyPolicyResponse.builder()
                .policy(Json.pretty(policy))
                .policyName(ONLY_NAME)
                .build();
    }

    @Override
    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest request) {
        var key = changeable(request.keyId());
        if (key.state().equals("Creating")) {
            throw invalidState(key, "is creating.");
        }
        checkName(request.policyName());
        save(
                key,
                KeyPolicy.set(
                        key.document(),
                        request.policy(),
                        Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck()),
                        world));
        return PutKeyPolicyResponse.builder().build();
    }

    @Override
    public ListKeyPoliciesResponse listKeyPolicies(ListKeyPoliciesRequest request) {
        key(request.keyId());
        return ListKeyPoliciesResponse.builder()
                .policyNames(ONLY_NAME)
                .truncated(false)
                .build();
    }

    private static void checkName(String name) {
        if (!Optional.ofNullable(name).orElse(ONLY_NAME).equals(ONLY_NAME)) {
            throw notFound("No such policy exists");
        }
    }
}
