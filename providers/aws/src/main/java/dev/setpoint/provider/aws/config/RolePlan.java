package dev.setpoint.provider.aws.config;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.Wildcards;
import dev.setpoint.provider.aws.equality.ArnOrName;
import dev.setpoint.provider.aws.equality.PolicyDocument;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A role that the plan makes or changes, as far as it is known before it is applied.
 *
 * @param others policies that other resources of the plan give it
 */
record RolePlan(PlannedChange role, boolean others) {

    private static final TypeName ROLE = new TypeName("aws.iam.role");
    private static final List<TypeName> PARTS =
            List.of(new TypeName("aws.iam.rolePolicy"), new TypeName("aws.iam.rolePolicyAttachment"));
    private static final String PUT = "s3:putobject";

    /** Policies of AWS for Config, which let nothing be written to buckets. */
    private static final Set<String> READING = Set.of("AWS_ConfigRole", "AWSConfigServiceRolePolicy");

    static Optional<RolePlan> of(String arn, PlannedChanges all) {
        return all.ofAnyProvider(ROLE).stream()
                .filter(role -> role.kind() != PlannedChange.Kind.DELETE)
                .filter(role -> role.desired().string("name").equals(Optional.of(ArnOrName.name(arn))))
                .findFirst()
                .map(role -> of(role, all));
    }

    static Optional<RolePlan> of(Address address, PlannedChanges all) {
        return all.ofAnyProvider(ROLE).stream()
                .filter(role -> role.address().equals(address))
                .findFirst()
                .map(role -> of(role, all));
    }

    private static RolePlan of(PlannedChange role, PlannedChanges all) {
        return new RolePlan(role, gainsPolicies(role.desired().string("name").orElse(""), all));
    }

    /** Returns true if other resources of the plan give policies to a role. */
    static boolean gainsPolicies(String name, PlannedChanges all) {
        return PARTS.stream()
                .flatMap(type -> all.ofAnyProvider(type).stream())
                .filter(part -> part.kind() != PlannedChange.Kind.DELETE)
                .flatMap(part -> part.desired().get("role").stream())
                .anyMatch(named -> !(named instanceof Value.Str(var text))
                        || ArnOrName.name(text).equals(name));
    }

    /** Returns false if none of its policies can let it put objects. */
    boolean mayPut() {
        var desired = role.desired();
        return others
                || !Stream.of("inlinePolicies", "managedPolicies")
                        .allMatch(property ->
                                desired.get(property).filter(Value::isKnown).isPresent()
                                        || (!desired.has(property) && role.makes()))
                || desired.map("inlinePolicies").entries().values().stream().anyMatch(RolePlan::letsPut)
                || desired.list("managedPolicies").stream().anyMatch(RolePlan::maybe);
    }

    private static boolean maybe(Value policy) {
        return !(policy instanceof Value.Str(var arn)) || !READING.contains(ArnOrName.name(arn));
    }

    private static boolean letsPut(Value policy) {
        return PolicyDocument.of(policy)
                .map(document -> document.statements().stream().anyMatch(RolePlan::statementLetsPut))
                .orElse(true);
    }

    private static boolean statementLetsPut(Value statement) {
        return statement instanceof Value.Map map
                && !map.string("Effect").equals(Optional.of("Deny"))
                && (map.has("NotAction") || actions(map).anyMatch(action -> Wildcards.match(action, PUT)));
    }

    /** Returns the actions in lower case; of one that is not known yet: any. */
    private static Stream<String> actions(Value.Map statement) {
        return statement.get("Action").stream()
                .flatMap(value -> value instanceof Value.List(var items) ? items.stream() : Stream.of(value))
                .map(action -> action instanceof Value.Str(var text) ? text.toLowerCase(Locale.ROOT) : "*");
    }
}
