package dev.setpoint.cli.stack;

import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.check.environment.StackEnvironment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Stack.BackendBlock;
import dev.setpoint.engine.stack.Stack.StateSettings;
import java.util.List;
import java.util.Optional;

/** Finds other environments of a stack whose state would be in the same place. */
public record SharedPlace(Document document, Bindings bindings) {

    /**
     * Returns a problem for each of the others that shares the place.
     *
     * @param others the other environments, with the values that their files give
     */
    public List<Diagnostic> problems(List<StackEnvironment> others) {
        return bindings.environment().stream()
                .flatMap(environment -> backend(bindings).map(block -> new Place(environment, block)).stream())
                .flatMap(here -> others.stream().flatMap(other -> shared(here, other).stream()))
                .toList();
    }

    private record Place(Environment environment, BackendBlock block) {

        String text() {
            return block.name() + "://" + block.settings().string("bucket").orElse("") + "/"
                    + block.settings().string("key").orElse("");
        }

        boolean isAt(Place other) {
            return text().equals(other.text())
                    && block.settings()
                            .string("endpoint")
                            .equals(other.block.settings().string("endpoint"));
        }

        String name() {
            return environment.name();
        }
    }

    private Optional<Diagnostic> shared(Place here, StackEnvironment other) {
        var theirs =
                new Bindings(List.of(other.inputs())).in(other.environment()).in(bindings.files());
        return backend(theirs)
                .map(block -> new Place(other.environment(), block))
                .filter(here::isAt)
                .map(there -> here.name().compareTo(there.name()) < 0 ? problem(here, there) : problem(there, here));
    }

    /** The backend in an environment, as far as its file alone gives it. */
    private Optional<BackendBlock> backend(Bindings values) {
        return document.root().entries().containsKey("backend")
                        || values.environment().flatMap(Environment::backend).isPresent()
                ? Checker.stateSettings(document, values).fold(_ -> Optional.empty(), StateSettings::backend)
                : Optional.empty();
    }

    private static Diagnostic problem(Place one, Place other) {
        var problem = Diagnostic.error(
                        "SP0275",
                        one.block().span(),
                        "`%s` and `%s` would share the state %s.".formatted(one.name(), other.name(), one.text()))
                .hint("Put `${stack.env}` into `key`, or give each its own `backend`.");
        return one.block().span().equals(other.block().span())
                ? problem
                : problem.related(
                        "the backend of `" + other.name() + "`", other.block().span());
    }
}
