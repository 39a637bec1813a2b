package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.value.Value;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides during a plan about the {@code when} of blocks that the spec alone leaves open. Not thread-safe. */
public final class DecidedBlocks {

    private final Stack stack;
    private final Scope scope;
    private final PlanProblems problems;
    private final Map<Address, Span> options = new HashMap<>();

    public DecidedBlocks(Stack stack, Scope scope, PlanProblems problems) {
        this.stack = stack;
        this.scope = scope;
        this.problems = problems;
    }

    /**
     * Tells whether a block exists; all that its conditions read must be known as far as the plan can know it. Reports a
     * condition that is not known, unless a read has failed on which it may depend.
     */
    public boolean exists(Address address, List<When> conditions) {
        if (conditions.isEmpty()) {
            return true;
        }
        try {
            return switch (When.of(conditions, scope)) {
                case When.Decision.On _ -> true;
                case When.Decision.Off(var when) -> {
                    options.put(address, when.span());
                    yield false;
                }
                case When.Decision.Open(var when, var waiting) -> {
                    if (problems.count() == 0) {
                        problems.add(late(address, when, unknown(when).orElse(waiting)));
                    }
                    yield false;
                }
            };
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
            return false;
        }
    }

    /** The first value that the condition reads, directly or through locals, and that is not known. */
    private Optional<String> unknown(When when) {
        var open = new ArrayDeque<String>();
        var seen = new HashSet<String>();
        open.add(when.local());
        while (!open.isEmpty()) {
            var term = Optional.ofNullable(stack.locals().get(open.removeFirst()));
            for (var reference : term.map(Term::references).orElse(Set.of())) {
                if (reference.root() == Root.LOCAL && seen.add(reference.name())) {
                    open.add(reference.name());
                } else if (reference.node().isPresent() && reference.value(scope) instanceof Value.Unknown) {
                    return Optional.of(reference.toString());
                }
            }
        }
        return Optional.empty();
    }

    private static Diagnostic late(Address address, When when, String waiting) {
        return Diagnostic.error(
                        "SP0260",
                        when.span(),
                        "Whether `%s` exists must be known at plan; it waits for `%s`.".formatted(address, waiting))
                .hint("Apply first what it waits for, with `--target`, or decide by something that is known.");
    }

    /** The option that switches the resource at this address off; empty for any other. */
    public Optional<Span> option(Address address) {
        return Optional.ofNullable(options.get(address)).or(() -> stack.off().option(address));
    }
}
