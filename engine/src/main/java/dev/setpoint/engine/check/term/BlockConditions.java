package dev.setpoint.engine.check.term;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.expression.Guard;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.template.TextTemplate;
import java.util.Map;
import java.util.Optional;

/**
 * The options {@code when} of the blocks of one file, not yet typed.
 *
 * @param resources of resources and calls of modules, by name
 * @param data of data sources, by name
 * @param here the condition of the block whose expressions are typed
 */
public record BlockConditions(Map<String, When> resources, Map<String, When> data, Condition here) {

    public static final BlockConditions NONE = new BlockConditions(Map.of(), Map.of(), Condition.NONE);

    /**
     * One option.
     *
     * @param repeated true for a block with {@code forEach}
     */
    public record When(Term term, Span span, boolean repeated) {

        Condition condition() {
            return term instanceof Term.Computed computed && computed.template() instanceof TextTemplate template
                    ? template.condition()
                    : Condition.NONE;
        }
    }

    /** These conditions as the block of this name sees them. */
    BlockConditions within(Root root, String block) {
        return new BlockConditions(
                resources, data, when(root, block).map(When::condition).orElse(Condition.NONE));
    }

    /** The option of a block; empty for a block without it. */
    public Optional<When> when(Root root, String block) {
        return switch (root) {
            case RESOURCE -> Optional.ofNullable(resources.get(block));
            case DATA -> Optional.ofNullable(data.get(block));
            case INPUT, LOCAL, EACH, STACK -> Optional.empty();
        };
    }

    /** Why a block may be absent here, as words in brackets. */
    Optional<String> absence(Root root, String block) {
        return when(root, block)
                .filter(when -> !when.repeated() && !here.implies(when.condition()))
                .map(when -> Guard.absence(when.span().line()));
    }
}
