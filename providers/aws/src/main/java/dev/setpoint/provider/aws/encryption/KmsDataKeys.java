package dev.setpoint.provider.aws.encryption;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.exception.AwsCryptoException;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.state.KeyService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.AwsCryptographicMaterialProvidersException;
import software.amazon.cryptography.materialproviders.model.CollectionOfErrors;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsMrkKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;
import software.amazon.cryptography.materialproviders.model.OpaqueError;

/**
 * Data keys in messages of the AWS Encryption SDK, under a KMS key: with key commitment, and with the stack's name as
 * encryption context, which CloudTrail shows of every use and a key policy may ask for. A replica of a multi-Region
 * key opens what its siblings have closed.
 */
public final class KmsDataKeys implements KeyService {

    /** Name in the encryption context. */
    private static final String STACK = "setpoint:stack";

    private final String named;
    private final String stack;
    private final Supplier<KmsClient> kms;
    private final Runnable closing;
    private Optional<String> arn = Optional.empty();

    /**
     * @param named the ARN of a key or of an alias
     * @param kms a client for one use, which throws nothing but {@link ProviderException}
     */
    public KmsDataKeys(String named, String stack, Supplier<KmsClient> kms, Runnable closing) {
        this.named = named;
        this.stack = stack;
        this.kms = kms;
        this.closing = closing;
    }

    /** Wraps under the key itself and not under its alias, which may later name another key. */
    @Override
    public synchronized String key() {
        var found = arn.orElseGet(() -> named.contains(":alias/")
                ? kms.get().describeKey(r -> r.keyId(named)).keyMetadata().arn()
                : named);
        arn = Optional.of(found);
        return found;
    }

    @Override
    public byte[] wrap(byte[] dataKey) {
        try {
            return crypto().encryptData(keyring(), dataKey, Map.of(STACK, stack))
                    .getResult();
        } catch (CollectionOfErrors e) {
            throw first(e);
        }
    }

    @Override
    public Optional<byte[]> unwrap(byte[] wrapped) {
        try {
            var opened = crypto().decryptData(keyring(), wrapped);
            return Optional.of(opened)
                    .filter(result -> stack.equals(result.getEncryptionContext().get(STACK)))
                    .map(CryptoResult::getResult);
        } catch (AwsCryptographicMaterialProvidersException e) {
            // The keyring looks at the name of the key before it calls anything.
            return Optional.empty();
        } catch (CollectionOfErrors e) {
            throw first(e);
        } catch (AwsCryptoException e) {
            throw ProviderException.of(Kind.INVALID, "BadCiphertext", "The stored data key was changed or truncated.")
                    .causedBy(e);
        }
    }

    /** The keyring gathers what each attempt came to, and packs in what it does not know; with one key there is one. */
    private static RuntimeException first(CollectionOfErrors errors) {
        return Stream.ofNullable(errors.list())
                .flatMap(List::stream)
                .map(KmsDataKeys::unpacked)
                .findFirst()
                .orElse(errors);
    }

    private static RuntimeException unpacked(RuntimeException problem) {
        return problem instanceof OpaqueError packed && packed.obj() instanceof RuntimeException inner
                ? inner
                : problem;
    }

    private static AwsCrypto crypto() {
        return AwsCrypto.builder()
                .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
                .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
                .withMaxEncryptedDataKeys(1)
                .build();
    }

    private IKeyring keyring() {
        return MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build()
                .CreateAwsKmsMrkKeyring(CreateAwsKmsMrkKeyringInput.builder()
                        .kmsClient(kms.get())
                        .kmsKeyId(key())
                        .build());
    }

    @Override
    public void close() {
        closing.run();
    }
}
