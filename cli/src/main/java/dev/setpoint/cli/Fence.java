package dev.setpoint.cli;

import dev.setpoint.cli.place.Named;
import dev.setpoint.cli.place.StatePlaces;
import dev.setpoint.engine.Environment;
import dev.setpoint.engine.Providers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.Stack;
import java.util.ArrayList;
import java.util.List;

/** The providers, the backend and the keys that a stack names, held against the operator's word. */
record Fence(Environment environment, StatePlaces places) {

    /**
     * Whatever is not allowed, each with its place; calls nothing. The sandbox reaches nothing that could be refused.
     *
     * @param named where the state is kept
     */
    List<Diagnostic> refusals(Stack stack, Named named) {
        var problems = new ArrayList<>(places.refusals(stack.name(), named));
        try (var providers = new Providers(stack, environment)) {
            problems.addAll(providers.refusals());
        }
        return problems;
    }

    /** The providers whose credentials are not of an account that is allowed; asks only where that is restricted. */
    List<Diagnostic> strangers(Stack stack) {
        try (var providers = new Providers(stack, environment)) {
            return providers.strangers();
        }
    }
}
