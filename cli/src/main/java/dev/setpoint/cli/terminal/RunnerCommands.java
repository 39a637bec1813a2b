package dev.setpoint.cli.terminal;

/**
 * Finds in a text, character by character, what a CI runner would carry out: {@code ::name::} at the beginning of a
 * line, after blanks (GitHub Actions), and {@code ##[name}, {@code ##vso[name} and {@code ##teamcity[name} anywhere in
 * a line (GitHub Actions, Azure Pipelines, TeamCity).
 */
public final class RunnerCommands {

    private boolean blank = true;
    private boolean colon;
    private int hashes;

    /** Tells whether the text contains such a command. */
    public static boolean occurIn(String text) {
        var commands = new RunnerCommands();
        return text.codePoints()
                .map(c -> breaksLine(c) ? '\n' : c)
                .filter(commands::completedBy)
                .findAny()
                .isPresent();
    }

    /** Runners read lines as .NET and Java do, and log viewers break more of them. */
    private static boolean breaksLine(int c) {
        return c == '\r' || c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** Reads one character; returns true when it completes a command on the line. */
    boolean completedBy(int c) {
        var completed = (colon && c == ':') || (hashes == 2 && c == '[');
        colon = blank && c == ':';
        blank = c == '\n' || (blank && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85));
        hashes = c == '#' ? Math.min(2, hashes + 1) : hashes == 2 && Character.isLetter(c) ? 2 : 0;
        return completed;
    }
}
