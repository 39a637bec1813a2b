package dev.setpoint.cli.render.text;

/**
 * Colours and width of a page.
 *
 * @param colour true when ANSI colours may be used
 * @param width number of columns
 */
public record Style(boolean colour, int width) {

    /** No colours, and no line is wrapped. */
    public static final Style PLAIN = new Style(false, Integer.MAX_VALUE);

    public String added(String text) {
        return paint("32", text);
    }

    public String removed(String text) {
        return paint("31", text);
    }

    public String changed(String text) {
        return paint("33", text);
    }

    public String danger(String text) {
        return paint("1;31", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    public String quiet(String text) {
        return paint("2", text);
    }

    private String paint(String codes, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + codes + "m" + text + "\u001b[0m" : text;
    }
}
