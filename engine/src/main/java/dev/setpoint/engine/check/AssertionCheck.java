package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.assertion.AssertionJudge;
import dev.setpoint.engine.assertion.Assessment;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.validation.ProviderView;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates the conditions of a stack as far as its spec alone tells. Sends no request. Values that the cloud may give
 * another value, such as ignored properties, are unknown.
 */
public final class AssertionCheck {

    private final List<ProviderFactory> factories;
    private final Stack stack;
    private final StaticValues values;
    private final StaticSettings settings;
    private final Map<Address, Value> resources = new HashMap<>();

    private AssertionCheck(List<ProviderFactory> factories, Stack stack) {
        this.factories = factories;
        this.stack = stack;
        this.values = new StaticValues(stack);
        this.settings = new StaticSettings(stack, values);
    }

    /** @param factories of providers whose settings add to properties */
    public static Assessment of(List<ProviderFactory> factories, Stack stack) {
        return stack.assertions().isEmpty() ? Assessment.NONE : new AssertionCheck(factories, stack).assess();
    }

    private Assessment assess() {
        Scope scope = new InputScope(stack, this::value);
        return Assessment.of(stack.assertions(), AssertionJudge.before(stack, scope));
    }

    private Value value(Root root, String name) {
        var written = values.value(root, name);
        return root == Root.RESOURCE && written instanceof Value.Map map
                ? Reference.node(root, name)
                        .flatMap(stack::resource)
                        .map(block -> resources.computeIfAbsent(block.address(), _ -> completed(block, map)))
                        .orElse(written)
                : written;
    }

    /** The value of a resource, with what the settings of its provider add. */
    private Value completed(ResourceBlock block, Value.Map whole) {
        var written = values.written(block);
        var added = ProviderView.of(
                        block.provider(),
                        ProviderFactory.of(block.provider(), factories),
                        block.type(),
                        settings.of(block.provider()),
                        written)
                .properties();
        var value = whole;
        for (var entry : added.entries().entrySet()) {
            if (!written.get(entry.getKey()).filter(entry.getValue()::equals).isPresent()) {
                value = value.with(entry.getKey(), entry.getValue());
            }
        }
        return withoutIgnored(block, value);
    }

    private static Value.Map withoutIgnored(ResourceBlock block, Value.Map whole) {
        var value = whole;
        for (var name : whole.entries().keySet()) {
            if (block.lifecycle().ignoreChanges().stream().anyMatch(path -> isAbout(path, name))) {
                value = value.with(name, new Value.Unknown(block.address() + "." + name));
            }
        }
        return value;
    }

    private static boolean isAbout(PropertyPath ignored, String property) {
        return ignored.property()
                .filter(name -> name.equals(property) || name.equals("*"))
                .isPresent();
    }
}
