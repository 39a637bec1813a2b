package dev.setpoint.engine.expression.cel.function;

import dev.setpoint.engine.expression.cel.value.Part;
import dev.setpoint.engine.schema.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value without the empty maps, lists and texts in it, at every depth. */
final class Pruning {

    /** Result for one part. */
    private sealed interface Rest {
        record Nothing() implements Rest {}

        record Kept(Part part) implements Rest {}

        /** Nothing or something, for it depends on what is not known yet. */
        record Open(Part unknown) implements Rest {}
    }

    private static final Rest NOTHING = new Rest.Nothing();

    private final Arguments arguments;

    private Pruning(Arguments arguments) {
        this.arguments = arguments;
    }

    static Object prune(Arguments arguments) {
        var value = arguments.optional(0);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (new Pruning(arguments).of(new Part.Computed(value.get()))) {
            case Rest.Nothing _ -> Optional.empty();
            case Rest.Kept(var part) -> Optional.of(part.read());
            case Rest.Open(var unknown) -> Optional.of(unknown.read());
        };
    }

    private Rest of(Part part) {
        arguments.budget().step(1);
        if (part.isAbsent()) {
            return NOTHING;
        }
        if (part.isUnknown()) {
            return part instanceof Part.Specified(var _, Shape.Num _, var _, var _)
                            || part instanceof Part.Specified(var _, Shape.Bool _, var _, var _)
                    ? new Rest.Kept(part)
                    : new Rest.Open(part);
        }
        return switch (part.read()) {
            case String text -> text.isEmpty() ? NOTHING : new Rest.Kept(part);
            case Map<?, ?> map -> map(map);
            case List<?> list -> list(new Arguments(arguments.function(), List.of(list)).items(0));
            default -> new Rest.Kept(part);
        };
    }

    private Rest map(Map<?, ?> map) {
        var kept = new LinkedHashMap<String, Part>();
        var open = Optional.<Part>empty();
        for (var entry : arguments.entries(map).entrySet()) {
            switch (of(entry.getValue())) {
                case Rest.Nothing _ -> {}
                case Rest.Kept(var part) -> kept.put(entry.getKey(), part);
                case Rest.Open(var unknown) -> open = Optional.of(unknown);
            }
        }
        return rest(!kept.isEmpty(), open, () -> arguments.map(kept));
    }

    private Rest list(List<Part> items) {
        var kept = new ArrayList<Part>();
        var open = Optional.<Part>empty();
        for (var item : items) {
            switch (of(item)) {
                case Rest.Nothing _ -> {}
                case Rest.Kept(var part) -> kept.add(part);
                case Rest.Open(var unknown) -> open = Optional.of(unknown);
            }
        }
        return rest(!kept.isEmpty(), open, () -> arguments.list(kept));
    }

    private interface Made {
        Object value();
    }

    /** Whatever an open part becomes, a list or map with another part stays, though not known as a whole. */
    private static Rest rest(boolean any, Optional<Part> open, Made made) {
        if (open.isPresent()) {
            return any ? new Rest.Kept(open.get()) : new Rest.Open(open.get());
        }
        return any ? new Rest.Kept(new Part.Computed(made.value())) : NOTHING;
    }
}
