package dev.setpoint.engine.planning.desired;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * Returns the value of a sensitive output as of the last apply. An encrypted state keeps the value. Otherwise the
 * value is computed from the spec, its inputs and the state, and counts only if it has the digest in the state.
 */
public final class OutputReader {

    private final Graph graph;
    private final State state;

    public OutputReader(Graph graph, State state) {
        this.graph = graph;
        this.state = state;
    }

    /** Returns the value in plain text. */
    public Result<Value> output(String name) {
        return Optional.ofNullable(graph.stack().outputs().get(name))
                .map(this::computed)
                .orElseGet(() -> Result.failed(unknown(name)));
    }

    private Result<Value> computed(Stack.OutputBlock block) {
        var evaluation = new PlanScope(graph.stack());
        graph.stack()
                .resources()
                .values()
                .forEach(resource -> state.resource(resource.address())
                        .ifPresent(known ->
                                evaluation.settle(resource.address(), () -> values(resource, known, evaluation))));
        try {
            var value = block.value().evaluate(evaluation);
            if (!value.isKnown() || value.holdsDigest()) {
                return Result.failed(unknown(block.name()));
            }
            var secret = block.sensitive() ? new Value.Secret(value) : value;
            return Optional.of(state.redaction().redact(secret))
                            .equals(state.outputs().get(block.name()))
                    ? Result.ok(value.revealedDeep())
                    : Result.failed(another(block));
        } catch (LocatedEvaluationException e) {
            return Result.failed(e.diagnostic());
        }
    }

    /**
     * Returns the last applied values. A digest in the state is replaced by the value of the spec with the same
     * digest.
     */
    private Value.Map values(ResourceBlock block, ResourceState resource, PlanScope evaluation) {
        var values = resource.applied().plus(resource.outputs());
        if (!values.holdsDigest() || !(evaluated(block, evaluation) instanceof Value.Map desired)) {
            return values;
        }
        for (var name : desired.entries().keySet()) {
            var wanted = desired.get(name).orElseThrow();
            if (values.get(name).equals(Optional.of(state.redaction().redact(wanted)))) {
                values = values.with(name, wanted);
            }
        }
        return values;
    }

    private static Value evaluated(ResourceBlock block, PlanScope evaluation) {
        try {
            return block.properties().evaluate(evaluation);
        } catch (LocatedEvaluationException e) {
            // An expression without a value now had one at the last apply, so the value comes from the state.
            return Value.Map.EMPTY;
        }
    }

    private static Diagnostic unknown(String name) {
        return Diagnostic.error(
                        "SP0934",
                        "The output `" + name + "` is sensitive: the state has only a digest of it, and it"
                                + " cannot be computed from the state.")
                .hint("Encrypt the state, which then keeps the value: add `encryption` to the stack file, and run"
                        + " `setpoint apply`.");
    }

    private static Diagnostic another(Stack.OutputBlock block) {
        return Diagnostic.error(
                        "SP0986",
                        block.span(),
                        "The output `" + block.name() + "` is sensitive, and its value has changed since the"
                                + " last apply; the state has only a digest of the old one.")
                .hint("Give the inputs as they were then, or run `setpoint apply` first.");
    }
}
