package dev.setpoint.engine.apply.rollback;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.change.Deletions;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.Step;
import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.apply.step.UndoAction;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Undoes steps. Each undo is written to the journal like any other change, so that an interrupted rollback is
 * recovered like any interrupted run.
 */
public final class UndoRunner {

    private final Run run;
    private final Deletions removals;
    private final Restorations restorations;
    private final Queue<Diagnostic> remaining = new ConcurrentLinkedQueue<>();

    public UndoRunner(Run run) {
        this.run = run;
        this.removals = new Deletions(run);
        this.restorations = new Restorations(run);
    }

    public void undo(Step.Undo step) {
        switch (step.action()) {
            case UndoAction.Delete(var deletion, var before) -> {
                removals.remove(deletion);
                before.ifPresent(resource -> record(step.address(), Optional.of(resource)));
            }
            case UndoAction.Update update -> remaining.addAll(restorations.restore(update));
            case UndoAction.RestoreState(var before) -> record(step.address(), before);
            case UndoAction.Impossible(var why) -> throw new StepFailure(why);
        }
    }

    private void record(Address address, Optional<ResourceState> before) {
        run.session()
                .record(before.<JournalEntry>map(
                                resource -> new JournalEntry.Done(run.session().nextChange(), resource))
                        .orElseGet(() -> new JournalEntry.Forgotten(address)));
    }

    /** Returns warnings about values that could not be restored. */
    public List<Diagnostic> remaining() {
        return List.copyOf(remaining);
    }
}
