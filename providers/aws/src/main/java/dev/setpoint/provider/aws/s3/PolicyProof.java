package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.Partitions;
import dev.setpoint.provider.aws.error.Checks;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Proof that a bucket policy refuses what it denies: each refusal is provoked. See behaviour.md#bucket-guards. */
record PolicyProof(List<Value.Map> denials, Canary canary, Aws aws, Call call) {

    private static final String ALGORITHM = "s3:x-amz-server-side-encryption";
    private static final String KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    private static final String ACCEPTED = "an upload was accepted";
    private static final String ANOTHER_KEY = "another key is refused";
    private static final String OTHER_ENCRYPTION = "other encryption is refused";
    private static final String PLAIN_HTTP = "plain HTTP is refused";
    private static final String TLS = "aws:securetransport";
    /** Key id that no key has, so that nothing is encrypted even where the policy does not refuse it. */
    private static final String NOBODYS_KEY = "00000000-0000-0000-0000-000000000000";

    static PolicyProof of(Verification.Subject subject, Canary canary, Aws aws, Call call) {
        var denials = subject.others("aws.s3.bucketPolicy").stream()
                .filter(policy -> policy.properties().string("bucket").equals(Optional.of(canary.bucket())))
                .flatMap(policy -> policy.properties().get("policy").stream())
                .flatMap(PolicyProof::denials)
                .toList();
        return new PolicyProof(denials, canary, aws, call);
    }

    private static Stream<Value.Map> denials(Value policy) {
        var statements = PolicyDocuments.parse(PolicyDocuments.text(policy)) instanceof Value.Map map
                ? map.get("Statement").orElse(Value.List.EMPTY)
                : Value.List.EMPTY;
        return items(statements)
                .flatMap(item -> item instanceof Value.Map statement ? Stream.of(statement) : Stream.empty())
                .filter(statement -> statement.string("Effect").equals(Optional.of("Deny")))
                .filter(statement -> items(statement.get("Action").orElse(Value.List.EMPTY))
                        .anyMatch(action -> action.equals(Value.of("s3:*"))
                                || action.equals(Value.of("*"))
                                || action.equals(Value.of("s3:PutObject"))));
    }

    private static Stream<Value> items(Value value) {
        return value instanceof Value.List(var items) ? items.stream() : Stream.of(value);
    }

    /**
     * @param may whether we may upload at all; where we may not, a refusal is no proof
     * @return whether an upload was accepted that should not have been
     */
    boolean run(Checks checks, boolean may) {
        var before = checks.all().size();
        if (denies("NotEquals", KEY) || denies("NotLike", KEY)) {
            prove(checks, ANOTHER_KEY, may, this::withAnotherKey);
        }
        if (denies("NotEquals", ALGORITHM) || denies("NotLike", ALGORITHM)) {
            prove(checks, OTHER_ENCRYPTION, may, this::withOtherEncryption);
        }
        if (denies("Bool", TLS)) {
            prove(checks, PLAIN_HTTP, may, this::withoutTls);
        }
        return checks.all().stream()
                .skip(before)
                .anyMatch(check -> check.detail().equals(ACCEPTED));
    }

    private static void prove(Checks checks, String name, boolean may, Supplier<Check> proof) {
        if (may) {
            checks.run(name, proof);
        } else {
            checks.add(Check.unchecked(name, "ordinary uploads are refused as well, so that a refusal proves nothing"));
        }
    }

    private Check withAnotherKey() {
        var region = aws.region();
        var arn = "arn:" + Partitions.of(region).id() + ":kms:" + region + ":"
                + aws.caller(call).accountId() + ":key/" + NOBODYS_KEY;
        return refused(
                ANOTHER_KEY,
                canary.s3(),
                request -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(arn));
    }

    private Check withOtherEncryption() {
        return refused(
                OTHER_ENCRYPTION, canary.s3(), request -> request.serverSideEncryption(ServerSideEncryption.AES256));
    }

    private Check withoutTls() {
        return aws.plainS3(call)
                .map(plain -> refused(PLAIN_HTTP, plain, _ -> {}))
                .orElseGet(() -> Check.unchecked(PLAIN_HTTP, "requests go to another endpoint than AWS's own"));
    }

    /** True when the policy has a denial under this condition. */
    private boolean denies(String operator, String key) {
        return denials.stream()
                .flatMap(statement -> statement.map("Condition").entries().entrySet().stream())
                .filter(condition -> condition.getKey().contains(operator))
                .flatMap(condition -> condition.getValue() instanceof Value.Map keys
                        ? keys.entries().keySet().stream()
                        : Stream.empty())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(key));
    }

    private Check refused(String name, S3Client by, Consumer<PutObjectRequest.Builder> how) {
        try {
            canary.put(by, how);
            return Check.fail(name, ACCEPTED);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.ACCESS_DENIED) {
                return e.code().startsWith("KMS.")
                        ? Check.fail(name, "only KMS refused the upload, the bucket policy did not")
                        : Checks.of(name, e);
            }
            return e.answer().filter(words -> words.contains("kms:")).isPresent()
                    ? Check.unchecked(name, "KMS refused the upload before the bucket policy was asked")
                    : Check.pass(name, "by the bucket policy");
        }
    }
}
