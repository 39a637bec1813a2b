package dev.setpoint.engine.planning.desired;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.call.ReadContext;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.planning.live.LiveReader;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Reads data sources. Each read starts when its properties are known, and is awaited only when its value is used. */
public final class DataReads {

    private record Read(Value.Map properties, CompletableFuture<Result<Value.Map>> answer) {}

    private final LiveReader reader;
    private final DesiredProperties desires;
    private final PlanScope evaluation;
    private final DataProducers makers;
    private final Consumer<Diagnostic> problems;
    private final Map<Address, Optional<Read>> begun = new LinkedHashMap<>();
    private final Map<Address, Value> known = new LinkedHashMap<>();

    public DataReads(
            LiveReader reader,
            DesiredProperties desires,
            PlanScope evaluation,
            DataProducers makers,
            Consumer<Diagnostic> problems) {
        this.reader = reader;
        this.desires = desires;
        this.evaluation = evaluation;
        this.makers = makers;
        this.problems = problems;
    }

    /** @param waits true when a dependency is still to be applied */
    public void begin(DataBlock block, boolean waits) {
        if (begun.containsKey(block.address())) {
            return;
        }
        var properties = desires.map(block.properties(), block.type().properties());
        var read = properties
                .filter(map -> !waits && map.isKnown())
                .map(map -> new Read(
                        map, reader.data(ReadContext.of(block).confidential(map.holdsSecret()), revealed(map))));
        begun.put(block.address(), read);
        evaluation.settle(block.address(), () -> value(block));
    }

    private Value value(DataBlock block) {
        var unknown = new Value.Unknown(block.address().text());
        var value = begun.getOrDefault(block.address(), Optional.empty())
                .map(read -> switch (read.answer().join()) {
                    case Result.Ok<Value.Map>(var outputs, var _) -> concealed(block, read.properties(), outputs);
                    case Result.Failed<Value.Map>(var diagnostics) -> {
                        diagnostics.forEach(
                                failure -> problems.accept(makers.explained(block, read.properties(), failure)));
                        yield unknown;
                    }
                })
                .orElse(unknown);
        if (!(value instanceof Value.Unknown)) {
            known.put(block.address(), value);
        }
        return value;
    }

    private Value concealed(DataBlock block, Value.Map properties, Value.Map outputs) {
        return new Secrecy(block.type().properties()).conceal(properties.plus(outputs), properties, Value.Map.EMPTY);
    }

    private static Value.Map revealed(Value.Map map) {
        return map.revealedDeep() instanceof Value.Map plain ? plain : map;
    }

    /** The values of these data sources, without those that could not be read yet. Waits for the rest. */
    public Map<Address, Value> all(Collection<Address> sources) {
        var result = new LinkedHashMap<Address, Value>();
        sources.stream().filter(begun::containsKey).forEach(address -> {
            evaluation.value(address);
            Optional.ofNullable(known.get(address)).ifPresent(value -> result.put(address, value));
        });
        return result;
    }
}
