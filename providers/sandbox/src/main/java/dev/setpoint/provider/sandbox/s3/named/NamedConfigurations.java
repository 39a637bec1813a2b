package dev.setpoint.provider.sandbox.s3.named;

import dev.setpoint.provider.sandbox.table.Operation;
import java.util.List;

/** Configurations of which a bucket has many, told apart by their ids. */
public final class NamedConfigurations {

    private static final List<NamedConfiguration> TABLE = List.of(
            new NamedConfiguration("inventory", "InventoryConfiguration", Inventory::check),
            new NamedConfiguration("analytics", "AnalyticsConfiguration", Analytics::check),
            new NamedConfiguration("metrics", "MetricsConfiguration", ConfigurationFilter::check),
            new NamedConfiguration("intelligentTiering", "IntelligentTieringConfiguration", IntelligentTiering::check));

    private NamedConfigurations() {}

    public static List<Operation> operations() {
        return TABLE.stream()
                .map(NamedConfiguration::operations)
                .flatMap(List::stream)
                .toList();
    }
}
