package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.Keys;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.KmsClient;

/** Base of the operations of KMS: the key of a request, and errors. See behaviour.md#kms-key-errors. */
abstract class KmsPart implements KmsClient {

    private static final Pattern KEY_ID =
            Pattern.compile("mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static final Paging PAGES = new Paging(
            "limit",
            "marker",
            50,
            new Refusal(Service.KMS, "InvalidMarkerException", 400, "The marker %s is not valid"));

    protected final World world;

    KmsPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    /** Returns the key with a key id or key ARN; most operations accept no alias. */
    final Key key(String reference) {
        return key(world, reference);
    }

    static Key key(World world, String reference) {
        var id = reference.substring(reference.lastIndexOf('/') + 1);
        if (reference.contains("alias/") || !KEY_ID.matcher(id).matches()) {
            throw notFound("Invalid keyId '" + reference + "'");
        }
        var region = Keys.regionOf(reference).orElse(world.region());
        if (!region.equals(world.region())) {
            throw notFound("Invalid arn " + region);
        }
        return world.keys()
                .resolve(world.region(), reference)
                .orElseThrow(() -> notFound("Key '" + world.arn("kms", "key/" + id) + "' does not exist"));
    }

    /** Returns the key, if the account may change it: keys that AWS manages can only be looked at. */
    final Key changeable(String reference) {
        return changeable(world, reference);
    }

    private static Key changeable(World world, String reference) {
        var key = key(world, reference);
        if (key.managedByAws()) {
            throw refusal(
                    "AccessDeniedException",
                    "User: " + world.callerArn() + " is not authorized to change " + key.arn()
                            + ", which AWS manages, because no resource-based policy allows it");
        }
        return key;
    }

    /** Returns the key, if its state allows changes. */
    final Key usable(String reference) {
        return usable(world, reference);
    }

    static Key usable(World world, String reference) {
        var key = changeable(world, reference);
        return switch (key.state()) {
            case "PendingDeletion" -> throw invalidState(key, "is pending deletion.");
            case "PendingReplicaDeletion" -> throw invalidState(key, "is pending replica deletion.");
            case "Creating" -> throw invalidState(key, "is creating.");
            default -> key;
        };
    }

    /** Returns the key, if it has its key material. */
    final Key filled(String reference) {
        var key = usable(reference);
        if (key.state().equals("PendingImport")) {
            throw invalidState(key, "is pending import.");
        }
        return key;
    }

    /** Returns the key, if it is enabled. */
    final Key enabled(String reference) {
        var key = filled(reference);
        if (key.state().equals("Disabled")) {
            throw refusal("DisabledException", key.arn() + " is disabled.");
        }
        return key;
    }

    final void save(Key key, Value.Map document) {
        world.documents().put(document(key), document);
    }

    /** Returns the document key of a KMS key. */
    static String document(Key key) {
        return Keys.key(key.region(), key.id());
    }

    static AwsServiceException refusal(String code, String message) {
        return Service.KMS.refusal(code, 400, message);
    }

    static AwsServiceException notFound(String message) {
        return refusal("NotFoundException", message);
    }

    static AwsServiceException invalidState(Key key, String what) {
        return refusal("KMSInvalidStateException", key.arn() + " " + what);
    }

    static AwsServiceException invalid(String message) {
        return refusal("ValidationException", message);
    }
}
