package dev.setpoint.engine.document;

/** Kinds of YAML files, in the words that diagnostics use. */
public enum FileKind {
    STACK("stack file", "A stack begins with `setpoint: v1` and `stack: <name>`."),
    MODULE("module file", "A module begins with `setpoint: v1` and `module: <name>`."),
    PART("part", "A part begins with `setpoint: v1`, and has sections of the stack or module."),
    ENVIRONMENT("environment file", "An environment begins with `setpoint: v1` and `environment: <name>`."),
    INPUTS("inputs file", "Write one `name: value` for each input."),
    POLICY("policy file", "A policy begins with `setpoint: policy/v1`."),
    LOCK("lock file", "A lock file begins with `setpoint: lock/v1`; `setpoint modules get` writes it."),
    EXPLANATIONS("explanations file", "Explanations begin with `area: <title>`.");

    private final String noun;
    private final String beginning;

    FileKind(String noun, String beginning) {
        this.noun = noun;
        this.beginning = beginning;
    }

    /** {@code stack file} */
    String noun() {
        return noun;
    }

    /** {@code A stack file} */
    String subject() {
        return (noun.matches("[aeiou].*") ? "An " : "A ") + noun;
    }

    /** Hint for a file without content. */
    String beginning() {
        return beginning;
    }
}
