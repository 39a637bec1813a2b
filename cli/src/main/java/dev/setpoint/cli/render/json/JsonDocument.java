package dev.setpoint.cli.render.json;

import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a document that holds the warnings in its member {@code diagnostics}, after the diagnostics of the result.
 *
 * @param content the document without warnings
 */
record JsonDocument<M>(Function<M, Value.Map> content) implements Writer<M> {

    private static final String DIAGNOSTICS = "diagnostics";

    @Override
    public String write(M result, List<Diagnostic> warnings) {
        var document = content.apply(result);
        var all = new ArrayList<>(document.list(DIAGNOSTICS));
        warnings.stream()
                .map(DiagnosticJson::one)
                .filter(warning -> !all.contains(warning))
                .forEach(all::add);
        return Json.pretty(all.isEmpty() ? document : document.with(DIAGNOSTICS, Value.of(all))) + "\n";
    }

    @Override
    public List<Diagnostic> leftOut(M result, List<Diagnostic> warnings) {
        return List.of();
    }
}
