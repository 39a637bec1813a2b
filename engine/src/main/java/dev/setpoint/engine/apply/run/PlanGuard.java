package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diff.DiffSubject;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.diff.Difference;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.validation.PropertyValidator;
import dev.setpoint.engine.value.DisplayedValue;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Evaluates a resource just before its change, and checks that the values and the live object are still those of the
 * plan.
 */
public final class PlanGuard {

    private final Run run;

    public PlanGuard(Run run) {
        this.run = run;
    }

    /**
     * Returns the block's properties, evaluated with the real outputs of its dependencies.
     *
     * @throws StepFailure when a value is still unknown or violates the schema
     */
    public Value.Map properties(ResourceBlock block) {
        var map = block.properties().present(run.known());
        if (!map.isKnown()) {
            throw new StepFailure(Diagnostic.error(
                    "SP0605",
                    block.span(),
                    "`" + block.address() + "` cannot be applied: " + unknown(map) + " is still not known."));
        }
        return complete(block, map);
    }

    /**
     * Returns the block's properties, where values may still be unknown.
     *
     * @throws StepFailure when a value violates the schema
     */
    Value.Map propertiesSoFar(ResourceBlock block) {
        return complete(block, block.properties().present(run.known()));
    }

    private Value.Map complete(ResourceBlock block, Value.Map map) {
        var complete = run.providers().complete(block.provider(), block.type(), map);
        var view = run.providers().view(block.provider(), block.type(), map).completed(complete);
        PropertyValidator.shared()
                .validate(
                        block.type(),
                        view,
                        block.properties(),
                        new SpecPlaces(run.plan().graph().stack()))
                .stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .ifPresent(problem -> {
                    throw new StepFailure(problem);
                });
        return complete;
    }

    private static String unknown(Value value) {
        return switch (value) {
            case Value.Unknown unknown -> "`" + DisplayedValue.expression(unknown) + "`";
            case Value.List(var items) ->
                items.stream()
                        .filter(v -> !v.isKnown())
                        .findFirst()
                        .map(PlanGuard::unknown)
                        .orElse("a value");
            case Value.Map(var entries) ->
                entries.values().stream()
                        .filter(v -> !v.isKnown())
                        .findFirst()
                        .map(PlanGuard::unknown)
                        .orElse("a value");
            case Value.Secret(var inner) -> unknown(inner);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Redacted _ -> "a value";
        };
    }

    /** @throws StepFailure when the plan showed something else */
    public void requireAsPlanned(Change change, Value.Map planned, Value.Map now) {
        var difference = new PlanAgreement(run.redaction()).difference(planned, now);
        if (difference.isPresent()) {
            var found = difference.get();
            var place =
                    run.block(change.address()).map(block -> block.properties().spanAt(found.path()));
            throw new StepFailure(Diagnostic.error(
                            "SP0606",
                            "`" + change.address() + "` was not changed: the plan showed `" + found.path() + "` as "
                                    + DisplayedValue.first(found.planned(), found.actual()) + ", and it would be "
                                    + DisplayedValue.other(found.planned(), found.actual()) + ".")
                    .at(place.or(() -> change.target().span()))
                    .hint("Plan again to see what would be done now."));
        }
    }

    /**
     * An object and the properties that it should still have.
     *
     * @param since when: {@code the plan}
     */
    public record Expected(Change change, Identity id, Value.Map properties, String since) {}

    /** @throws StepFailure when the object has changed since the plan */
    public void requireUnchanged(Change.Replace replace, ResourceBlock block) {
        if (!block.type().stateOnly()) {
            reread(
                    new Expected(replace, replace.id(), replace.live(), "the plan"),
                    block,
                    replace.desired().entries().keySet(),
                    Set.of());
        }
    }

