package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.change.CreateAndUpdate;
import dev.setpoint.engine.apply.change.Deletions;
import dev.setpoint.engine.apply.rollback.UndoRunner;
import dev.setpoint.engine.apply.run.ReplacementDecider;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.Step;
import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.apply.step.StepNotBegun;
import dev.setpoint.engine.apply.step.StepResult;
import dev.setpoint.engine.apply.step.UndoAction;
import dev.setpoint.engine.call.ProviderFailure;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Exhaustion;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.BudgetSpentError;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs one step and returns its result. Exceptions become failed results. */
final class StepRunner {

    private final Run run;
    private final ReplacementDecider deciding;
    private final CreateAndUpdate objects;
    private final Deletions removals;
    private final UndoRunner undoing;
    private final AssertionRun checks;
    private final Map<Address, List<JournalEntry.ReplacementDue>> due;

    StepRunner(Run run) {
        this.run = run;
        this.deciding = new ReplacementDecider(run);
        this.objects = new CreateAndUpdate(run);
        this.removals = new Deletions(run);
        this.undoing = new UndoRunner(run);
        this.checks = new AssertionRun(run);
        this.due = due(run.plan());
    }

    /** Returns the warnings of conditions that do not hold or could not be evaluated. */
    List<Diagnostic> warnings() {
        return checks.warnings();
    }

    /** Returns warnings about values that a rollback could not restore. */
    List<Diagnostic> remaining() {
        return undoing.remaining();
    }

    StepResult run(Step step) {
        StepResult result = new StepResult.Done();
        for (var next : withLeftOpen(step)) {
            result = one(next);
            if (!(result instanceof StepResult.Done)) {
                break;
            }
        }
        return result;
    }

    /**
     * Returns the step, preceded by the steps of its change that did nothing earlier because the replacement was
     * still undecided.
     */
    private List<Step> withLeftOpen(Step step) {
        if (!(step instanceof Step.CreateOrUpdate(var change))
                || !run.decisions().isOpen(change.address())) {
            return List.of(step);
        }
        var deletesFirst =
                change.effect() instanceof Change.Replace replace && replace.order() == Change.Order.DELETE_FIRST;
        return deletesFirst
                ? List.of(new Step.Decide(change), new Step.Remove(change), step)
                : List.of(new Step.Decide(change), step);
    }

    private StepResult one(Step step) {
        var begin = System.nanoTime();
        try {
            switch (step) {
                case Step.Read(var block) -> read(block);
                case Step.Decide(var change) -> deciding.decide(change);
                case Step.CreateOrUpdate(var change) -> put(run.decisions().of(change));
                case Step.Refresh(var change) -> refresh(change);
                case Step.Remove(var change) -> remove(run.decisions().of(change));
                case Step.Undo undo -> undoing.undo(undo);
                case Step.Check(var assertion, var _) -> checks.check(assertion);
                case Step.Barrier _ -> {}
            }
            return new StepResult.Done();
        } catch (StepNotBegun e) {
            return new StepResult.NotStarted();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | BudgetSpentError e) {
            var diagnostic = diagnose(step, e);
            run.listener()
                    .on(new Event.Failed(
                            step.address(), action(step), Duration.ofNanos(System.nanoTime() - begin), diagnostic));
            return new StepResult.Failed(diagnostic);
        }
    }

    private void put(Change change) {
        recordDueReplacements(change);
        objects.put(change);
    }

    /** Deletes or forgets the object, unless a conditional replacement turned out not to be needed. */
    private void remove(Change change) {
        switch (change.effect()) {
            case Change.Update _, Change.NoOp _ -> {}
            default -> {
                recordDueReplacements(change);
                removals.remove(change);
            }
        }
    }

    private void refresh(Change.Refresh change) {
        var resource = run.before().resource(change.address()).orElseThrow();
        run.session()
                .record(new JournalEntry.Done(
                        run.session().nextChange(),
                        resource.withApplied(change.applied()).withOutputs(change.outputs())));
    }

    /**
     * Returns the replacements that follow from changes of other resources ({@code replaceOnChange}), by the resource
     * that changes.
     */
    private static Map<Address, List<JournalEntry.ReplacementDue>> due(Plan plan) {
        var due = new ConcurrentHashMap<Address, List<JournalEntry.ReplacementDue>>();
        for (var change : plan.changes()) {
            if (change.effect() instanceof Change.Replace replace) {
                replace.triggers()
                        .forEach((cause, references) ->
                                references.forEach(reference -> due.computeIfAbsent(cause, _ -> new ArrayList<>())
                                        .add(new JournalEntry.ReplacementDue(change.address(), reference))));
            }
        }
        return due;
    }

