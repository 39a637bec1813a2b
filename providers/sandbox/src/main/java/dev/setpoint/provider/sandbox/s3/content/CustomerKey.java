package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Encryption with a key of the caller, which buckets refuse until they allow it. See behaviour.md#s3-sse-c. */
public final class CustomerKey {

    private static final String ALGORITHM = "sseCustomerAlgorithm";
    private static final String KEY = "sseCustomerKey";
    private static final String KEY_MD5 = "sseCustomerKeyMD5";
    private static final int SIZE = 32;

    private CustomerKey() {}

    /**
     * Refuses headers that contradict themselves, and a key where the bucket blocks such keys.
     *
     * @param request of any upload, by its members' names
     */
    public static void check(Value.Map request, boolean blocked) {
        if (List.of(ALGORITHM, KEY, KEY_MD5).stream().noneMatch(request::has)) {
            return;
        }
        if (request.has("serverSideEncryption")) {
            throw S3Refusals.invalidArgument(
                    "Server Side Encryption with Customer provided key is incompatible with the encryption method"
                            + " specified");
        }
        checkMembers(request);
        if (blocked) {
            throw S3Refusals.refusal("AccessDenied", 403, "Access Denied: SSE-C is blocked on this bucket");
        }
        throw S3Refusals.refusal("NotImplemented", 501, "The sandbox has no SSE-C: use a real account for it.");
    }

    private static void checkMembers(Value.Map request) {
        var algorithm = request.string(ALGORITHM)
                .orElseThrow(() -> S3Refusals.invalidArgument("Requests specifying Server Side Encryption with Customer"
                        + " provided keys must provide a valid encryption algorithm."));
        if (!algorithm.equals("AES256")) {
            throw S3Refusals.refusal(
                    "InvalidEncryptionAlgorithmError",
                    400,
                    "The Encryption request you specified is not valid. Supported value: AES256.");
        }
        var key = request.string(KEY)
                .orElseThrow(() -> S3Refusals.invalidArgument("Requests specifying Server Side Encryption with Customer"
                        + " provided keys must provide an appropriate secret key."));
        var bytes = decoded(key)
                .filter(decoded -> decoded.length == SIZE)
                .orElseThrow(
                        () -> S3Refusals.invalidArgument("The secret key was invalid for the specified algorithm."));
        var wanted = request.string(KEY_MD5).flatMap(CustomerKey::decoded).orElse(new byte[0]);
        if (!Arrays.equals(wanted, Md5.of(bytes))) {
            throw S3Refusals.invalidArgument(
                    "The calculated MD5 hash of the key did not match the hash that was provided.");
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
