package dev.setpoint.cli.command.init;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of stacks, as the schema of the stack file allows them. */
final class StackName {

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int LONGEST = 63;

    private StackName() {}

    static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /**
     * Makes a valid name from any text: lower case, with `-` for whatever a name cannot contain.
     *
     * @param otherwise the name for a text of which nothing is left
     */
    static String from(String text, String otherwise) {
        var name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceFirst("^[^a-z]+", "");
        var cut = name.substring(0, Math.min(name.length(), LONGEST)).replaceFirst("-+$", "");
        return cut.isEmpty() ? otherwise : cut;
    }
}
