package dev.setpoint.engine.apply.change;

import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.naming.ObjectNames;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.schema.GeneratedName;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;

/**
 * Names of objects for which the spec has only the beginning. The name of a new object follows from the run and the
 * address, so that it is found even when the journal is lost.
 */
record NewNames(Run run) {

    /**
     * Returns the properties with the name of the object: a new one when the change creates it, otherwise its present
     * one.
     *
     * @param written properties of the spec
     */
    Value.Map named(Change change, ResourceBlock block, Value.Map written) {
        return switch (change.effect()) {
            case Change.Create _, Change.Replace _ ->
                block.type()
                        .generatedName()
                        .filter(name -> name.isWanted(written))
                        .map(name -> name.with(written, chosen(name, block, written)))
                        .orElse(written);
            case Change.Update update -> kept(block, written, update.live());
            case Change.NoOp same -> kept(block, written, same.live());
            case Change.Delete _, Change.Forget _, Change.Refresh _, Change.Import _, Change.Restore _, Change.Move _ ->
                written;
        };
    }

    /**
     * Chooses a name. While a creation of an earlier run has no answer, it is the name of that creation: its object may
     * exist, and must not be created a second time under another name.
     */
    private Value.Str chosen(GeneratedName name, ResourceBlock block, Value.Map written) {
        return run.openCreations(block).stream()
                .filter(open -> open.desired()
                        .get(name.property())
                        .filter(name.chosen(written, open.tag())::equals)
                        .isPresent())
                .map(JournalEntry.Intent::tag)
                .findFirst()
                .map(tag -> name.chosen(written, tag))
                .orElseGet(() -> name.chosen(written, run.before().ownershipTag(block.address())));
    }

    private Value.Map kept(ResourceBlock block, Value.Map written, Value.Map live) {
        var applied = run.before()
                .resource(block.address())
                .map(ResourceState::applied)
                .orElse(Value.Map.EMPTY);
        return ObjectNames.ofExisting(block, written, applied, live);
    }
}
