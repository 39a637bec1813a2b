package dev.setpoint.engine.spi;

/** What the cloud calls an object: the id with which it can be read, changed, deleted and imported. */
public record Identity(String value) {

    @Override
    public String toString() {
        return value;
    }
}
