package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.wait.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;

/** All that can hang on a user, and must be off before it goes. See behaviour.md#iam-user. */
record UserAttachments(IamClient iam, String user, Eventually eventually) {

    /** A password just made cannot be deleted at once. */
    private static final Predicate<ProviderException> TOO_NEW = code("EntityTemporarilyUnmodifiable");

    void remove() {
        each(
                iam.listGroupsForUserPaginator(r -> r.userName(user)).groups(),
                Group::groupName,
                group -> iam.removeUserFromGroup(r -> r.userName(user).groupName(group)));
        each(
                iam.listAccessKeysPaginator(r -> r.userName(user)).accessKeyMetadata(),
                AccessKeyMetadata::accessKeyId,
                key -> iam.deleteAccessKey(r -> r.userName(user).accessKeyId(key)));
        each(
                iam.listMFADevicesPaginator(r -> r.userName(user)).mfaDevices(),
                MFADevice::serialNumber,
                this::removeDevice);
        removePassword();
        each(
                iam.listSigningCertificatesPaginator(r -> r.userName(user)).certificates(),
                SigningCertificate::certificateId,
                certificate ->
                        iam.deleteSigningCertificate(r -> r.userName(user).certificateId(certificate)));
        each(
                iam.listSSHPublicKeysPaginator(r -> r.userName(user)).sshPublicKeys(),
                SSHPublicKeyMetadata::sshPublicKeyId,
                key -> iam.deleteSSHPublicKey(r -> r.userName(user).sshPublicKeyId(key)));
        each(
                iam.listServiceSpecificCredentials(r -> r.userName(user)).serviceSpecificCredentials(),
                ServiceSpecificCredentialMetadata::serviceSpecificCredentialId,
                credential -> iam.deleteServiceSpecificCredential(
                        r -> r.userName(user).serviceSpecificCredentialId(credential)));
        removePolicies();
    }

    private void removePolicies() {
        each(
                iam.listUserPoliciesPaginator(r -> r.userName(user)).policyNames(),
                Function.identity(),
                policy -> iam.deleteUserPolicy(r -> r.userName(user).policyName(policy)));
        each(
                iam.listAttachedUserPoliciesPaginator(r -> r.userName(user)).attachedPolicies(),
                AttachedPolicy::policyArn,
                policy -> iam.detachUserPolicy(r -> r.userName(user).policyArn(policy)));
    }

    /** A virtual device has an ARN for a serial number, and is of no use without its user. */
    private void removeDevice(String serialNumber) {
        iam.deactivateMFADevice(r -> r.userName(user).serialNumber(serialNumber));
        if (serialNumber.startsWith("arn:")) {
            iam.deleteVirtualMFADevice(r -> r.serialNumber(serialNumber));
        }
    }

    private void removePassword() {
        Errors.ignoring(
                NO_SUCH_ENTITY,
                () -> eventually.retry(
                        TOO_NEW,
                        PROPAGATION,
                        "the password of " + user + " to become deletable",
                        () -> iam.deleteLoginProfile(r -> r.userName(user))));
    }

    private static <T> void each(Iterable<T> listed, Function<T, String> id, Consumer<String> remove) {
        var ids = new ArrayList<String>();
        listed.forEach(item -> ids.add(id.apply(item)));
        List.copyOf(ids).forEach(item -> Errors.ignoring(NO_SUCH_ENTITY, () -> remove.accept(item)));
    }
}
