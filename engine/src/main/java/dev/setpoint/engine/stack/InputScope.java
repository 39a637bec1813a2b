package dev.setpoint.engine.stack;

import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scope of the values that are known before anything is read: inputs, locals and the stack's own members. Data sources
 * and resources are unknown. Safe for many threads.
 */
public final class InputScope implements Scope {

    private final StackMembers stack;
    private final Map<String, Value> inputs;
    private final Map<String, Term> terms;
    private final Scope rest;
    private final Map<String, Value> locals = new ConcurrentHashMap<>();

    public InputScope(Stack stack) {
        this(stack.members(), stack.inputs(), stack.locals());
    }

    /** Scope of a stack that is still being read. */
    public InputScope(StackMembers stack, Map<String, Value> inputs, Map<String, Term> locals) {
        this(
                stack,
                inputs,
                locals,
                (root, name) -> new Value.Unknown(new Reference(root, name, PropertyPath.ROOT).toString()));
    }

    /**
     * A scope in which locals may depend on more than inputs.
     *
     * @param rest data sources and resources; locals are evaluated once, so all they read must be there when they are first asked for
     */
    public InputScope(Stack stack, Scope rest) {
        this(stack.members(), stack.inputs(), stack.locals(), rest);
    }

    private InputScope(StackMembers stack, Map<String, Value> inputs, Map<String, Term> terms, Scope rest) {
        this.stack = stack;
        this.inputs = inputs;
        this.terms = terms;
        this.rest = rest;
    }

    @Override
    public Value value(Reference.Root root, String name) {
        return switch (root) {
            case INPUT -> Optional.ofNullable(inputs.get(name)).orElse(Value.Null.VALUE);
            case LOCAL -> local(name);
            case STACK -> stack.value(name);
            case DATA, RESOURCE, EACH -> rest.value(root, name);
        };
    }

    private Value local(String name) {
        var known = locals.get(name);
        return known != null ? known : new Locals().of(name);
    }

    /** Evaluation of one local with all that it needs. Each is evaluated once, also one that is not known yet. */
    private final class Locals implements Scope {

        private final Map<String, Value> evaluated = new HashMap<>();

        Value of(String last) {
            new InnermostFirst<>(this::needed, name -> {
                        if (!name.equals(last)) {
                            prepare(name);
                        }
                    })
                    .from(last);
            return local(last);
        }

        private List<String> needed(String name) {
            return term(name).references().stream()
                    .filter(reference -> reference.root() == Reference.Root.LOCAL)
                    .map(Reference::name)
                    .filter(needed -> terms.containsKey(needed) && !locals.containsKey(needed))
                    .toList();
        }

        /** Evaluates a local. One that fails may stand in a branch that is not taken: who reads it gets the failure. */
        private void prepare(String name) {
            try {
                local(name);
            } catch (EvaluationException | LocatedEvaluationException _) {
                // Nothing is kept of it.
            }
        }

        private Value local(String name) {
            var known = Optional.ofNullable(locals.get(name)).or(() -> Optional.ofNullable(evaluated.get(name)));
            if (known.isPresent()) {
                return known.get();
            }
            var value = term(name).evaluate(this);
            evaluated.put(name, value);
            if (value.isKnown()) {
                locals.put(name, value);
            }
            return value;
        }

        @Override
        public Value value(Reference.Root root, String name) {
            return root == Reference.Root.LOCAL ? local(name) : InputScope.this.value(root, name);
        }
    }

    private Term term(String local) {
        return Optional.ofNullable(terms.get(local)).orElseThrow();
    }
}
