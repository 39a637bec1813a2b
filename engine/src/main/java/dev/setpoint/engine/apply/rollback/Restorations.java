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

/** Updates objects back to what was live when the plan was made. */
final class Restorations {

    private final Run run;
    private final PlanGuard wanted;
    private final CreateAndUpdate puts;

    Restorations(Run run) {
        this.run = run;
        this.wanted = new PlanGuard(run);
        this.puts = new CreateAndUpdate(run);
    }

    /**
     * What stays as the run made it all the same.
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
        puts.update(
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

    /** Those whose live values are read. */
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

    /** The object, if it is as this run has left it; what was reset is as the cloud has it. */
    private Value.Map unchanged(Change.Update update, ResourceBlock block, Set<String> names) {
        var made = run.known().value(update.address()) instanceof Value.Map map ? map : update.live();
        return wanted.reread(
                new PlanGuard.Expected(update, update.id(), made, "this run changed it"),
                block,
                names,
                update.removed());
    }

    /** The object as an update that did not end has left it: some of each, and not for us to tell which. */
    private Value.Map read(Change.Update update, ResourceBlock block, Set<String> names) {
        var call = run.operation(update.address(), "read", run.before().ownershipTag(update.address()));
        return run.providers()
                .type(block.provider(), block.type())
                .resource()
                .read(update.id(), new PropertySet(names), call)
                .map(properties -> run.concealed(block, properties, update.desired()))
                .orElseThrow(() -> new StepFailure(RollbackBlockers.gone(update)));
    }

    /** Every property as it was; what is never given back as it was last asked for. */
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

    /** Of a secret that the plan had only from the state, a digest is left. */
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

    /** Properties that were not there before and that nothing takes away again, and secrets that nobody can read back. */
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
