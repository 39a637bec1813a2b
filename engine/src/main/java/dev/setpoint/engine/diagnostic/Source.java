package dev.setpoint.engine.diagnostic;

/**
 * A text that diagnostics can point into.
 *
 * @param name what to call it: the path as the user gave it
 */
public record Source(String name, String text) {

    @Override
    public String toString() {
        return name;
    }
}
