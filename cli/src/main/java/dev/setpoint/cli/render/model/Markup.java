package dev.setpoint.cli.render.model;

import dev.setpoint.engine.diagnostic.Printable;

/** Text in HTML and XML. */
public final class Markup {

    private Markup() {}

    /** Escapes text for an element or an attribute. */
    public static String escaped(String text) {
        return Printable.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
