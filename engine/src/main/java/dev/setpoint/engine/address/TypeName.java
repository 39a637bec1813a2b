package dev.setpoint.engine.address;

/** The name of a resource type or data source: {@code aws.s3.bucket}. Its first part names the provider. */
public record TypeName(String text) implements Comparable<TypeName> {

    public String provider() {
        return text.substring(0, Math.max(0, text.indexOf('.')));
    }

    @Override
    public int compareTo(TypeName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
