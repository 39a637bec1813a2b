package dev.setpoint.engine.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Result of a stage: the next noun with any warnings, or every problem it found. */
public sealed interface Result<T> {

    record Ok<T>(T value, List<Diagnostic> warnings) implements Result<T> {
        public Ok {
            warnings = each(warnings);
        }
    }

    /** At least one of the diagnostics is an error. */
    record Failed<T>(List<Diagnostic> diagnostics) implements Result<T> {
        public Failed {
            diagnostics = each(diagnostics);
        }
    }

    /** Each diagnostic once: several steps of a stage may run into the same problem. */
    private static List<Diagnostic> each(List<Diagnostic> found) {
        return found.size() < 2 ? List.copyOf(found) : found.stream().distinct().toList();
    }

    static <T> Result<T> ok(T value) {
        return new Ok<>(value, List.of());
    }

    static <T> Result<T> failed(Diagnostic... diagnostics) {
        return new Failed<>(List.of(diagnostics));
    }

    /** The value, unless one of the diagnostics is an error. */
    static <T> Result<T> of(T value, List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(Diagnostic::isError)
                ? new Failed<>(diagnostics)
                : new Ok<>(value, diagnostics);
    }

    default <U> Result<U> then(Function<? super T, Result<U>> next) {
        return switch (this) {
            case Failed<T>(var diagnostics) -> new Failed<>(diagnostics);
            case Ok<T>(var value, var warnings) -> next.apply(value).after(warnings);
        };
    }

    default <U> Result<U> map(Function<? super T, U> change) {
        return then(value -> ok(change.apply(value)));
    }

    default <U> U fold(Function<List<Diagnostic>, U> onFailed, Function<? super T, U> onOk) {
        return switch (this) {
            case Failed<T>(var diagnostics) -> onFailed.apply(diagnostics);
            case Ok<T>(var value, var _) -> onOk.apply(value);
        };
    }

    /** Warnings of an {@code Ok}, or all problems of a {@code Failed}. */
    default List<Diagnostic> diagnostics() {
        return switch (this) {
            case Failed<T>(var diagnostics) -> diagnostics;
            case Ok<T>(var _, var warnings) -> warnings;
        };
    }

    /** This result with earlier diagnostics put in front of its own. */
    default Result<T> after(List<Diagnostic> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(earlier);
        all.addAll(diagnostics());
        return switch (this) {
            case Failed<T> _ -> new Failed<>(all);
            case Ok<T>(var value, var _) -> new Ok<>(value, all);
        };
    }
}
