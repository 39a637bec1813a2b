package dev.setpoint.engine.document;

import java.util.Optional;
import java.util.regex.Pattern;

/** An entry of a map that was written without the `: ` of YAML: {@code a:1} or {@code a = 1}. */
public record NameAndValue(String name, String value) {

    private static final Pattern ENTRY =
            Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_-]*)(?::(?=\\S)|\\s*=\\s*)(?<value>[^\\s`][^`]*)");

    /** @param line of one line */
    public static Optional<NameAndValue> in(String line) {
        var entry = ENTRY.matcher(line);
        return entry.matches()
                ? Optional.of(new NameAndValue(entry.group("name"), entry.group("value")))
                : Optional.empty();
    }

    public String hint() {
        return "Write `" + name + ": " + value + "`, with a space after the `:`.";
    }
}
