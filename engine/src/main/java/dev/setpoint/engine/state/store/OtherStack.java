package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.Environment;

/** The state of another stack, or of another environment, than the one that is meant. */
final class OtherStack {

    private OtherStack() {}

    /**
     * Returns the problem.
     *
     * @param place of the state
     * @param found the stack of the state, with its environment
     * @param meant the stack of the spec, with its environment
     */
    static Diagnostic problem(String place, String found, String meant) {
        var sentence = "The state `" + place + "` is of stack `" + found + "`, not of `" + meant + "`.";
        if (!Environment.stack(found).equals(Environment.stack(meant))) {
            return Diagnostic.error("SP0705", sentence)
                    .hint("Give each stack its own name and its own place for the state.");
        }
        var environment = Environment.in(meant);
        if (environment.isPresent() && Environment.in(found).isEmpty()) {
            return Diagnostic.error(
                            "SP0278",
                            "The state `" + place + "` of stack `" + found + "` is from before it had environments.")
                    .hint("Say of which environment it is: `setpoint state migrate --to-env " + environment.get()
                            + "`. The environment needs another place for the state than that one.");
        }
        return Diagnostic.error("SP0276", sentence)
                .hint(
                        environment.isPresent()
                                ? "Give each environment its own place for the state: put `${stack.env}` into the `key`"
                                        + " under `backend`."
                                : "The stack has lost its folder `envs`: restore it, and name the environment by"
                                        + " `--env`.");
    }
}
