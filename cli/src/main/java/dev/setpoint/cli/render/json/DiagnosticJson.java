package dev.setpoint.cli.render.json;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Diagnostics for a program. */
final class DiagnosticJson {

    private DiagnosticJson() {}

    /** The list alone, to be put under {@code diagnostics}. */
    static Value.List list(List<Diagnostic> diagnostics) {
        return Value.of(diagnostics.stream().map(DiagnosticJson::one).toList());
    }

    /** {@code {"diagnostics": […]}}: what a command prints that has nothing else to show. */
    static Value.Map document(List<Diagnostic> diagnostics) {
        return new Value.Map(Map.of("diagnostics", list(diagnostics)));
    }

    static Value.Map one(Diagnostic diagnostic) {
        var members = new LinkedHashMap<String, Value>();
        members.put("severity", Value.of(diagnostic.isError() ? "error" : "warning"));
        members.put("code", Value.of(diagnostic.code()));
        members.put("message", Value.of(diagnostic.message()));
        diagnostic.span().ifPresent(span -> members.put("place", place(span)));
        diagnostic.hint().ifPresent(hint -> members.put("hint", Value.of(hint)));
        diagnostic.answer().ifPresent(answer -> members.put("answer", answer(answer)));
        if (!diagnostic.related().isEmpty()) {
            members.put(
                    "related",
                    Value.of(diagnostic.related().stream()
                            .map(related -> new Value.Map(
                                    Map.of("label", Value.of(related.label()), "place", place(related.span()))))
                            .toList()));
        }
        return new Value.Map(members);
    }

    private static Value.Map answer(Diagnostic.Answer answer) {
        var members = new LinkedHashMap<String, Value>();
        members.put("from", Value.of(answer.from()));
        members.put("code", Value.of(answer.code()));
        members.put("message", Value.of(answer.message()));
        answer.call().ifPresent(call -> members.put("call", Value.of(call)));
        answer.permission().ifPresent(permission -> members.put("permission", Value.of(permission)));
        return new Value.Map(members);
    }

    static Value.Map place(Span span) {
        var members = new LinkedHashMap<String, Value>();
        members.put("file", Value.of(span.source().name()));
        members.put("line", Value.of(span.line()));
        members.put("column", Value.of(span.column()));
        members.put("endLine", Value.of(span.endLine()));
        members.put("endColumn", Value.of(span.endColumn()));
        return new Value.Map(members);
    }
}
