package dev.setpoint.provider.sandbox.s3.named;

import static dev.setpoint.provider.sandbox.s3.bucket.S3Refusals.MALFORMED_XML;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.InventoryOptionalField;

/** Inventories of a bucket's objects. See behaviour.md#s3-named-configurations. */
final class Inventory {

    private static final String DESTINATION = "destination.s3BucketDestination";

    private static final List<Check> CHECKS = List.of(
            Check.required(DESTINATION, MALFORMED_XML),
            Check.required("isEnabled", MALFORMED_XML),
            Check.oneOf("includedObjectVersions", Set.of("All", "Current"), MALFORMED_XML),
            Check.oneOf("schedule.frequency", Set.of("Daily", "Weekly"), MALFORMED_XML),
            Check.oneOf(DESTINATION + ".format", Set.of("CSV", "ORC", "Parquet"), MALFORMED_XML));

    private Inventory() {}

    static void check(Value.Map inventory) {
        Check.all(CHECKS, inventory);
        var destination = inventory.map("destination").map("s3BucketDestination");
        if ((inventory.has("filter") && !inventory.map("filter").has("prefix"))
                || (destination.has("encryption") && !isValid(destination.map("encryption")))) {
            throw MALFORMED_XML.exception();
        }
        for (var field : inventory.list("optionalFields")) {
            if (!(field instanceof Value.Str(var name))
                    || InventoryOptionalField.fromValue(name) == InventoryOptionalField.UNKNOWN_TO_SDK_VERSION) {
                throw MALFORMED_XML.exception();
            }
        }
    }

    static void checkTarget(World world, Value.Map inventory) {
        ReportDestination.check(world, inventory.map("destination").map("s3BucketDestination"));
    }

    /** Tests for S3's own key, or a KMS key with its id. */
    private static boolean isValid(Value.Map encryption) {
        return encryption.has("sses3") != encryption.has("ssekms")
                && (!encryption.has("ssekms") || encryption.map("ssekms").has("keyId"));
    }
}
