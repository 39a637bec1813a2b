package dev.setpoint.cli.render.model;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.apply.outcome.Rollback;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Result of apply or destroy as every format shows it.
 *
 * @param next command with which to go on; empty when there is nothing left to do
 */
public record OutcomeModel(Plan plan, Outcome outcome, Duration took, String next) {

    /** Everything that went wrong, each once: problems of the run first, then of its changes. */
    public List<Diagnostic> problems() {
        var problems = new ArrayList<>(outcome.problems());
        problems.addAll(outcome.failed().values());
        outcome.rollback()
                .ifPresent(rollback -> rollback.kept().values().stream()
                        .filter(kept -> kept.answer().isPresent())
                        .forEach(problems::add));
        return problems.stream().distinct().toList();
    }

    /** Addresses of the resources by what was done to them: {@code created}. */
    public Map<String, List<String>> done() {
        return byVerb(outcome.done());
    }

    /** Addresses of the resources whose change was undone, by what had been done to them. */
    public Map<String, List<String>> undone() {
        return byVerb(outcome.rollback().map(Rollback::undone).orElse(List.of()));
    }

    /** Reasons why changes were not undone, by the address of the resource. */
    public Map<String, Diagnostic> kept() {
        var kept = new LinkedHashMap<String, Diagnostic>();
        outcome.rollback()
                .ifPresent(rollback -> rollback.kept()
                        .forEach((change, why) -> kept.put(change.address().text(), why)));
        return kept;
    }

    /** Differences from before that remain although their change was undone. */
    public List<Diagnostic> remains() {
        return outcome.rollback().map(Rollback::remaining).orElse(List.of());
    }

    /** Resources that {@code --keep-data} kept, sorted. */
    public List<String> keptData() {
        return plan.options().keepData()
                ? plan.leftOut().stream()
                        .filter(address -> !address.isData())
                        .map(Address::text)
                        .sorted()
                        .toList()
                : List.of();
    }

    private static Map<String, List<String>> byVerb(List<Change> changes) {
        var done = new LinkedHashMap<String, List<String>>();
        for (var verb : ChangeVerb.values()) {
            done.put(verb.past(), new ArrayList<>());
        }
        changes.stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .forEach(change -> ChangeVerb.allOf(change)
                        .forEach(verb -> done.computeIfAbsent(verb.past(), _ -> new ArrayList<>())
                                .add(change.address().text())));
        done.values().removeIf(List::isEmpty);
        return done;
    }

    /** Addresses of skipped resources by the failed resource that they wait for. */
    public Map<String, List<String>> waiting() {
        var waiting = new LinkedHashMap<String, List<String>>();
        outcome.skipped().forEach((change, cause) -> {
            if (!cause.equals(change.address())) {
                waiting.computeIfAbsent(cause.text(), _ -> new ArrayList<>())
                        .add(change.address().text());
            }
        });
        return waiting;
    }

    /** Resources whose change was not begun because the run was stopped. */
    public List<String> notBegun() {
        return outcome.skipped().entrySet().stream()
                .filter(entry -> entry.getValue().equals(entry.getKey().address()))
                .map(entry -> entry.getKey().address())
                .map(Address::text)
                .toList();
    }

    /** Permissions that failed changes were denied. */
    public List<String> permissions() {
        return problems().stream()
                .flatMap(problem -> problem.answer().stream())
                .flatMap(answer -> answer.permission().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** {@code done}, {@code failed} or {@code interrupted}. */
    public String result() {
        return outcome.interrupted() ? "interrupted" : outcome.succeeded() ? "done" : "failed";
    }

    /** {@code Applied in part}. */
    public String title() {
        var verb = switch (plan.mode()) {
            case APPLY -> "Applied";
            case DESTROY -> "Destroyed";
            case REFRESH -> "Refreshed";
        };
        if (outcome.rollback().isPresent() && !outcome.interrupted()) {
            return outcome.rollback().get().isComplete() ? "Failed and rolled back" : "Failed and rolled back in part";
        }
        return outcome.succeeded() ? verb : outcome.interrupted() ? "Interrupted" : verb + " in part";
    }

    /** {@code 5 created, 2 failed, 7 not started in 3.1 s}. */
    public String counts() {
        var parts = new ArrayList<String>();
        if (outcome.rollback().isPresent()) {
            add(parts, outcome.rollback().get().undone().size(), "undone");
            add(parts, outcome.rollback().get().kept().size(), "kept");
        } else {
            done().forEach((word, names) -> add(parts, names.size(), word));
        }
        add(parts, outcome.failed().size(), "failed");
        add(parts, outcome.skipped().size(), "not started");
        return (parts.isEmpty() ? "nothing changed" : String.join(", ", parts)) + " in " + Durations.brief(took);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** {@code kms:CreateAlias: AccessDeniedException}: call and code of a failure, for one line. */
    public static String summary(Diagnostic problem) {
        var words = Stream.of(
                        problem.answer().flatMap(answer -> answer.call()).orElse(""),
                        problem.answer().map(answer -> answer.code()).orElse(problem.code()))
                .filter(word -> !word.isEmpty())
                .toList();
        return String.join(": ", words);
    }
}
