package dev.setpoint.engine.apply.rollback;

import dev.setpoint.engine.apply.change.CreateAndUpdate;
import dev.setpoint.engine.apply.run.PlanGuard;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.apply.step.UndoAction;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diff.DiffSubject;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.OnRemove;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Updates objects to the live values from before the run. */
final class Restorations {

    private final Run run;
    private final PlanGuard wanted;
    private final CreateAndUpdate objects;

    Restorations(Run run) {
        this.run = run;
        this.wanted = new PlanGuard(run);
        this.objects = new CreateAndUpdate(run);
    }

    /**
     * Restores an object, and returns warnings about values that could not be restored.
     *
     * @throws StepFailure when somebody has changed the object since
     */
    List<Diagnostic> restore(UndoAction.Update back) {
        var update = back.change();
        var block = run.block(update.address()).orElseThrow();
        var names = managed(update, block);
        var live = back.ended() ? unchanged(update, block, names) : read(update, block, names);
        var target = target(update, block, names);
        var difference = new Differ(run.redaction())
                .compare(new DiffSubject(
                        block.type().properties(), target, Optional.of(live), live, block.properties(), List.of()));
        difference.properties().stream()
                .filter(property ->
                        property.after().filter(Restorations::isLost).isPresent())
                .findFirst()
                .ifPresent(property -> {
                    throw new StepFailure(RollbackBlockers.lost(update, property));
                });
        objects.update(
                update,
                new CreateAndUpdate.EvaluatedResource(block, target),
                live,
                difference,
                (number, answer) -> back.before()
                        .ifPresentOrElse(
                                before -> run.session()
                                        .record(new JournalEntry.Done(
                                                number, before.withOutputs(outputs(block, answer, target)))),
                                () -> run.session().record(new JournalEntry.Forgotten(update.address()))));
        return remains(update, block, target, live);
    }

    /** Returns the names of the properties whose live values the plan read. */
    private static Set<String> managed(Change.Update update, ResourceBlock block) {
        var names = new TreeSet<>(update.desired().entries().keySet());
        names.addAll(update.removed());
        names.removeIf(name -> attribute(block, name)
                .filter(attribute -> attribute.output() || attribute.writeOnly())
                .isPresent());
        return names;
    }

    private static Optional<Attribute> attribute(ResourceBlock block, String name) {
        return block.type().properties().attribute(name);
    }

    /** Reads the object and requires the values that this run set. Properties that the run reset may have any value. */
    private Value.Map unchanged(Change.Update update, ResourceBlock block, Set<String> names) {
        var made = run.known().value(update.address()) instanceof Value.Map map ? map : update.live();
        return wanted.reread(
                new PlanGuard.Expected(update, update.id(), made, "this run changed it"),
                block,
                names,
                update.removed());
    }

    /** Reads an object whose update did not end. It may have old and new values, so nothing is compared. */
    private Value.Map read(Change.Update update, ResourceBlock block, Set<String> names) {
        var call = run.operation(update.address(), "read", run.before().ownershipTag(update.address()));
        return run.providers()
                .type(block.provider(), block.type())
                .resource()
                .read(update.id(), new PropertySet(names), call.spelling(update.live()))
                .map(properties -> run.concealed(block, properties, update.desired()))
                .orElseThrow(() -> new StepFailure(RollbackBlockers.gone(update)));
    }

    /**
     * Returns the properties to restore: live values from before the run, and the last applied value for a write-only
     * property.
     */
    private static Value.Map target(Change.Update update, ResourceBlock block, Set<String> names) {
        var target = new LinkedHashMap<String, Value>();
        update.desired().entries().forEach((name, value) -> {
            if (attribute(block, name).filter(Attribute::writeOnly).isPresent()) {
                target.put(name, value);
            }
        });
        names.forEach(name -> update.live().get(name).ifPresent(value -> target.put(name, value)));
        return new Value.Map(target);
    }

    /** Tells whether the value is lost: the state keeps only a digest of a secret. */
    private static boolean isLost(Value value) {
        return switch (value) {
            case Value.Redacted _ -> true;
            case Value.Secret(var inner) -> isLost(inner);
            case Value.List(var items) -> items.stream().anyMatch(Restorations::isLost);
            case Value.Map(var entries) -> entries.values().stream().anyMatch(Restorations::isLost);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Unknown _ -> false;
        };
    }

    private Value.Map outputs(ResourceBlock block, Value.Map answer, Value.Map target) {
        var outputs = new LinkedHashMap<String, Value>();
        run.concealed(block, answer, target).entries().forEach((name, value) -> {
            if (attribute(block, name).filter(Attribute::output).isPresent()) {
                outputs.put(name, value);
            }
        });
        return new Value.Map(outputs);
    }

    /**
     * Returns warnings about properties that cannot be restored: new ones that cannot be removed, and secrets that
     * cannot be read back.
     */
    private static List<Diagnostic> remains(
            Change.Update update, ResourceBlock block, Value.Map target, Value.Map live) {
        return update.changed().stream()
                .filter(name -> attribute(block, name)
                        .filter(attribute -> attribute.writeOnly()
                                ? attribute.sensitive()
                                : !target.has(name) && live.has(name) && attribute.onRemove() instanceof OnRemove.Keep)
                        .isPresent())
                .map(name -> RollbackBlockers.remaining(update, block, name))
                .toList();
    }
}
