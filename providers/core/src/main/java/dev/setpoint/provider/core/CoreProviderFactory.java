package dev.setpoint.provider.core;

import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderFactory;

/** Opens the provider {@code core}, which is the same in the sandbox and outside. */
public final class CoreProviderFactory implements ProviderFactory {

    @Override
    public String name() {
        return "core";
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public Provider open(Configuration configuration) {
        return new CoreProvider();
    }
}
