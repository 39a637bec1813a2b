package dev.setpoint.cli.stack;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.stack.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Does the same in each environment of a stack, and reports what is wrong in all of them once. */
public final class EachEnvironment {

    private final List<Result<Workspace>> opened;
    private final Map<Diagnostic, List<Environment>> problems = new LinkedHashMap<>();

    /** @param opened the stack in each of its environments; alone if it has none */
    public EachEnvironment(List<Result<Workspace>> opened) {
        this.opened = opened;
    }

    /** Returns all results, or the problems of all. A problem of some environments tells the first of them. */
    public <T> Result<List<T>> results(Function<Workspace, Result<T>> work) {
        var values = new ArrayList<T>();
        for (var each : opened) {
            var environment = each.fold(
                    _ -> Optional.<Environment>empty(),
                    workspace -> workspace.bindings().environment());
            var result = each.then(work);
            result.diagnostics()
                    .forEach(problem -> environment.ifPresentOrElse(
                            where -> problems.computeIfAbsent(problem, _ -> new ArrayList<>())
                                    .add(where),
                            () -> problems.computeIfAbsent(problem, _ -> new ArrayList<>())));
            result.fold(_ -> false, values::add);
        }
        return Result.of(
                values,
                problems.entrySet().stream()
                        .map(entry -> told(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private Diagnostic told(Diagnostic problem, List<Environment> where) {
        if (where.isEmpty() || where.size() == opened.size()) {
            return problem;
        }
        var first = where.getFirst();
        if (problem.span().filter(span -> span.source().equals(first.source())).isPresent()) {
            return problem;
        }
        var more = where.size() == 1 ? "" : " (and " + (where.size() - 1) + " more)";
        return problem.related("in the environment `" + first.name() + "`" + more, first.place());
    }
}
