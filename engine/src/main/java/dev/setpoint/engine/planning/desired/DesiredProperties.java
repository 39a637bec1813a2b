package dev.setpoint.engine.planning.desired;

import dev.setpoint.engine.call.ReadContext;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.validation.PropertyValidator;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.function.Consumer;

/** Evaluates the properties of a resource as far as their values are known. */
public final class DesiredProperties {

    private final Providers providers;
    private final Scope scope;
    private final SpecPlaces places;
    private final Consumer<Diagnostic> problems;

    public DesiredProperties(Providers providers, Scope scope, SpecPlaces places, Consumer<Diagnostic> problems) {
        this.providers = providers;
        this.scope = scope;
        this.places = places;
        this.problems = problems;
    }

    /**
     * Returns valid properties with the defaults of the provider configuration and with secrets marked; empty when
     * there was a problem.
     */
    public Optional<Value.Map> of(ResourceBlock block) {
        return map(block.properties(), block.type().properties())
                .filter(desired -> valid(block, desired))
                .flatMap(desired -> completed(block, desired));
    }

    /** Validates the values of expressions. Literals were validated with the spec. */
    private boolean valid(ResourceBlock block, Value.Map desired) {
        if (block.properties().references().isEmpty()) {
            return true;
        }
        var view = providers.view(block.provider(), block.type(), desired);
        var found = PropertyValidator.shared().validate(block.type(), view, block.properties(), places);
        found.forEach(problems);
        return found.stream().noneMatch(Diagnostic::isError);
    }

    /** Returns the properties of a data source. */
    Optional<Value.Map> map(Term properties, Shape.ObjectOf shape) {
        try {
            return Optional.of(Visibility.concealed(shape, properties.present(scope)));
        } catch (LocatedEvaluationException e) {
            problems.accept(e.diagnostic());
            return Optional.empty();
        }
    }

    private Optional<Value.Map> completed(ResourceBlock block, Value.Map desired) {
        try {
            return Optional.of(providers.complete(block.provider(), block.type(), desired));
        } catch (ProviderException e) {
            problems.accept(ReadContext.of(block)
                    .confidential(desired.holdsSecret())
                    .failure()
                    .diagnose("Preparing", e));
            return Optional.empty();
        }
    }
}
