package dev.setpoint.engine.expression.cel.function;

import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.NullValue;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.cel.value.CelItems;
import dev.setpoint.engine.expression.cel.value.CelMap;
import dev.setpoint.engine.expression.cel.value.CelReading;
import dev.setpoint.engine.expression.cel.value.CelValues;
import dev.setpoint.engine.expression.cel.value.Part;
import dev.setpoint.engine.expression.cel.value.Parts;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of one call, with what a function needs to compute its result. */
record Arguments(String function, List<Object> values) {

    /** Longest text that a function makes or reads, in characters. */
    static final int LONGEST = 1 << 20;

    int size() {
        return values.size();
    }

    Object get(int index) {
        return values.get(index);
    }

    /** The argument; empty when it is absent. */
    Optional<Object> optional(int index) {
        return present(get(index));
    }

    /** The value; empty when it is absent. */
    static Optional<Object> present(Object value) {
        return switch (value) {
            case NullValue _ -> Optional.empty();
            case Optional<?> optional -> optional.flatMap(Arguments::present);
            default -> Optional.of(value);
        };
    }

    String text(int index) {
        var text = of(String.class, index, "a text");
        budget().look(text.length());
        return checked(text);
    }

    long number(int index) {
        return of(Long.class, index, "a whole number");
    }

    /** Elements of a list, which are not read. */
    List<Part> items(int index) {
        var parts = Parts.items(of(List.class, index, "a list"));
        budget().step(parts.size());
        return parts;
    }

    /** Entries of a map, whose values are not read. */
    Map<String, Part> entries(int index) {
        return entries(of(Map.class, index, "a map"));
    }

    Map<String, Part> entries(Map<?, ?> map) {
        var parts = Parts.entries(map);
        budget().step(parts.size());
        return parts;
    }

    /** The argument with all that is in it, for what has to read it whole. */
    Value whole(int index) {
        return whole(get(index));
    }

    Value whole(Object value) {
        return CelValues.whole(value, CelReading.here());
    }

    private <T> T of(Class<T> type, int index, String kind) {
        var value = get(index);
        if (!type.isInstance(value)) {
            throw failure("`" + function + "` needs " + kind + ".");
        }
        return type.cast(value);
    }

    /** The result of a function that gives a list. */
    Object list(List<Part> parts) {
        budget().make((long) Budget.ELEMENT * parts.size());
        return new CelItems(parts);
    }

    Object map(Map<String, Part> parts) {
        budget().make((long) Budget.ELEMENT * parts.size());
        return CelMap.of(parts, budget());
    }

    /** The result of a function that gives a text. */
    String made(String text) {
        budget().make(checked(text).length());
        return text;
    }

    private String checked(String text) {
        if (text.length() > LONGEST) {
            throw failure("SP0356", "`" + function + "` takes and gives texts of at most 1 MiB.");
        }
        return text;
    }

    Budget budget() {
        return CelReading.here().budget();
    }

    /** @param sentence begins in lower case or with a name, and ends with a full stop */
    CelRuntimeException failure(String sentence) {
        return failure("SP0310", sentence);
    }

    CelRuntimeException failure(String code, String sentence) {
        return CelReading.here().failure(code, sentence);
    }
}
