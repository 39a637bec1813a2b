package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.Outcome;
import dev.setpoint.engine.apply.Rollback;
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
 * How a run ended, with what every way of showing it says alike.
 *
 * @param next what to type to go on; empty when there is nothing to go on with
 */
public record Ending(Plan plan, Outcome outcome, Duration took, String next) {

    /** Everything that went wrong, the run as a whole first; a lock that was lost stops many changes, and is said once. */
    public List<Diagnostic> problems() {
        var problems = new ArrayList<>(outcome.problems());
        problems.addAll(outcome.failed().values());
        outcome.rollback()
                .ifPresent(rollback -> rollback.kept().values().stream()
                        .filter(kept -> kept.answer().isPresent())
                        .forEach(problems::add));
        return problems.stream().distinct().toList();
    }

    /** What was done → to which resources. */
    Map<String, List<String>> done() {
        return byWord(outcome.done());
    }

    /** What was done and taken back → to which resources. */
    Map<String, List<String>> undone() {
        return byWord(outcome.rollback().map(Rollback::undone).orElse(List.of()));
    }

    /** Resource → why it was not taken back, or in what it is not as before. */
    Map<String, Diagnostic> kept() {
        var kept = new LinkedHashMap<String, Diagnostic>();
        outcome.rollback()
                .ifPresent(rollback -> rollback.kept()
                        .forEach((change, why) -> kept.put(change.address().text(), why)));
        return kept;
    }

    /** What is not as before although its change was taken back. */
    List<Diagnostic> remains() {
        return outcome.rollback().map(Rollback::remains).orElse(List.of());
    }

    /** What was left alone because its deletion destroys data; in the order of the plan. */
    List<String> keptData() {
        return plan.options().keepData()
                ? plan.leftOut().stream()
                        .filter(address -> !address.isData())
                        .map(Address::text)
                        .sorted()
                        .toList()
                : List.of();
    }

    private static Map<String, List<String>> byWord(List<Change> changes) {
        var done = new LinkedHashMap<String, List<String>>();
        for (var word :
                List.of("created", "updated", "replaced", "deleted", "imported", "restored", "moved", "forgotten")) {
            done.put(word, new ArrayList<>());
        }
        changes.stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .forEach(change -> words(change)
                        .forEach(word -> done.computeIfAbsent(word, _ -> new ArrayList<>())
                                .add(change.address().text())));
        done.values().removeIf(List::isEmpty);
        return done;
    }

    /** Failed resource → those that wait for it. */
    Map<String, List<String>> waiting() {
        var waiting = new LinkedHashMap<String, List<String>>();
        outcome.skipped().forEach((change, cause) -> {
            if (!cause.equals(change.address())) {
                waiting.computeIfAbsent(cause.text(), _ -> new ArrayList<>())
                        .add(change.address().text());
            }
        });
        return waiting;
    }

    /** Resources that nothing stood in the way of but the end of the run. */
    List<String> notBegun() {
        return outcome.skipped().entrySet().stream()
                .filter(entry -> entry.getValue().equals(entry.getKey().address()))
                .map(entry -> entry.getKey().address())
                .map(Address::text)
                .toList();
    }

    /** What must be allowed so that none of the failed changes is denied again. */
    List<String> permissions() {
        return problems().stream()
                .flatMap(problem -> problem.answer().stream())
                .flatMap(answer -> answer.permission().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** {@code done}, {@code failed} or {@code interrupted}. */
    String result() {
        return outcome.interrupted() ? "interrupted" : outcome.succeeded() ? "done" : "failed";
    }

    /** {@code Applied in part}. */
    String title() {
        var verb = switch (plan.mode()) {
            case APPLY -> "Applied";
            case DESTROY -> "Destroyed";
            case REFRESH -> "Refreshed";
        };
        if (outcome.rollback().isPresent() && !outcome.interrupted()) {
            return outcome.rollback().get().complete() ? "Failed and rolled back" : "Failed and rolled back in part";
        }
        return outcome.succeeded() ? verb : outcome.interrupted() ? "Interrupted" : verb + " in part";
    }

    /** {@code 5 created, 2 failed, 7 not started in 3.1 s}. */
    String counts() {
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

    /** Also the change that followed a move or an import. */
    private static List<String> words(Change change) {
        return Stream.concat(change.followUp().stream(), Stream.of(change))
                .map(Ending::word)
                .toList();
    }

    private static String word(Change change) {
        return switch (change) {
            case Change.Create _ -> "created";
            case Change.Update _ -> "updated";
            case Change.Replace _ -> "replaced";
            case Change.Delete _ -> "deleted";
            case Change.Import _ -> "imported";
            case Change.Restore _ -> "restored";
            case Change.Move _ -> "moved";
            case Change.Forget _ -> "forgotten";
            case Change.Refresh _ -> "taken over into the state";
            case Change.NoOp _ -> "unchanged";
        };
    }

    /** {@code kms:CreateAlias (AccessDeniedException)}: of a failure, what fits into a line. */
    static String briefly(Diagnostic problem) {
        var words = Stream.of(
                        problem.answer().flatMap(answer -> answer.call()).orElse(""),
                        problem.answer().map(answer -> answer.code()).orElse(problem.code()))
                .filter(word -> !word.isEmpty())
                .toList();
        return String.join(": ", words);
    }
}
