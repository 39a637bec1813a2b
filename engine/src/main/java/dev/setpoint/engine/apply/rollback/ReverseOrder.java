package dev.setpoint.engine.apply.rollback;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.Step;
import dev.setpoint.engine.apply.step.StepGraph;
import dev.setpoint.engine.apply.step.StepResult;
import dev.setpoint.engine.apply.step.UndoAction;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Undo steps of a run, in reverse order: the last step is undone first, so that the cloud passes through the same
 * states as on the way forward.
 *
 * @param now the state after the run
 * @param unknown addresses where it is unknown whether the run created an object
 */
public record ReverseOrder(Run run, StepGraph done, List<StepResult> results, State now, Set<Address> unknown) {

    /** Returns one undo step for each step of the run, with the same number. */
    public StepGraph graph() {
        var steps = new ArrayList<Step>();
        for (var number = 0; number < done.size(); number++) {
            steps.add(undo(number));
        }
        var graph = new StepGraph(steps);
        for (var number = 0; number < done.size(); number++) {
            for (var later : done.successors(number)) {
                graph.require(later, number);
            }
        }
        return graph;
    }

    private Step undo(int number) {
        var step = done.step(number);
        var result = results.get(number);
        var back = result instanceof StepResult.Skipped || result instanceof StepResult.NotStarted
                ? Optional.<UndoAction>empty()
                : switch (step) {
                    case Step.CreateOrUpdate(var change) ->
                        ofPut(run.decisions().of(change), result instanceof StepResult.Done);
                    case Step.Remove(var change)
                    when result instanceof StepResult.Done ->
                        ofRemoval(run.decisions().of(change));
                    case Step.Remove _,
                            Step.Read _,
                            Step.Decide _,
                            Step.Check _,
                            Step.Refresh _,
                            Step.Undo _,
                            Step.Barrier _ -> Optional.<UndoAction>empty();
                };
        return back.<Step>map(way -> new Step.Undo(changeOf(step), way))
                .orElseGet(() -> new Step.Barrier(step.address()));
    }

    private static Change changeOf(Step step) {
        return switch (step) {
            case Step.CreateOrUpdate(var change) -> change;
            case Step.Remove(var change) -> change;
            case Step.Refresh(var change) -> change;
            case Step.Undo(var change, var _) -> change;
            case Step.Read _, Step.Decide _, Step.Check _, Step.Barrier _ ->
                throw new IllegalStateException("Nothing is changed by " + step);
        };
    }

    private Optional<UndoAction> ofPut(Change change, boolean ended) {
        var before = change instanceof Change.Import ? Optional.<ResourceState>empty() : before(change);
        return switch (change.effect()) {
            case Change.Create _ -> undoCreation(change, before);
            case Change.Replace replace ->
                replace.order() == Change.Order.DELETE_FIRST ? ofRemoval(change) : undoCreation(change, before);
            case Change.Update update ->
                ended || run.footprint().hasUpdated(change.address())
                        ? Optional.of(update(update, ended, before))
                        : recording(change, before);
            case Change.NoOp _ -> recording(change, before);
            case Change.Delete _, Change.Forget _, Change.Refresh _, Change.Import _, Change.Restore _, Change.Move _ ->
                Optional.empty();
        };
    }

    private Optional<UndoAction> undoCreation(Change change, Optional<ResourceState> before) {
        return unknown.contains(change.address())
                ? Optional.of(new UndoAction.Impossible(RollbackBlockers.unknown(change)))
                : made(change, before).map(id -> deletion(change, id, before));
    }

    private UndoAction update(Change.Update update, boolean ended, Optional<ResourceState> before) {
        var quiet = update.changed().isEmpty() && update.removed().isEmpty();
        return quiet || run.isStateOnly(update)
                ? new UndoAction.RestoreState(before)
                : new UndoAction.Update(update, ended, before);
    }

    private Optional<UndoAction> recording(Change change, Optional<ResourceState> before) {
        return now.resource(change.address()).equals(before)
                ? Optional.empty()
                : Optional.of(new UndoAction.RestoreState(before));
    }

    private Optional<ResourceState> before(Change change) {
        return run.before().resource(change.address());
    }

    /** Returns the object that the run created at the address, if it did. */
    private Optional<Identity> made(Change change, Optional<ResourceState> before) {
        return now.resource(change.address())
                .map(ResourceState::identity)
                .filter(id -> run.footprint()
                                .madeAt(change.address())
                                .filter(id::equals)
                                .isPresent()
                        || before.map(ResourceState::identity)
                                .filter(id::equals)
                                .isEmpty());
    }

    private UndoAction deletion(Change change, Identity id, Optional<ResourceState> before) {
        var block = run.block(change.address());
        if (block.filter(b -> b.lifecycle().preventDestroy() || b.lifecycle().retain())
                .isPresent()) {
            return new UndoAction.Impossible(RollbackBlockers.guarded(change, block.get()));
        }
        var last = now.resource(change.address()).map(ResourceState::applied).orElse(Value.Map.EMPTY);
        for (var name : run.schemas()
                .type(change.target().type())
                .map(type -> type.deletingMore())
                .orElse(List.of())) {
            // Things put into the object since then must not be deleted.
            last = last.without(name);
        }
        return new UndoAction.Delete(new Change.Delete(change.target(), id, last, Change.DeleteReason.REMOVED), before);
    }

    /** Tells whether the old object still exists, because the replacement was decided late or was stopped. */
    private boolean isStillThere(Change.Replace replace) {
        return now.holds(replace.address(), replace.id())
                && run.footprint().madeAt(replace.address()).isEmpty();
    }

    private Optional<UndoAction> ofRemoval(Change change) {
        return switch (change.effect()) {
            case Change.Forget _ -> Optional.of(new UndoAction.RestoreState(before(change)));
            case Change.Delete delete ->
                Optional.of(
                        run.isStateOnly(delete)
                                ? new UndoAction.RestoreState(before(change))
                                : new UndoAction.Impossible(RollbackBlockers.deleted(delete)));
            case Change.Replace replace when isStillThere(replace) -> Optional.empty();
            case Change.Replace replace -> Optional.of(new UndoAction.Impossible(RollbackBlockers.replaced(replace)));
            case Change.Create _,
                    Change.Update _,
                    Change.Refresh _,
                    Change.NoOp _,
                    Change.Import _,
                    Change.Restore _,
                    Change.Move _ -> Optional.empty();
        };
    }
}
