package dev.setpoint.engine.expression.function;

/** A chapter of the list of functions. */
public enum FunctionGroup {
    ABSENCE("Values that may be absent"),
    COLLECTIONS("Lists and maps"),
    MAPS("Maps"),
    LISTS("Lists and sets"),
    TEXT("Text"),
    PATTERNS("Regular expressions"),
    NUMBERS("Numbers"),
    CONVERSIONS("Conversions"),
    ENCODING("Encodings"),
    FILES("Files"),
    ADDRESSES("IP addresses and ARNs"),
    TIME("Times");

    private final String title;

    FunctionGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
