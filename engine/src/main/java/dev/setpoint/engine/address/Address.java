package dev.setpoint.engine.address;

import java.util.regex.Pattern;

/**
 * The name of one node of a stack as the user writes it: {@code bucket}, {@code data.caller}, {@code buckets["eu"]}
 * for an instance of a block with {@code forEach}; later {@code storage.bucket} inside a module.
 */
public record Address(String text) implements Comparable<Address> {

    private static final String DATA = "data.";

    /** A reference begins with the address that it reads. Keys hold no quotes. */
    private static final Pattern OWNER = Pattern.compile("[^.\\[]*(?:\\[\"[^\"]*\"])?");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

    public static Address resource(String name) {
        return new Address(name);
    }

    public static Address data(String name) {
        return new Address(DATA + name);
    }

    /** One of the resources that a block with {@code forEach} stands for. */
    public static Address instance(String block, String key) {
        return new Address(block + "[\"" + key + "\"]");
    }

    /** The resource that a canonical reference reads: of {@code buckets["eu"].arn} the address {@code buckets["eu"]}. */
    public static Address owner(String reference) {
        var owner = OWNER.matcher(reference);
        return new Address(owner.lookingAt() ? owner.group() : reference);
    }

    public boolean isData() {
        return text.startsWith(DATA);
    }

    /** The name without {@code data.}: {@code caller}. */
    public String name() {
        return isData() ? text.substring(DATA.length()) : text;
    }

    /** The name of the block that says what it shall be: {@code buckets} of {@code buckets["eu"]}. */
    public String block() {
        var key = text.indexOf('[');
        return key < 0 ? name() : text.substring(0, key);
    }

    /** Whether it is one of several that a block with {@code forEach} stands for. */
    public boolean isInstance() {
        return text.indexOf('[') >= 0;
    }

    /** Which of them it is: {@code eu} of {@code buckets["eu"]}; empty when it is the only one. */
    public String key() {
        var start = text.indexOf('[') + 2;
        return isInstance() && start <= text.length() - 2 ? text.substring(start, text.length() - 2) : "";
    }

    /** As a shell takes it for one word. */
    public String word() {
        return quoted("'\\''");
    }

    /** As YAML takes it for a string, in a list too. */
    public String yaml() {
        return quoted("''");
    }

    private String quoted(String apostrophe) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", apostrophe) + "'";
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
