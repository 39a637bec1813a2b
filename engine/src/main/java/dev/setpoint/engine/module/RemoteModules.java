package dev.setpoint.engine.module;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import java.nio.file.Path;

/** Gives the copies of remote modules. */
@FunctionalInterface
public interface RemoteModules {

    /**
     * Returns the folder of a copy, whose content is verified, as a real path.
     *
     * @param nested true when a remote module calls it
     * @param place of the source in the calling file
     */
    Result<Path> copy(ModuleSource.Remote source, boolean nested, Span place);
}
