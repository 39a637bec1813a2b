package dev.setpoint.engine.address;

/**
 * The name of one node of a stack as the user writes it: {@code bucket}, {@code data.caller}; later
 * {@code buckets["eu"]} under forEach and {@code storage.bucket} inside a module.
 */
public record Address(String text) implements Comparable<Address> {

    private static final String DATA = "data.";

    public static Address resource(String name) {
        return new Address(name);
    }

    public static Address data(String name) {
        return new Address(DATA + name);
    }

    public boolean isData() {
        return text.startsWith(DATA);
    }

    /** The name without {@code data.}: {@code caller}. */
    public String name() {
        return isData() ? text.substring(DATA.length()) : text;
    }

    @Override
    public int compareTo(Address other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
