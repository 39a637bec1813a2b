package dev.setpoint.engine.plan;

import dev.setpoint.engine.Providers;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.spi.Undertaking;
import dev.setpoint.engine.spi.Undertakings;
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
 * Findings in the cloud before the first change of a plan: obstacles, and what would be lost. Only what changes is
 * looked at.
 */
final class Preflights {

    /** One object of an address, which may have left-overs besides. */
    private record Subject(Address address, Optional<Identity> identity) {

        static Subject of(Finding finding) {
            return new Subject(finding.address(), finding.identity());
        }
    }

    private final Providers providers;
    private final LiveReader reader;
    private final Stack stack;
    private final SchemaCatalog catalog;
    private final boolean looks;
    private final Set<Subject> conditional = new HashSet<>();
    private final List<CompletableFuture<Result<List<Finding>>>> running = new ArrayList<>();

    /** @param looks whether the live cloud may be asked */
    Preflights(Providers providers, LiveReader reader, Stack stack, SchemaCatalog catalog, boolean looks) {
        this.providers = providers;
        this.reader = reader;
        this.stack = stack;
        this.catalog = catalog;
        this.looks = looks;
    }

    /** All looks begin at once. */
    void begin(List<Change> changes, Map<String, Realm> realms) {
        if (!looks) {
            return;
        }
        var undertakings = new LinkedHashMap<String, List<Undertaking>>();
        for (var change : changes.stream().filter(other -> !other.isForbidden()).toList()) {
            if (change.effect() instanceof Change.Replace replace && replace.isConditional()) {
                conditional.add(new Subject(change.address(), Optional.of(replace.id())));
            }
            undertaking(change)
                    .ifPresent(what -> undertakings
                            .computeIfAbsent(change.target().provider(), _ -> new ArrayList<>())
                            .add(what));
        }
        var everything = undertakings.values().stream().flatMap(List::stream).toList();
        undertakings.forEach((name, some) -> {
            // What is to be done was compared with what this provider read: it is open.
            var provider = providers.provider(name);
            var all = new Undertakings(some, everything, catalog);
            some.forEach(what -> catalog.type(what.type())
                    .flatMap(provider::type)
                    .flatMap(RegisteredType::preflight)
                    .ifPresent(preflight ->
                            running.add(reader.preflight(site(what, name), call -> preflight.look(what, all, call)))));
            var caller = new CallerLook(catalog, provider, Optional.ofNullable(realms.get(name)), some);
            running.add(reader.preflight(site(some.getFirst(), name), call -> caller.look(provider, call)));
        });
    }

    private Site site(Undertaking what, String provider) {
        return block(what.address())
                .map(Site::of)
                .orElseGet(() -> new Site(
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
     * Waits for all of them.
     *
     * @return the changes, with what would be lost beyond what their schemas say
     */
    List<Change> settle(List<Change> changes, Problems problems) {
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
                            problems.block(finding.address(), Rules.diagnostic(stack, finding, "SP0550", "SP0551"));
                        }
                    }
                }
            }
        }
        return changes.stream()
                .map(change -> undertaking(change)
                        .flatMap(what -> Optional.ofNullable(losses.get(new Subject(what.address(), what.identity()))))
                        .map(found -> change.with(change.target().losing(found)))
                        .orElse(change))
                .toList();
    }

    /** An obstacle to a replacement that may not be made is no obstacle to the plan. */
    private static Finding ifReplaced(Finding finding) {
        return new Finding(
                finding.kind() == Finding.Kind.OBSTACLE ? Finding.Kind.CONCERN : finding.kind(),
                finding.address(),
                finding.identity(),
                finding.property(),
                Decision.ifReplaced(finding.sentence()),
                finding.hint());
    }

    private static Optional<Undertaking> undertaking(Change change) {
        return switch (change) {
            case Change.Create c ->
                Optional.of(of(
                        c,
                        Undertaking.Kind.CREATE,
                        Optional.empty(),
                        c.desired(),
                        Value.Map.EMPTY,
                        c.desired().entries().keySet()));
            case Change.Update c ->
                Optional.of(of(
                        c,
                        Undertaking.Kind.UPDATE,
                        Optional.of(c.id()),
                        c.desired(),
                        c.live(),
                        changed(c.properties())));
            case Change.Replace c ->
                Optional.of(of(
                        c,
                        Undertaking.Kind.REPLACE,
                        Optional.of(c.id()),
                        c.desired(),
                        c.live().plus(instructions(c)),
                        c.desired().entries().keySet()));
            case Change.Delete c ->
                Optional.of(of(c, Undertaking.Kind.DELETE, Optional.of(c.id()), Value.Map.EMPTY, c.last(), Set.of()));
            case Change.Restore c -> undertaking(c.then());
            case Change.Move c -> undertaking(c.then());
            case Change.Import c -> undertaking(c.then());
            case Change.Forget _, Change.Refresh _, Change.NoOp _ -> Optional.empty();
        };
    }

    /** How the old object is deleted is said where the new one is asked for. */
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

    private static Undertaking of(
            Change change,
            Undertaking.Kind kind,
            Optional<Identity> identity,
            Value.Map desired,
            Value.Map last,
            Set<String> changed) {
        return new Undertaking(
                kind, change.address(), change.target().type(), identity, shown(desired), shown(last), changed);
    }

    /** Without what is secret, since a finding may quote it. */
    private static Value.Map shown(Value.Map values) {
        return values.withSecretsUnknown() instanceof Value.Map map ? map : values;
    }
}
