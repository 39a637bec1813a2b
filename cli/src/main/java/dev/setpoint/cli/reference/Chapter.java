package dev.setpoint.cli.reference;

/** Kind of page in the reference. */
public enum Chapter {
    TYPES("Resource types"),
    DATA("Data sources"),
    FUNCTIONS("Functions"),
    LANGUAGE("The language"),
    DIAGNOSTICS("Diagnostic codes");

    private final String title;

    Chapter(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
