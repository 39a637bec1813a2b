package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Template;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * The path of a file that a module names, as the stack sees it.
 *
 * @param folder of the module's file, relative to that of the stack
 */
record ModuleFile(Term path, String folder) implements Template {

    /** Returns the properties with the paths of files as the stack sees them. */
    static Term from(Term properties, TypeSchema type, String folder) {
        var files = folder.isEmpty() ? List.<String>of() : type.files();
        if (files.isEmpty() || !(properties instanceof Term.MapTerm(var entries, var span))) {
            return properties;
        }
        var seen = new LinkedHashMap<>(entries);
        files.forEach(name ->
                seen.computeIfPresent(name, (_, term) -> new Term.Computed(new ModuleFile(term, folder), term.span())));
        return new Term.MapTerm(seen, span);
    }

    @Override
    public String source() {
        return path instanceof Term.Computed computed ? computed.template().source() : "";
    }

    @Override
    public Set<Reference> references() {
        return path.references();
    }

    @Override
    public Value evaluate(Scope scope) {
        var value = path.evaluate(scope);
        return switch (value) {
            case Value.Str(var text) -> Value.of(seen(text, "`" + text + "`"));
            case Value.Secret(Value.Str(var text)) -> new Value.Secret(Value.of(seen(text, "The file")));
            default -> value;
        };
    }

    /** A remote module may name its own files only, because others would end up where it says. */
    private String seen(String text, String shown) {
        var seen = Path.of(folder).resolve(text).normalize();
        SpecFiles.copy(Path.of(folder)).filter(copy -> !seen.startsWith(copy)).ifPresent(_ -> {
            throw new EvaluationException(
                    "SP0254", shown + " lies outside the copy of its module, which may read its own files only.");
        });
        return Path.of(text).isAbsolute() ? text : seen.toString();
    }
}
