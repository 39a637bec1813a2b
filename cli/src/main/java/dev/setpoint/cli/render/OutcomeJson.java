package dev.setpoint.cli.render;

import dev.setpoint.engine.apply.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** How an apply ended, for a program. */
public final class OutcomeJson {

    private OutcomeJson() {}

    /** {@code {"result": "done"|"failed"|"interrupted", "done": […], "failed": […], "skipped": […], …}}. */
    public static Value.Map document(Plan plan, Outcome outcome, Duration took) {
        var failed = new ArrayList<Value>();
        outcome.failed()
                .forEach((change, problem) -> failed.add(address(change)
                        .with("code", Value.of(problem.code()))
                        .with("message", Value.of(problem.message()))));
        var skipped = new ArrayList<Value>();
        outcome.skipped()
                .forEach((change, cause) -> skipped.add(address(change).with("waitsFor", Value.of(cause.text()))));
        var problems = new ArrayList<Diagnostic>(outcome.problems());
        problems.addAll(outcome.failed().values());
        var members = new LinkedHashMap<String, Value>();
        members.put("stack", Value.of(plan.graph().stack().name()));
        members.put("result", Value.of(result(outcome)));
        members.put("seconds", Value.of(took.toSeconds()));
        members.put(
                "done",
                Value.of(outcome.done().stream().map(OutcomeJson::address).toList()));
        members.put("failed", Value.of(failed));
        members.put("skipped", Value.of(skipped));
        members.put(
                "outputs",
                new Redaction(outcome.state().lineage()).redact(outcome.state().outputs()));
        members.put("serial", Value.of(outcome.state().serial()));
        if (!problems.isEmpty()) {
            members.put("diagnostics", DiagnosticJson.list(problems));
        }
        return new Value.Map(members);
    }

    private static String result(Outcome outcome) {
        return outcome.interrupted() ? "interrupted" : outcome.succeeded() ? "done" : "failed";
    }

    private static Value.Map address(Change change) {
        return Value.Map.EMPTY
                .with("address", Value.of(change.address().text()))
                .with("action", Value.of(GraphText.word(change)));
    }
}
