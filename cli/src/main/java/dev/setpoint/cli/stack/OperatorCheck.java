package dev.setpoint.cli.stack;

import dev.setpoint.cli.backend.NamedLocation;
import dev.setpoint.cli.backend.StateLocations;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.stack.Stack;
import java.util.ArrayList;
import java.util.List;

/** Checks providers, backend and keys of a stack against the operator's policy. */
record OperatorCheck(EngineSettings environment, StateLocations places) {

    /**
     * Whatever is not allowed, each with its place; calls nothing. The sandbox reaches nothing that could be refused.
     *
     * @param named where the state is kept
     */
    List<Diagnostic> refusals(Stack stack, NamedLocation named) {
        var problems = new ArrayList<>(places.refusals(stack.name(), named));
        try (var providers = new Providers(stack, environment)) {
            problems.addAll(providers.refusals());
        }
        return problems;
    }

    /**
     * Problems of providers whose credentials belong to an account that is not allowed; calls the cloud only where
     * accounts are restricted.
     */
    List<Diagnostic> strangers(Stack stack) {
        try (var providers = new Providers(stack, environment)) {
            return providers.accountProblems();
        }
    }
}
