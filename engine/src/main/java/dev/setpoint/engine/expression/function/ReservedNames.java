package dev.setpoint.engine.expression.function;

import java.util.Optional;
import java.util.Set;

/** Names that mean something in expressions, so that no resource or module can have them. */
public final class ReservedNames {

    private static final Set<String> ROOTS = Set.of("inputs", "locals", "data", "each", "stack");

    /** Names that a resource could have before. */
    private static final Set<String> LATER = Set.of("self", "given", "result");

    private static final Set<String> WORDS = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    /** Written out, because every stack is checked against it and the list of functions takes a while to load. */
    private static final Set<String> SPACES = Set.of(
            "arn", "base64", "cel", "cidr", "json", "lists", "math", "optional", "regex", "sets", "strings", "yaml");

    private ReservedNames() {}

    /** Tells whether expressions keep the word for themselves: nothing can be selected by it. */
    public static boolean isWord(String name) {
        return WORDS.contains(name);
    }

    /** Tells whether names of functions begin with it, as {@code json.encode} does. */
    public static boolean isSpace(String name) {
        return SPACES.contains(name);
    }

    /** A sentence that says what has the name already; empty for a free name. */
    public static Optional<String> taken(String name) {
        if (ROOTS.contains(name)) {
            return Optional.of("`" + name + "` is taken by expressions like `${" + name + ".x}`.");
        }
        if (WORDS.contains(name)) {
            return Optional.of("`" + name + "` is a reserved word of expressions.");
        }
        if (LATER.contains(name)) {
            return Optional.of("`" + name + "` is taken by expressions like `${" + name + ".x}`; " + moved(name));
        }
        return isSpace(name)
                ? Optional.of("`" + name + "` is taken by " + functions(name) + "; " + moved(name))
                : Optional.empty();
    }

    private static String moved(String name) {
        return "`moved: [" + name + "]` keeps the object under another name.";
    }

    private static String functions(String space) {
        return Functions.names().stream()
                .filter(name -> name.startsWith(space + "."))
                .findFirst()
                .map(name -> "`" + name + "`")
                .orElse("functions");
    }
}
