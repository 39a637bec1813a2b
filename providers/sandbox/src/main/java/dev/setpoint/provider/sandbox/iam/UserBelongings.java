package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Certificates, SSH keys, credentials for single services and MFA devices of users, which open nothing. See
 * behaviour.md#iam-user.
 *
 * @param list the member that lists them, of responses and of a user's document
 * @param item the member that holds one, of a response
 * @param id the member that names one
 * @param prefix of the ids
 * @param refusal the message while a user that has some is to be deleted
 */
record UserBelongings(
        String create, String read, String delete, String list, String item, String id, String prefix, String refusal) {

    private static final String USER = "userName";
    private static final String SERIAL = "serialNumber";

    /** Services that have credentials of their own. */
    private static final Set<String> WITH_CREDENTIALS =
            Set.of("bedrock.amazonaws.com", "cassandra.amazonaws.com", "codecommit.amazonaws.com");

    private static final List<UserBelongings> KINDS = List.of(
            new UserBelongings(
                    "uploadSigningCertificate",
                    "listSigningCertificates",
                    "deleteSigningCertificate",
                    "certificates",
                    "certificate",
                    "certificateId",
                    "",
                    "Cannot delete entity, must delete signing certificates first."),
            new UserBelongings(
                    "uploadSSHPublicKey",
                    "listSSHPublicKeys",
                    "deleteSSHPublicKey",
                    "sshPublicKeys",
                    "sshPublicKey",
                    "sshPublicKeyId",
                    "APKA",
                    "Cannot delete entity, must delete SSH public keys first."),
            new UserBelongings(
                    "createServiceSpecificCredential",
                    "listServiceSpecificCredentials",
                    "deleteServiceSpecificCredential",
                    "serviceSpecificCredentials",
                    "serviceSpecificCredential",
                    "serviceSpecificCredentialId",
                    "ACCA",
                    "Cannot delete entity, must delete service specific credentials first."));

    private static final UserBelongings DEVICES = new UserBelongings(
            "",
            "listMFADevices",
            "",
            "mfaDevices",
            "mfaDevice",
            SERIAL,
            "",
            "Cannot delete entity, must deactivate MFA devices first.");

    static final List<Operation> OPERATIONS = Stream.of(
                    KINDS.stream().flatMap(kind -> kind.operations().stream()),
                    Stream.of(
                            new Operation(DEVICES.read(), DEVICES::listed),
                            new Operation("createVirtualMFADevice", UserBelongings::createDevice),
                            new Operation("enableMFADevice", UserBelongings::enableDevice),
                            new Operation("deactivateMFADevice", DEVICES::deleted),
                            new Operation("deleteVirtualMFADevice", UserBelongings::deleteDevice)))
            .flatMap(operations -> operations)
            .toList();

    private List<Operation> operations() {
        return List.of(
                new Operation(create, this::created),
                new Operation(read, this::listed),
                new Operation(delete, this::deleted));
    }

    /** Returns the message with which IAM refuses to delete the user. */
    static Optional<String> refusal(Value.Map user) {
        return Stream.concat(KINDS.stream(), Stream.of(DEVICES))
                .filter(kind -> !user.map(kind.list()).entries().isEmpty())
                .map(UserBelongings::refusal)
                .findFirst();
    }

    private static String text(Value.Map request, String member) {
        return request.string(member).orElse("");
    }

    private static Value.Map user(World world, Value.Map request) {
        return IamPart.user(world, text(request, USER));
    }

    private static void save(World world, Value.Map user) {
        world.documents().put(Principals.userKey(text(user, "name")), user);
    }

    private Value.Map added(World world, Value.Map request, Value.Map thing) {
        var user = user(world, request);
        save(world, user.with(list, user.map(list).with(text(thing, id), thing)));
        return thing;
    }

    private Value.Map created(World world, Value.Map request) {
        var thing = Value.Map.EMPTY
                .with(USER, Value.of(text(request, USER)))
                .with(id, Value.of(Ids.iam(prefix)))
                .with("status", Value.of("Active"));
        return Value.Map.EMPTY.with(item, added(world, request, thing));
    }

    private Value.Map listed(World world, Value.Map request) {
        request.string("serviceName")
                .filter(service -> !WITH_CREDENTIALS.contains(service))
                .ifPresent(service -> {
                    throw IamPart.noSuchEntity(
                            "No such service " + service + " is supported for Service Specific Credentials");
                });
        return Value.Map.EMPTY
                .with("isTruncated", Value.of(false))
                .with(
                        list,
                        new Value.List(List.copyOf(
                                user(world, request).map(list).entries().values())));
    }

    private Value.Map deleted(World world, Value.Map request) {
        var user = user(world, request);
        var name = text(request, id);
        if (!user.map(list).has(name)) {
            throw IamPart.noSuchEntity(name + " of user " + text(request, USER) + " cannot be found.");
        }
        save(world, user.with(list, user.map(list).without(name)));
        return Value.Map.EMPTY;
    }

    private static String deviceKey(String serial) {
        return "iam:mfa:" + serial;
    }

    private static Value.Map createDevice(World world, Value.Map request) {
        var serial = "arn:" + world.partition() + ":iam::" + world.account().id() + ":mfa"
                + request.string("path").orElse("/") + text(request, "virtualMFADeviceName");
        if (world.documents().get(deviceKey(serial)).isPresent()) {
            throw IamPart.refusal(
                    "EntityAlreadyExists", 409, "MFADevice entity at the same path and name already exists.");
        }
        var device = Value.Map.EMPTY.with(SERIAL, Value.of(serial));
        world.documents().put(deviceKey(serial), device);
        return Value.Map.EMPTY.with("virtualMFADevice", device);
    }

    private static Value.Map enableDevice(World world, Value.Map request) {
        var serial = text(request, SERIAL);
        if (serial.startsWith("arn:") && world.known(deviceKey(serial)).isEmpty()) {
            throw IamPart.noSuchEntity("VirtualMFADevice with serial number " + serial + " does not exist.");
        }
        DEVICES.added(
                world,
                request,
                Value.Map.EMPTY.with(USER, Value.of(text(request, USER))).with(SERIAL, Value.of(serial)));
        return Value.Map.EMPTY;
    }

    private static Value.Map deleteDevice(World world, Value.Map request) {
        var serial = text(request, SERIAL);
        if (world.known(deviceKey(serial)).isEmpty()) {
            throw IamPart.noSuchEntity("VirtualMFADevice with serial number " + serial + " does not exist.");
        }
        var inUse = world.documents().under("iam:user:").values().stream()
                .anyMatch(user -> user.map(DEVICES.list()).has(serial));
        if (inUse) {
            throw IamPart.conflict("MFA VirtualDevice must be deactivated before it is deleted.");
        }
        world.documents().remove(deviceKey(serial));
        return Value.Map.EMPTY;
    }
}
