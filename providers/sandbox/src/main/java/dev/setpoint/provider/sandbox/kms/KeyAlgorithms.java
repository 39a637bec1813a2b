package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.provider.sandbox.world.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Algorithms that a key can be used with, by its usage and spec. */
final class KeyAlgorithms {

    private static final List<String> RSA_ENCRYPTION = List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256");
    private static final List<String> RSA_SIGNING = List.of(
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSASSA_PKCS1_V1_5_SHA_384",
            "RSASSA_PKCS1_V1_5_SHA_512",
            "RSASSA_PSS_SHA_256",
            "RSASSA_PSS_SHA_384",
            "RSASSA_PSS_SHA_512");

    private static final Map<String, List<String>> ENCRYPTION = Map.of(
            "SYMMETRIC_DEFAULT", List.of("SYMMETRIC_DEFAULT"),
            "RSA_2048", RSA_ENCRYPTION,
            "RSA_3072", RSA_ENCRYPTION,
            "RSA_4096", RSA_ENCRYPTION,
            "SM2", List.of("SM2PKE"));

    private static final Map<String, List<String>> SIGNING = Map.ofEntries(
            Map.entry("RSA_2048", RSA_SIGNING),
            Map.entry("RSA_3072", RSA_SIGNING),
            Map.entry("RSA_4096", RSA_SIGNING),
            Map.entry("ECC_NIST_P256", List.of("ECDSA_SHA_256")),
            Map.entry("ECC_NIST_P384", List.of("ECDSA_SHA_384")),
            Map.entry("ECC_NIST_P521", List.of("ECDSA_SHA_512")),
            Map.entry("ECC_SECG_P256K1", List.of("ECDSA_SHA_256")),
            Map.entry("ECC_NIST_EDWARDS25519", List.of("ED25519_SHA_512", "ED25519_PH_SHA_512")),
            Map.entry("ML_DSA_44", List.of("ML_DSA_SHAKE_256")),
            Map.entry("ML_DSA_65", List.of("ML_DSA_SHAKE_256")),
            Map.entry("ML_DSA_87", List.of("ML_DSA_SHAKE_256")),
            Map.entry("SM2", List.of("SM2DSA")));

    /** Specs that are younger than the member {@code CustomerMasterKeySpec}, which does not show them. */
    private static final Set<String> YOUNGER = Set.of("ECC_NIST_EDWARDS25519", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87");

    private KeyAlgorithms() {}

    static boolean hasOlderName(Key key) {
        return !YOUNGER.contains(key.text("keySpec"));
    }

    static void describe(Key key, KeyMetadata.Builder metadata) {
        var spec = key.text("keySpec");
        switch (key.text("keyUsage")) {
            case "ENCRYPT_DECRYPT" ->
                metadata.encryptionAlgorithmsWithStrings(ENCRYPTION.getOrDefault(spec, List.of()));
            case "SIGN_VERIFY" -> metadata.signingAlgorithmsWithStrings(SIGNING.getOrDefault(spec, List.of()));
            case "KEY_AGREEMENT" -> metadata.keyAgreementAlgorithmsWithStrings("ECDH");
            case "GENERATE_VERIFY_MAC" -> metadata.macAlgorithmsWithStrings(spec.replace("HMAC_", "HMAC_SHA_"));
            default -> throw new IllegalStateException("The sandbox stored a key without usage: " + key.id());
        }
    }
}
