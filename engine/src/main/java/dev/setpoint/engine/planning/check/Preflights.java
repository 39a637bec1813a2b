package dev.setpoint.engine.planning.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.call.ReadContext;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.planning.decide.ChangeDecision;
import dev.setpoint.engine.planning.live.LiveReader;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.stack.FindingDiagnostic;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Runs the providers' pre-flight checks on the planned changes: obstacles to a change, and data that it would
 * destroy.
 */
final class Preflights {

    /** One object of an address, which may also have deposed objects. */
    private record Subject(Address address, Optional<Identity> identity) {

        static Subject of(Finding finding) {
            return new Subject(finding.address(), finding.identity());
        }
    }

    private final Providers providers;
    private final LiveReader reader;
    private final Stack stack;
    private final SchemaCatalog catalog;
    private final boolean readsCloud;
    private final Set<Subject> conditional = new HashSet<>();
    private final List<CompletableFuture<Result<List<Finding>>>> running = new ArrayList<>();

    /** @param readsCloud true when the live cloud may be read */
    Preflights(Providers providers, LiveReader reader, Stack stack, SchemaCatalog catalog, boolean readsCloud) {
        this.providers = providers;
        this.reader = reader;
        this.stack = stack;
        this.catalog = catalog;
        this.readsCloud = readsCloud;
    }

    /** Starts all checks in parallel. */
    void begin(List<Change> changes, Map<String, Realm> realms) {
        if (!readsCloud) {
            return;
        }
        var plannedChanges = new LinkedHashMap<String, List<PlannedChange>>();
        for (var change : changes.stream().filter(other -> !other.isForbidden()).toList()) {
            if (change.effect() instanceof Change.Replace replace && replace.isConditional()) {
                conditional.add(new Subject(change.address(), Optional.of(replace.id())));
            }
            plannedChange(change)
                    .ifPresent(what -> plannedChanges
                            .computeIfAbsent(change.target().provider(), _ -> new ArrayList<>())
                            .add(what));
        }
        var everything = plannedChanges.values().stream().flatMap(List::stream).toList();
        plannedChanges.forEach((name, some) -> {
            // The provider is open, because the comparison read with it.
            var provider = providers.provider(name);
            var all = new PlannedChanges(some, everything, catalog);
            some.forEach(what -> catalog.type(what.type())
                    .flatMap(provider::type)
                    .flatMap(RegisteredType::preflight)
                    .ifPresent(preflight -> running.add(
                            reader.preflight(readContext(what, name), call -> preflight.look(what, all, call)))));
            var caller = new PermissionPreflight(catalog, provider, Optional.ofNullable(realms.get(name)), some);
            running.add(reader.preflight(readContext(some.getFirst(), name), call -> caller.findings(provider, call)));
        });
    }

    private ReadContext readContext(PlannedChange what, String provider) {
        return block(what.address())
                .map(ReadContext::of)
                .orElseGet(() -> new ReadContext(
                        what.address(),
                        what.type(),
                        Optional.empty(),
                        provider,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    private Optional<ResourceBlock> block(Address address) {
        return stack.resource(address);
    }

    /**
     * Waits for all checks.
     *
     * @return the changes, with the data losses found in the cloud
     */
    List<Change> settle(List<Change> changes, PlanProblems problems) {
        var losses = new HashMap<Subject, List<String>>();
        for (var look : running) {
            switch (look.join()) {
                case Result.Failed<List<Finding>>(var diagnostics) -> diagnostics.forEach(problems::add);
                case Result.Ok<List<Finding>>(var findings, var warnings) -> {
                    warnings.forEach(problems::add);
                    for (var found : findings) {
                        var finding = conditional.contains(Subject.of(found)) ? ifReplaced(found) : found;
                        if (finding.kind() == Finding.Kind.LOSS) {
                            losses.computeIfAbsent(Subject.of(finding), _ -> new ArrayList<>())
                                    .add(finding.sentence());
                        } else {
                            problems.block(finding.address(), FindingDiagnostic.of(stack, finding, "SP0550", "SP0551"));
                        }
                    }
                }
            }
        }
        return changes.stream()
                .map(change -> plannedChange(change)
                        .flatMap(what -> Optional.ofNullable(losses.get(new Subject(what.address(), what.identity()))))
                        .map(found -> change.withTarget(change.target().withLossesFound(found)))
                        .orElse(change))
                .toList();
    }

    /** Returns a finding about a conditional replacement as a warning, because the replacement may not be made. */
    private static Finding ifReplaced(Finding finding) {
        return new Finding(
                finding.kind() == Finding.Kind.OBSTACLE ? Finding.Kind.CONCERN : finding.kind(),
                finding.address(),
                finding.identity(),
                finding.property(),
                ChangeDecision.ifReplaced(finding.sentence()),
                finding.hint());
    }

    private static Optional<PlannedChange> plannedChange(Change change) {
        return switch (change) {
            case Change.Create c ->
                Optional.of(of(
                        c,
                        PlannedChange.Kind.CREATE,
                        Optional.empty(),
                        c.desired(),
                        Value.Map.EMPTY,
                        c.desired().entries().keySet()));
            case Change.Update c ->
                Optional.of(of(
                        c,
                        PlannedChange.Kind.UPDATE,
                        Optional.of(c.id()),
                        c.desired(),
                        c.live(),
                        changed(c.properties())));
            case Change.Replace c ->
                Optional.of(of(
                        c,
                        switch (c.order()) {
                            case DELETE_FIRST -> PlannedChange.Kind.REPLACE;
                            case CREATE_FIRST -> PlannedChange.Kind.REPLACE_CREATING_FIRST;
                        },
                        Optional.of(c.id()),
                        c.desired(),
                        c.live().plus(instructions(c)),
                        c.desired().entries().keySet()));
            case Change.Delete c ->
                Optional.of(of(c, PlannedChange.Kind.DELETE, Optional.of(c.id()), Value.Map.EMPTY, c.last(), Set.of()));
            case Change.Restore c -> plannedChange(c.then());
            case Change.Move c -> plannedChange(c.then());
            case Change.Import c -> plannedChange(c.then());
            case Change.Forget _, Change.Refresh _, Change.NoOp _ -> Optional.empty();
        };
    }

    /** Returns the deletion options of a replaced object, which come from the spec of the new one. */
    private static Value.Map instructions(Change.Replace change) {
        var entries = new LinkedHashMap<>(change.desired().entries());
        entries.keySet().removeAll(change.live().entries().keySet());
        return new Value.Map(entries);
    }

    private static Set<String> changed(List<PropertyChange> properties) {
        return properties.stream()
                .flatMap(property -> property.path().property().stream())
                .collect(Collectors.toSet());
    }

    private static PlannedChange of(
            Change change,
            PlannedChange.Kind kind,
            Optional<Identity> identity,
            Value.Map desired,
            Value.Map last,
            Set<String> changed) {
        return new PlannedChange(
                kind,
                change.address(),
                change.target().type(),
                identity,
                change.effect() instanceof Change.Replace replace && replace.order() == Change.Order.CREATE_FIRST,
                withoutSecrets(desired),
                withoutSecrets(last),
                changed);
    }

    /** Returns the values without secrets, because a finding may quote them. */
    private static Value.Map withoutSecrets(Value.Map values) {
        return values.withSecretsUnknown() instanceof Value.Map map ? map : values;
    }
}
