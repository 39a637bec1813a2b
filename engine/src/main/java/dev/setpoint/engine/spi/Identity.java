package dev.setpoint.engine.spi;

/** Identity of an object in the cloud: the id with which it can be read, changed, deleted and imported. */
public record Identity(String value) {

    @Override
    public String toString() {
        return value;
    }
}
