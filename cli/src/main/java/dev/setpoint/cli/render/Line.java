package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Printable;

/**
 * One line about a change, not yet laid out; whatever it is made of, it is one line and all of it can be seen.
 *
 * @param indent levels below the resource's own line
 * @param note what stands at its end, set off: cause and place; empty for none
 * @param verbatim shown as it is, however long, with its blanks
 */
record Line(Mark mark, int indent, String text, String note, boolean verbatim) {

    /** What a line says of its text, as in a diff. */
    enum Mark {
        NONE(' '),
        ADDED('+'),
        REMOVED('-'),
        CHANGED('~'),
        /** Something a person must not overlook. */
        ALERT('!'),
        /** Why a change must not be done. */
        FORBIDDEN('✗');

        private final char symbol;

        Mark(char symbol) {
            this.symbol = symbol;
        }

        char symbol() {
            return symbol;
        }
    }

    Line {
        text = verbatim ? Printable.verbatim(text) : Printable.line(text);
        note = Printable.line(note);
    }

    Line(Mark mark, int indent, String text, String note) {
        this(mark, indent, text, note, false);
    }

    Line(Mark mark, int indent, String text) {
        this(mark, indent, text, "");
    }

    static Line verbatim(Mark mark, int indent, String text) {
        return new Line(mark, indent, text, "", true);
    }

    /** Further in. */
    Line within(int levels) {
        return new Line(mark, indent + levels, text, note, verbatim);
    }

    Line noted(String end) {
        return new Line(mark, indent, text, end, verbatim);
    }
}
