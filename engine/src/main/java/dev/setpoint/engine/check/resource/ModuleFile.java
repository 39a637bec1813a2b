package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Template;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.TextFiles;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Set;

/** The path of a file that a property names, as the stack sees it. */
record ModuleFile(Term path, TextFiles files) implements Template {

    /** Returns the properties with the paths of files as the stack sees them. */
    static Term from(Term properties, TypeSchema type, TypeScope scope) {
        if (type.files().isEmpty()
                || scope.files().isEmpty()
                || !(properties instanceof Term.MapTerm(var entries, var span))) {
            return properties;
        }
        var seen = new LinkedHashMap<>(entries);
        type.files()
                .forEach(name -> seen.computeIfPresent(
                        name,
                        (_, term) -> isAsItStands(term, scope)
                                ? term
                                : new Term.Computed(
                                        new ModuleFile(term, scope.files().get()), term.span())));
        return new Term.MapTerm(seen, span);
    }

    /** A path beside the stack. */
    private static boolean isAsItStands(Term path, TypeScope scope) {
        return scope.nameSpace().path().isRoot()
                && path instanceof Term.Literal(var value, var _)
                && !(value instanceof Value.Str(var text) && text.startsWith(TextFiles.ROOT));
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
    public Set<Reference> fileArguments() {
        return path instanceof Term.Computed computed ? computed.template().fileArguments() : Set.of();
    }

    @Override
    public boolean readsFiles() {
        return path instanceof Term.Computed computed && computed.template().readsFiles();
    }

    @Override
    public Value evaluate(Scope scope) {
        var value = path.evaluate(scope);
        return switch (value) {
            case Value.Str(var text) -> Value.of(files.fromStack(text, "`" + text + "`"));
            case Value.Secret(Value.Str(var text)) -> new Value.Secret(Value.of(files.fromStack(text, "The file")));
            default -> value;
        };
    }
}
