package dev.setpoint.cli.option;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.stack.Bindings.Binding;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Values of inputs from the environment: {@code SETPOINT_INPUT_LOG_BUCKET} is {@code logBucket}. */
final class InputVariables {

    private static final String PREFIX = "SETPOINT_INPUT_";
    private static final Pattern UNDERSCORE = Pattern.compile("_+([A-Za-z0-9])");

    private final Set<String> declared;
    private final Map<String, Binding> values = new LinkedHashMap<>();
    private final Map<String, String> strangers = new TreeMap<>();

    private InputVariables(Map<String, String> variables, Set<String> declared) {
        this.declared = declared;
        variables.forEach((variable, text) -> {
            var name = name(variable.substring(PREFIX.length()));
            if (declared.contains(name)) {
                values.put(name, new Binding(Value.of(text), true, variable));
            } else {
                strangers.put(variable, name);
            }
        });
    }

    /** The variables of an environment that are named like those of inputs. */
    static InputVariables of(Map<String, String> environment, Document stack) {
        var variables = new TreeMap<>(environment);
        variables.keySet().removeIf(name -> !name.startsWith(PREFIX) || name.length() == PREFIX.length());
        return new InputVariables(variables, declarations(stack).keySet());
    }

    /** The inputs that the stack declares. */
    static Map<String, Node.Entry> declarations(Document stack) {
        return stack.root()
                .get("inputs")
                .filter(Node.Mapping.class::isInstance)
                .map(section -> ((Node.Mapping) section).entries())
                .orElse(Map.of());
    }

    /** Values by the name of the input. */
    Map<String, Binding> values() {
        return values;
    }

    /** Name of the input; lower-case letters are kept as they are. */
    private static String name(String rest) {
        return rest.equals(rest.toUpperCase(Locale.ROOT))
                ? UNDERSCORE
                        .matcher(rest.toLowerCase(Locale.ROOT))
                        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT))
                : rest;
    }

    /**
     * Diagnostics about variables that set no input of the stack. They may belong to another stack, so only one that
     * is an input's name but for its underscores is an error, unless that input has a value from elsewhere.
     *
     * @param given the inputs that have a value
     */
    List<Diagnostic> problems(Set<String> given) {
        var problems = new ArrayList<Diagnostic>();
        var open = declared.stream().filter(name -> !given.contains(name)).toList();
        strangers.forEach((variable, name) -> {
            var same = open.stream()
                    .filter(input -> letters(input).equals(letters(name)))
                    .findFirst();
            problems.add(same.map(input -> Diagnostic.error("SP0338", sentence(variable))
                            .hint("The variable of the input `" + input + "` is `" + variable(input) + "`."))
                    .orElseGet(() -> Diagnostic.warning("SP0338", sentence(variable))
                            .hint(Nearest.to(name, open)
                                    .map(input -> "If the input `" + input + "` is meant, call it `" + variable(input)
                                            + "`."))));
        });
        return problems;
    }

    private static String sentence(String variable) {
        return "The environment variable `" + variable + "` sets no input of this stack.";
    }

    private static String letters(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String variable(String input) {
        return PREFIX + input.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
