package dev.setpoint.provider.sandbox.s3.named;

import static dev.setpoint.provider.sandbox.s3.bucket.S3Refusals.MALFORMED_XML;
import static dev.setpoint.provider.sandbox.s3.named.NamedConfiguration.ID_MISMATCH;

import dev.setpoint.provider.sandbox.table.Operation;
import java.util.List;

/** Configurations of which a bucket has many, told apart by their ids. */
public final class NamedConfigurations {

    private static final List<NamedConfiguration> TABLE = List.of(
            new NamedConfiguration(
                    "inventory", "InventoryConfiguration", Inventory::check, Inventory::checkTarget, ID_MISMATCH),
            new NamedConfiguration(
                    "analytics", "AnalyticsConfiguration", Analytics::check, Analytics::checkTarget, MALFORMED_XML),
            new NamedConfiguration("metrics", "MetricsConfiguration", ConfigurationFilter::check, ID_MISMATCH),
            new NamedConfiguration(
                    "intelligentTiering", "IntelligentTieringConfiguration", IntelligentTiering::check, MALFORMED_XML));

    private NamedConfigurations() {}

    public static List<Operation> operations() {
        return TABLE.stream()
                .map(NamedConfiguration::operations)
                .flatMap(List::stream)
                .toList();
    }
}
