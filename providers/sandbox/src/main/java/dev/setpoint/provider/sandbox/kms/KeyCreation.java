package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Keys;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;

/** Creation of keys. See behaviour.md#kms-key-calls, behaviour.md#kms-key-defaults, behaviour.md#kms-key-limits. */
final class KeyCreation extends KmsPart {

    private static final Set<String> ENCRYPT = Set.of("ENCRYPT_DECRYPT");
    private static final Map<String, Set<String>> USAGES = Map.ofEntries(
            Map.entry("SYMMETRIC_DEFAULT", ENCRYPT),
            Map.entry("SM2", Set.of("ENCRYPT_DECRYPT", "SIGN_VERIFY", "KEY_AGREEMENT")),
            Map.entry("RSA_2048", Set.of("ENCRYPT_DECRYPT", "SIGN_VERIFY")),
            Map.entry("RSA_3072", Set.of("ENCRYPT_DECRYPT", "SIGN_VERIFY")),
            Map.entry("RSA_4096", Set.of("ENCRYPT_DECRYPT", "SIGN_VERIFY")),
            Map.entry("ECC_NIST_P256", Set.of("SIGN_VERIFY", "KEY_AGREEMENT")),
            Map.entry("ECC_NIST_P384", Set.of("SIGN_VERIFY", "KEY_AGREEMENT")),
            Map.entry("ECC_NIST_P521", Set.of("SIGN_VERIFY", "KEY_AGREEMENT")),
            Map.entry("ECC_NIST_EDWARDS25519", Set.of("SIGN_VERIFY")),
            Map.entry("ECC_SECG_P256K1", Set.of("SIGN_VERIFY")),
            Map.entry("ML_DSA_44", Set.of("SIGN_VERIFY")),
            Map.entry("ML_DSA_65", Set.of("SIGN_VERIFY")),
            Map.entry("ML_DSA_87", Set.of("SIGN_VERIFY")),
            Map.entry("HMAC_224", Set.of("GENERATE_VERIFY_MAC")),
            Map.entry("HMAC_256", Set.of("GENERATE_VERIFY_MAC")),
            Map.entry("HMAC_384", Set.of("GENERATE_VERIFY_MAC")),
            Map.entry("HMAC_512", Set.of("GENERATE_VERIFY_MAC")));

    KeyCreation(World world) {
        super(world);
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest request) {
        var spec = spec(request);
        var usage = usage(spec, Optional.ofNullable(request.keyUsageAsString()));
        var description = Optional.ofNullable(request.description()).orElse("");
        var multiRegion = Boolean.TRUE.equals(request.multiRegion());
        var id = multiRegion ? "mrk-" + Ids.hex32() : Ids.uuid();
        var document = Value.Map.EMPTY
                .with("keyId", Value.of(id))
                .with("arn", Value.of(world.arn("kms", "key/" + id)))
                .with("region", Value.of(world.region()))
                .with("description", Value.of(description))
                .with("keySpec", Value.of(spec))
                .with("keyUsage", Value.of(usage))
                .with(
                        "origin",
                        Value.of(Optional.ofNullable(request.originAsString()).orElse("AWS_KMS")))
                .with("multiRegion", Value.of(multiRegion))
                .with("state", Value.of("EXTERNAL".equals(request.originAsString()) ? "PendingImport" : "Enabled"))
                .with("createdAt", Value.of(world.now().toString()))
                .with("tags", KeyTags.RULES.created(request));
        var policy = Optional.ofNullable(request.policy()).orElseGet(() -> KeyPolicy.standard(world));
        document =
                KeyPolicy.set(document, policy, Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck()), world);
        world.documents().put(Keys.key(world.region(), id), document);
        return CreateKeyResponse.builder()
                .keyMetadata(KeyMetadataShape.of(world.keys().of(document)))
                .build();
    }

    /** Returns the key spec, which may be given under its older name. */
    private static String spec(CreateKeyRequest request) {
        var older = request.getValueForField("CustomerMasterKeySpec", String.class);
        if (request.keySpec() != null && older.isPresent()) {
            throw invalid("You cannot specify KeySpec and CustomerMasterKeySpec in the same request. "
                    + "CustomerMasterKeySpec is deprecated.");
        }
        return Optional.ofNullable(request.keySpecAsString()).or(() -> older).orElse("SYMMETRIC_DEFAULT");
    }

    private static String usage(String spec, Optional<String> asked) {
        var possible = Optional.ofNullable(USAGES.get(spec))
                .orElseThrow(() -> invalid("The sandbox knows no KeySpec " + spec));
        if (asked.isEmpty() && !spec.equals("SYMMETRIC_DEFAULT")) {
            throw invalid("You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        }
        var usage = asked.orElse("ENCRYPT_DECRYPT");
        if (!possible.contains(usage)) {
            throw invalid("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
        }
        return usage;
    }
}
