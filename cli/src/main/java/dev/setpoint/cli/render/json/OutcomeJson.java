package dev.setpoint.cli.render.json;

import dev.setpoint.cli.render.model.ChangeVerb;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.engine.apply.outcome.Rollback;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Result of apply or destroy, for a program. */
final class OutcomeJson {

    private OutcomeJson() {}

    /** {@code {"result": "done"|"failed"|"interrupted", "done": […], "failed": […], "skipped": […], …}}. */
    static Value.Map document(OutcomeModel result) {
        var outcome = result.outcome();
        var failed = new ArrayList<Value>();
        outcome.failed()
                .forEach((change, problem) -> failed.add(
                        address(change).plus(DiagnosticJson.one(problem).without("severity"))));
        var skipped = new ArrayList<Value>();
        outcome.skipped()
                .forEach((change, cause) -> skipped.add(
                        cause.equals(change.address())
                                ? address(change)
                                : address(change).with("waitsFor", Value.of(cause.text()))));
        var members = new LinkedHashMap<String, Value>();
        members.put("stack", Value.of(result.plan().graph().stack().name()));
        members.put("result", Value.of(result.result()));
        members.put("seconds", Value.of(result.took().toSeconds()));
        members.put(
                "done",
                Value.of(outcome.done().stream().map(OutcomeJson::address).toList()));
        members.put("failed", Value.of(failed));
        members.put("skipped", Value.of(skipped));
        outcome.rollback().ifPresent(rollback -> members.put("rollback", rollback(rollback)));
        if (!result.keptData().isEmpty()) {
            members.put("kept", Value.strings(result.keptData()));
        }
        if (!result.permissions().isEmpty()) {
            members.put("missingPermissions", Value.strings(result.permissions()));
        }
        members.put(
                "outputs", outcome.state().redaction().redact(outcome.state().outputs()));
        members.put("serial", Value.of(outcome.state().serial()));
        if (!result.next().isEmpty()) {
            members.put("next", Value.of(result.next()));
        }
        var problems = result.problems();
        if (!problems.isEmpty()) {
            members.put("diagnostics", DiagnosticJson.list(problems));
        }
        return new Value.Map(members);
    }

    private static Value.Map rollback(Rollback rollback) {
        var kept = new ArrayList<Value>();
        rollback.kept()
                .forEach((change, why) ->
                        kept.add(address(change).plus(DiagnosticJson.one(why).without("severity"))));
        return Value.Map.EMPTY
                .with("complete", Value.of(rollback.isComplete()))
                .with(
                        "undone",
                        Value.of(rollback.undone().stream()
                                .map(OutcomeJson::address)
                                .toList()))
                .with("kept", Value.of(kept))
                .with("remains", DiagnosticJson.list(rollback.remaining()));
    }

    /** Address and action of a change, and the action that follows a move or an import. */
    private static Value.Map address(Change change) {
        var entry = Value.Map.EMPTY
                .with("address", Value.of(change.address().text()))
                .with("action", Value.of(ChangeVerb.of(change).infinitive()));
        return change.followUp()
                .map(then -> entry.with("then", Value.of(ChangeVerb.of(then).infinitive())))
                .orElse(entry);
    }
}
