package dev.setpoint.cli.backend;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.stack.Environment;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The state that a stack had before it had environments. While it is there, an environment would make everything a
 * second time.
 *
 * @param stack with its environment
 */
record FormerState(StateLocations places, String stack) {

    /** Fails while there is such a state. Looks only where this machine has used one. */
    Result<String> none() {
        var former = Environment.stack(stack);
        var note = places.note(former);
        if (Environment.in(stack).isEmpty()
                || (!Files.exists(places.home().resolve(former)) && !Files.exists(note.file()))) {
            return Result.ok(stack);
        }
        return note.read()
                .then(noted -> LocationGuard.all(noted).stream()
                        .flatMap(known -> place(former, known.place()).stream())
                        .findFirst()
                        .map(place -> Result.<String>failed(problem(former, place)))
                        .orElseGet(() -> Result.ok(stack)));
    }

    private Optional<String> place(String former, StateLocation location) {
        return places.open(former, location)
                .then(opened -> {
                    try (var store = opened.store()) {
                        return store.existingState().map(state -> state.map(_ -> store.place()));
                    }
                })
                // One that is of an environment by now, or cannot be read.
                .fold(_ -> Optional.empty(), found -> found);
    }

    private Diagnostic problem(String former, String place) {
        var environment = Environment.in(stack).orElseThrow();
        var rest = places.again().replaceFirst(" --env \\S+", "");
        return Diagnostic.error(
                        "SP0278",
                        "The state `" + place + "` of stack `" + former + "` is from before it had environments.")
                .hint("Say of which environment it is: `setpoint state migrate --to-env " + environment + rest + "`.");
    }
}
