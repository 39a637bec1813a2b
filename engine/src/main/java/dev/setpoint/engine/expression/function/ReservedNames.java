package dev.setpoint.engine.expression.function;

import java.util.Optional;
import java.util.Set;

/** Names that mean something in expressions, so that no resource or module can have them. */
public final class ReservedNames {

    private static final Set<String> ROOTS =
            Set.of("inputs", "locals", "data", "each", "stack", "self", "given", "result");

    private static final Set<String> WORDS = Set.of(
            "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop",
            "namespace", "null", "package", "return", "true", "var", "void", "while");

    private ReservedNames() {}

    /** What has the name already, as a sentence says it; empty for a free name. */
    public static Optional<String> taken(String name) {
        if (ROOTS.contains(name)) {
            return Optional.of("`" + name + "` is taken by expressions like `${" + name + ".x}`");
        }
        if (WORDS.contains(name)) {
            return Optional.of("`" + name + "` is a reserved word of expressions");
        }
        return Functions.spaces().contains(name)
                ? Optional.of("`" + name + "` is taken by " + functions(name))
                : Optional.empty();
    }

    private static String functions(String space) {
        return Functions.names().stream()
                .filter(name -> name.startsWith(space + "."))
                .findFirst()
                .map(name -> "`" + name + "`")
                .orElse("functions");
    }
}
