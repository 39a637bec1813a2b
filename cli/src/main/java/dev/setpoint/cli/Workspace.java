package dev.setpoint.cli;

import dev.setpoint.engine.Engine;
import dev.setpoint.engine.Environment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.state.LocalStateStore;
import dev.setpoint.engine.state.StateStore;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;

/**
 * A stack file with what its run has around it.
 *
 * @param folder the stack's own: its state lies below it
 */
record Workspace(Source source, Path folder, Bindings bindings, Environment environment) {

    private static final String STATE_FOLDER = ".setpoint";

    /** Where everything of the sandbox is kept. */
    static Path sandboxFolder(Path folder) {
        return folder.resolve(STATE_FOLDER).resolve("sandbox");
    }

    Engine engine() {
        return new Engine(new SchemaFiles(), environment);
    }

    /** The checked stack in its order. */
    Result<Graph> graph(Engine engine) {
        return engine.check(source, bindings).then(engine::order);
    }

    /** Where the state of this stack is kept; a sandbox run has one apart from the real one. */
    StateStore store(String stack) {
        var home = environment.sandbox() ? sandboxFolder(folder) : folder.resolve(STATE_FOLDER);
        return new LocalStateStore(home.resolve(stack), stack, Sealer.NONE);
    }

    /** As {@link #store(String)}, for commands that need no more of the file than the stack's name. */
    Result<StateStore> store() {
        return stackOf(source).map(this::store);
    }

    /** What a file says its stack is called; nothing else of it is checked. */
    static Result<String> stackOf(Source source) {
        return new Parser().parse(source).then(document -> {
            if (document.root().get("stack").orElse(null) instanceof Node.Scalar scalar
                    && scalar.value() instanceof Value.Str(var name)
                    && name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
                return Result.ok(name);
            }
            return Result.failed(Diagnostic.error(
                            "SP0914", document.root().span(), "The file does not say what its stack is called.")
                    .hint("A stack begins with `setpoint: v1` and `stack: <name>`."));
        });
    }
}
