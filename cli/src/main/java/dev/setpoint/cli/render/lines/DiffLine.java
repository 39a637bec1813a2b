package dev.setpoint.cli.render.lines;

import dev.setpoint.engine.diagnostic.Printable;

/**
 * One line about a change, before layout. Line breaks and invisible characters in it are escaped.
 *
 * @param indent levels below the resource's own line
 * @param note cause and place, set off at the end of the line; empty for none
 * @param verbatim true for text that is shown with its blanks, however long, and never wrapped
 */
public record DiffLine(Mark mark, int indent, String text, String note, boolean verbatim) {

    /** Symbol before a line, as in a diff. */
    public enum Mark {
        NONE(' '),
        ADDED('+'),
        REMOVED('-'),
        CHANGED('~'),
        /** Loss of data, or another thing that a person must not overlook. */
        ALERT('!'),
        /** Reason why a change is blocked. */
        FORBIDDEN('✗');

        private final char symbol;

        Mark(char symbol) {
            this.symbol = symbol;
        }

        public char symbol() {
            return symbol;
        }
    }

    public DiffLine {
        text = verbatim ? Printable.verbatim(text) : Printable.line(text);
        note = Printable.line(note);
    }

    public DiffLine(Mark mark, int indent, String text, String note) {
        this(mark, indent, text, note, false);
    }

    public DiffLine(Mark mark, int indent, String text) {
        this(mark, indent, text, "");
    }

    public static DiffLine verbatim(Mark mark, int indent, String text) {
        return new DiffLine(mark, indent, text, "", true);
    }

    /** Returns the line, indented by more levels. */
    public DiffLine within(int levels) {
        return new DiffLine(mark, indent + levels, text, note, verbatim);
    }

    public DiffLine noted(String end) {
        return new DiffLine(mark, indent, text, end, verbatim);
    }
}
