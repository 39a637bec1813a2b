package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.wait.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;

/** All that can belong to a user, and must be off before it goes. See behaviour.md#iam-user. */
record UserAttachments(IamClient iam, String user, Eventually eventually) {

    /** A password just made cannot be deleted at once. */
    private static final Predicate<ProviderException> TOO_NEW = code("EntityTemporarilyUnmodifiable");

    /**
     * Things of one kind.
     *
     * @param words for one of them: {@code access key}
     * @param ids lists them
     */
    private record Kind(String words, Supplier<Stream<String>> ids, Consumer<String> remove) {}

    private List<Kind> kinds() {
        return Stream.concat(credentials(), policies()).toList();
    }

    private Stream<Kind> credentials() {
        return Stream.of(
                new Kind(
                        "group",
                        () -> iam.listGroupsForUserPaginator(r -> r.userName(user)).groups().stream()
                                .map(Group::groupName),
                        group -> iam.removeUserFromGroup(r -> r.userName(user).groupName(group))),
                new Kind(
                        "access key",
                        () -> iam.listAccessKeysPaginator(r -> r.userName(user)).accessKeyMetadata().stream()
                                .map(AccessKeyMetadata::accessKeyId),
                        key -> iam.deleteAccessKey(r -> r.userName(user).accessKeyId(key))),
                new Kind(
                        "MFA device",
                        () -> iam.listMFADevicesPaginator(r -> r.userName(user)).mfaDevices().stream()
                                .map(MFADevice::serialNumber),
                        this::removeDevice),
                new Kind("password", this::password, _ -> removePassword()),
                new Kind(
                        "signing certificate",
                        () -> iam.listSigningCertificatesPaginator(r -> r.userName(user)).certificates().stream()
                                .map(SigningCertificate::certificateId),
                        certificate -> iam.deleteSigningCertificate(
                                r -> r.userName(user).certificateId(certificate))),
                new Kind(
                        "SSH key",
                        () -> iam.listSSHPublicKeysPaginator(r -> r.userName(user)).sshPublicKeys().stream()
                                .map(SSHPublicKeyMetadata::sshPublicKeyId),
                        key -> iam.deleteSSHPublicKey(r -> r.userName(user).sshPublicKeyId(key))),
                new Kind(
                        "service credential",
                        () ->
                                iam
                                        .listServiceSpecificCredentials(r -> r.userName(user))
                                        .serviceSpecificCredentials()
                                        .stream()
                                        .map(ServiceSpecificCredentialMetadata::serviceSpecificCredentialId),
                        credential -> iam.deleteServiceSpecificCredential(
                                r -> r.userName(user).serviceSpecificCredentialId(credential))));
    }

    private Stream<Kind> policies() {
        return Stream.of(
                new Kind(
                        "inline policy",
                        () -> iam.listUserPoliciesPaginator(r -> r.userName(user)).policyNames().stream(),
                        policy -> iam.deleteUserPolicy(r -> r.userName(user).policyName(policy))),
                new Kind(
                        "policy",
                        () -> iam.listAttachedUserPoliciesPaginator(r -> r.userName(user)).attachedPolicies().stream()
                                .map(AttachedPolicy::policyArn),
                        policy -> iam.detachUserPolicy(r -> r.userName(user).policyArn(policy))));
    }

    /**
     * Names what the caller may list.
     *
     * @param own groups and policies that are left out, in lower case: IAM takes them in any
     */
    List<String> names(Set<String> own) {
        var names = new ArrayList<String>();
        for (var kind : kinds()) {
            listed(kind).stream()
                    .filter(id -> !own.contains(id.toLowerCase(Locale.ROOT)))
                    .map(id -> id.isEmpty() ? kind.words() : kind.words() + " " + id)
                    .forEach(names::add);
        }
        return names;
    }

    private static List<String> listed(Kind kind) {
        try {
            return Errors.unless(NO_SUCH_ENTITY, () -> kind.ids().get().toList())
                    .orElse(List.of());
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.ACCESS_DENIED) {
                return List.of();
            }
            throw e;
        }
    }

    void remove() {
        for (var kind : kinds()) {
            kind.ids()
                    .get()
                    .toList()
                    .forEach(id ->
                            Errors.ignoring(NO_SUCH_ENTITY, () -> kind.remove().accept(id)));
        }
    }

    /** A virtual device has an ARN for a serial number, and is of no use without its user. */
    private void removeDevice(String serialNumber) {
        iam.deactivateMFADevice(r -> r.userName(user).serialNumber(serialNumber));
        if (serialNumber.startsWith("arn:")) {
            iam.deleteVirtualMFADevice(r -> r.serialNumber(serialNumber));
        }
    }

    /** A password has no id. */
    private Stream<String> password() {
        return Errors.unless(NO_SUCH_ENTITY, () -> iam.getLoginProfile(r -> r.userName(user))).map(_ -> "").stream();
    }

    private void removePassword() {
        eventually.retry(
                TOO_NEW,
                PROPAGATION,
                "the password of " + user + " to become deletable",
                () -> iam.deleteLoginProfile(r -> r.userName(user)));
    }
}
