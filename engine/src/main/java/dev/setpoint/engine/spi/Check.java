package dev.setpoint.engine.spi;

/**
 * One thing that was tried on an object, and how it went.
 *
 * @param name what was tried, in a few words: {@code default encryption}
 * @param detail what was seen, or why it could not be checked
 */
public record Check(String name, Verdict verdict, String detail) {

    /** Result of the check. */
    public enum Verdict {
        PASS,
        FAIL,
        /** The result is unknown: a permission is missing, or the time was too short. */
        UNCHECKED
    }

    public static Check pass(String name, String detail) {
        return new Check(name, Verdict.PASS, detail);
    }

    public static Check fail(String name, String detail) {
        return new Check(name, Verdict.FAIL, detail);
    }

    public static Check unchecked(String name, String why) {
        return new Check(name, Verdict.UNCHECKED, why);
    }

    /** Passed or failed, by whether it is as it should be. */
    public static Check of(String name, boolean good, String detail) {
        return good ? pass(name, detail) : fail(name, detail);
    }
}