    /**
     * Records in the state which replacements this change makes due. A later plan sees only the new value of the
     * cause, so it could not know. A replacement records them in its first step. Deleting a deposed object records
     * none, because no reference leads to it.
     */
    private void recordDueReplacements(Change change) {
        switch (change.effect()) {
            case Change.NoOp _, Change.Delete _, Change.Forget _ -> {}
            default ->
                Optional.ofNullable(due.remove(change.address()))
                        .orElse(List.of())
                        .forEach(run.session()::record);
        }
    }

    private void read(DataBlock block) {
        var map = block.properties().present(run.known());
        if (!map.isKnown()) {
            throw new StepFailure(Diagnostic.error(
                    "SP0609", block.span(), "`" + block.address() + "` cannot be read: it waits for unknown values."));
        }
        var revealed = map.revealedDeep() instanceof Value.Map m ? m : map;
        var call = run.operation(block.address(), "read", "");
        var answer = run.providers().data(block.provider(), block.type()).read(revealed, call);
        run.known()
                .set(
                        block.address(),
                        new Secrecy(block.type().properties())
                                .conceal(answer, map, Value.Map.EMPTY)
                                .plus(map));
    }

    private Diagnostic diagnose(Step step, Throwable problem) {
        return switch (problem) {
            case StepFailure failure -> failure.diagnostic();
            case StateWriteException unwritable -> unwritable.diagnostic();
            case LocatedEvaluationException valueless -> valueless.diagnostic();
            case ProviderException refused ->
                failure(step).confidential(isConfidential(step)).diagnose(doing(step), refused);
            case BudgetSpentError spent -> spent.diagnostic();
            default -> Exhaustion.of(problem).orElseGet(() -> defect(step, problem));
        };
    }

    /** Tells whether the step may send a secret. Reading and deleting send only the identity. */
    private boolean isConfidential(Step step) {
        return switch (step) {
            case Step.Read _, Step.CreateOrUpdate _, Step.Undo _ -> run.isConfidential(step.address());
            case Step.Decide _, Step.Check _, Step.Refresh _, Step.Remove _, Step.Barrier _ -> false;
        };
    }

    private Diagnostic defect(Step step, Throwable problem) {
        var what = isConfidential(step) ? "an error that may contain a secret" : problem.toString();
        var place = problem.getStackTrace().length == 0 ? "" : " (" + problem.getStackTrace()[0] + ")";
        return Diagnostic.error(
                        "SP0610", doing(step) + " `" + step.address() + "` ended unexpectedly: " + what + place + ".")
                .at(place(step))
                .hint("This is a bug in Setpoint or in the provider. The journal has recorded the progress: run"
                        + " the command again.");
    }

    private Optional<Span> place(Step step) {
        return step instanceof Step.Check(var assertion, var _)
                ? Optional.of(assertion.span())
                : failure(step).block();
    }

    private ProviderFailure failure(Step step) {
        return switch (step) {
            case Step.Read(var block) ->
                new ProviderFailure(
                        block.address(),
                        block.type().name(),
                        Optional.of(block.type()),
                        block.provider(),
                        Optional.of(block.span()),
                        Optional.of(block.properties()));
            case Step.Decide(var change) -> failure(change);
            case Step.CreateOrUpdate(var change) -> failure(change);
            case Step.Refresh(var change) -> failure(change);
            case Step.Remove(var change) -> failure(change);
            case Step.Undo(var change, var _) -> failure(change);
            case Step.Check _, Step.Barrier _ ->
                throw new IllegalStateException("This step makes no call, so it cannot fail.");
        };
    }

    private ProviderFailure failure(Change change) {
        var target = change.target();
        var block = run.block(change.address());
        Optional<Term> properties = block.map(ResourceBlock::properties);
        // A destroyed resource still has its block in the spec.
        var span = target.span().or(() -> block.map(ResourceBlock::span));
        return new ProviderFailure(
                target.address(),
                target.type(),
                run.schemas().type(target.type()),
                target.provider(),
                span,
                properties,
                Optional.of(new SpecPlaces(run.plan().graph().stack())),
                false);
    }

    private String doing(Step step) {
        return switch (action(step)) {
            case READING -> "Reading";
            case VERIFYING -> "Verifying";
            case CREATING -> "Creating";
            case UPDATING -> "Updating";
            case DELETING -> "Deleting";
        };
    }

    private Event.Action action(Step step) {
        return switch (step) {
            case Step.Read _, Step.Decide _, Step.Refresh _, Step.Barrier _ -> Event.Action.READING;
            case Step.Check _ -> Event.Action.VERIFYING;
            case Step.Remove _ -> Event.Action.DELETING;
            case Step.Undo(var _, var back) ->
                back instanceof UndoAction.Delete ? Event.Action.DELETING : Event.Action.UPDATING;
            case Step.CreateOrUpdate(var change) ->
                switch (run.decisions().of(change).effect()) {
                    case Change.Create _, Change.Replace _ -> Event.Action.CREATING;
                    default -> Event.Action.UPDATING;
                };
        };
    }
}
