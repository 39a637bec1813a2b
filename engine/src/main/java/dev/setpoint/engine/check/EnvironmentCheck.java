package dev.setpoint.engine.check;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Stack;
import java.util.TreeSet;

/** Checks what the file of an environment says about the stack. */
final class EnvironmentCheck {

    private EnvironmentCheck() {}

    static void check(Stack stack, CheckProblems problems) {
        stack.environment().ifPresent(environment -> accounts(environment, stack, problems));
    }

    private static void accounts(Environment environment, Stack stack, CheckProblems problems) {
        var known = new TreeSet<>(stack.providers().keySet());
        environment.accounts().forEach((provider, account) -> {
            if (!provider.equals(Environment.ALL) && !known.contains(provider)) {
                problems.add(Diagnostic.error(
                                "SP0212",
                                account.span(),
                                "The stack has no provider `" + provider + "`, for which an account is given.")
                        .hint(Nearest.hint(provider, known)));
            }
        });
    }
}
