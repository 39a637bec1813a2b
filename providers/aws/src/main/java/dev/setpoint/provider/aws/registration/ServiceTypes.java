package dev.setpoint.provider.aws.registration;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.preflight.PreflightSequence;
import dev.setpoint.provider.aws.preflight.ReferencePreflight;
import dev.setpoint.provider.aws.rule.ReferredRegions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Table of one service's types. A service's table is loaded when the first of its types is used. */
public final class ServiceTypes {

    private final List<TypeEntry> entries;

    public ServiceTypes(TypeEntry... entries) {
        this.entries = List.copyOf(Arrays.asList(entries));
    }

    /** Everything registered for a resource type, and what follows from its references; empty when there is no such type. */
    public Optional<RegisteredType> type(TypeSchema schema, Aws aws) {
        return entries.stream()
                .flatMap(entry -> switch (entry) {
                    case TypeEntry.Resource resource
                    when schema.name().text().equals(resource.name()) ->
                        Optional.of(registered(resource, schema, aws)).stream();
                    case TypeEntry.Resource _, TypeEntry.Data _ -> Optional.<RegisteredType>empty().stream();
                })
                .findFirst();
    }

    /** The rules on the properties of one resource of a type. */
    public List<PropertyRule> propertyRules(TypeName name) {
        return resources(name).flatMap(entry -> entry.propertyRules().stream()).toList();
    }

    /** The rules between resources that need no more than the spec. */
    public List<PlanRule> specRules(TypeName name) {
        return resources(name)
                .flatMap(entry -> entry.rules().stream())
                .filter(PlanRule::needsSpecOnly)
                .toList();
    }

    private Stream<TypeEntry.Resource> resources(TypeName name) {
        return entries.stream().flatMap(entry -> switch (entry) {
            case TypeEntry.Resource resource when name.text().equals(resource.name()) -> Stream.of(resource);
            case TypeEntry.Resource _, TypeEntry.Data _ -> Stream.<TypeEntry.Resource>empty();
        });
    }

    /** A data source; empty when the service has no such one. */
    public Optional<DataSource> dataSource(TypeName name, Aws aws) {
        return entries.stream()
                .flatMap(entry -> switch (entry) {
                    case TypeEntry.Data data
                    when name.text().equals(data.name()) ->
                        Optional.of(data.source().apply(aws)).stream();
                    case TypeEntry.Resource _, TypeEntry.Data _ -> Optional.<DataSource>empty().stream();
                })
                .findFirst();
    }

    private static RegisteredType registered(TypeEntry.Resource entry, TypeSchema schema, Aws aws) {
        var preflights = Stream.concat(
                        entry.preflights().stream().map(make -> make.apply(aws)),
                        ReferencePreflight.of(schema, aws).stream())
                .toList();
        return new RegisteredType(
                entry.type().apply(aws),
                preflight(preflights),
                entry.verification().map(make -> make.apply(aws)),
                Stream.concat(ReferredRegions.of(schema).stream(), entry.rules().stream())
                        .toList());
    }

    private static Optional<Preflight> preflight(List<Preflight> all) {
        return switch (all.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(all.getFirst());
            default -> Optional.of(new PreflightSequence(all));
        };
    }
}