    /**
     * Reads all managed properties of an object that may be replaced.
     *
     * @throws StepFailure when it has changed since the plan
     */
    Value.Map rereadUnchanged(Change.Replace replace, ResourceBlock block) {
        if (block.type().stateOnly()) {
            return replace.live();
        }
        var names = new TreeSet<>(replace.desired().entries().keySet());
        run.before()
                .resource(replace.address())
                .ifPresent(resource -> names.addAll(resource.applied().entries().keySet()));
        return reread(
                new Expected(replace, replace.id(), replace.live(), "the plan"),
                block,
                names,
                unread(replace.live(), names));
    }

    /** Returns the properties that may have any value because the plan was made without a refresh. */
    public Set<String> unread(Value.Map live, Set<String> names) {
        if (run.plan().options().refresh()) {
            return Set.of();
        }
        var free = new TreeSet<>(names);
        free.removeAll(live.entries().keySet());
        return free;
    }

    /** Compares the desired properties with the live object. */
    public Difference difference(ResourceBlock block, Value.Map desired, Value.Map live) {
        var applied = run.before().resource(block.address()).flatMap(old -> old.comparable(desired));
        return new Differ(run.redaction())
                .compare(new DiffSubject(
                        block.type().properties(),
                        desired,
                        applied,
                        live,
                        block.properties(),
                        block.lifecycle().ignoreChanges()));
    }

    /**
     * Reads the live object just before its change.
     *
     * @param names properties to read; outputs and write-only properties are ignored
     * @param free properties that may have any value
     * @throws StepFailure when another property differs from what is expected
     */
    public Value.Map reread(Expected expected, ResourceBlock block, Set<String> names, Set<String> free) {
        var shape = block.type().properties();
        var change = expected.change();
        var managed = new TreeSet<>(names);
        managed.removeIf(name -> shape.attribute(name)
                .filter(attribute -> attribute.output() || attribute.writeOnly())
                .isPresent());
        var checked = new TreeSet<>(managed);
        checked.removeAll(free);
        var call = run.operation(change.address(), "read", run.before().ownershipTag(change.address()))
                .spelling(expected.properties())
                .doubting(found -> found.map(properties -> run.concealed(block, properties, expected.properties()))
                        .filter(now -> firstDifference(shape, checked, expected.properties(), now)
                                .isEmpty())
                        .isEmpty());
        var live = run.providers()
                .type(block.provider(), block.type())
                .resource()
                .read(expected.id(), new PropertySet(managed), call)
                .map(properties -> run.concealed(block, properties, expected.properties()))
                .orElseThrow(() -> new StepFailure(changed(expected, "its object is gone")));
        firstDifference(shape, checked, expected.properties(), live).ifPresent(name -> {
            var before = expected.properties().get(name);
            throw new StepFailure(changed(
                    expected,
                    "`" + name + "` was " + DisplayedValue.value(before) + " and is "
                            + DisplayedValue.other(before, live.get(name))));
        });
        return live;
    }

    /** Returns the first property that has changed since the plan. */
    private Optional<String> firstDifference(
            Shape.ObjectOf shape, Set<String> names, Value.Map planned, Value.Map live) {
        return names.stream()
                .filter(name -> !isSame(shape, name, lasting(planned.get(name)), lasting(live.get(name))))
                .findFirst();
    }

    /** Leaves out what this run's own changes do to other objects, such as policies detached from a role. */
    private Optional<Value> lasting(Optional<Value> value) {
        return value.map(run.footprint()::lasting);
    }

    private boolean isSame(Shape.ObjectOf shape, String name, Optional<Value> before, Optional<Value> now) {
        var differ = new Differ(run.redaction());
        var form = shape.attribute(name).map(Attribute::shape).orElse(new Shape.Any(CommonEquality.EXACT));
        return before.equals(now)
                || (before.isPresent()
                        && now.isPresent()
                        && differ.satisfied(form, before.get(), now.get())
                        && differ.satisfied(form, now.get(), before.get()));
    }

    private static Diagnostic changed(Expected expected, String what) {
        return Diagnostic.error(
                        "SP0607",
                        "`" + expected.change().address() + "` has changed since " + expected.since() + ": " + what
                                + ". Nothing was overwritten.")
                .at(expected.change().target().span())
                .hint("Plan again to see what would be done now.");
    }
}
