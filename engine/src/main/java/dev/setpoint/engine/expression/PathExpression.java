package dev.setpoint.engine.expression;

import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plain path, resolved without CEL.
 *
 * @param each steps that {@code forEach} gives: by their place in the path, the member of {@code each} in brackets
 * @param lenient the places of steps that may lead nowhere: written with {@code .?}, or to what may be absent
 * @param optional true when it may have no value
 */
public record PathExpression(
        String source, Reference reference, Map<Integer, String> each, Set<Integer> lenient, boolean optional)
        implements Expression {

    private static final Pattern STEP = Pattern.compile("(?:\\.\\?\\s*|\\.)([A-Za-z_][A-Za-z0-9_]*)"
            + "|\\[\\??\\s*(?:\"([^\"\\\\]*)\"|'([^'\\\\]*)'|([0-9]{1,9})|each\\.(key|value))\\s*]");

    /** The group of {@link #STEP} with the member of {@code each}. */
    private static final int EACH = 5;

    private static final Pattern FIRST = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that CEL reads as literals or operators. */
    private static final Set<String> LITERALS = Set.of("true", "false", "null", "in");

    /** Empty when the text is more than a path, or less. */
    public static Optional<PathExpression> of(String code) {
        var text = code.strip();
        var first = FIRST.matcher(text);
        if (!first.lookingAt() || LITERALS.contains(first.group())) {
            return Optional.empty();
        }
        var steps = new ArrayList<Step>();
        var each = new HashMap<Integer, String>();
        var safe = new HashSet<Integer>();
        var step = STEP.matcher(text);
        var at = first.end();
        while (at < text.length()) {
            if (!step.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            if (step.group(EACH) != null) {
                each.put(steps.size(), step.group(EACH));
            }
            if (text.charAt(at + 1) == '?') {
                safe.add(steps.size());
            }
            steps.add(step(step.toMatchResult()));
            at = step.end();
        }
        return reference(first.group(), steps)
                .filter(reference -> !each.containsKey(0) || reference.root() == Root.RESOURCE)
                .map(reference -> {
                    // Of `locals.tags[each.key]`, the first step is the name and not a part of the path.
                    var names = steps.size() - reference.path().steps().size();
                    var places = new HashMap<Integer, String>();
                    each.forEach((place, member) -> places.put(place - names, member));
                    var lenient = safe.stream().map(place -> place - names).collect(Collectors.toSet());
                    return new PathExpression(code, reference, places, lenient, !lenient.isEmpty());
                });
    }

    private static Step step(MatchResult match) {
        if (match.group(4) != null) {
            return new Step.Index(Integer.parseInt(match.group(4)));
        }
        if (match.group(EACH) != null) {
            return new Step.Name("each." + match.group(EACH));
        }
        for (var group = 1; group <= 3; group++) {
            if (match.group(group) != null) {
                return new Step.Name(match.group(group));
            }
        }
        throw new IllegalStateException("The pattern has no other group.");
    }

    /**
     * Kind of thing that a path with this first name refers to; empty when a name must follow and none does.
     *
     * @param steps all that follow the first name
     */
    public static Optional<Reference> reference(String first, List<Step> steps) {
        var root = root(first);
        if (root == Root.RESOURCE) {
            return Optional.of(new Reference(root, first, new PropertyPath(steps)));
        }
        return !steps.isEmpty() && steps.getFirst() instanceof Step.Name(var name)
                ? Optional.of(new Reference(root, name, new PropertyPath(steps.subList(1, steps.size()))))
                : Optional.empty();
    }

    static Root root(String first) {
        return switch (first) {
            case "inputs" -> Root.INPUT;
            case "locals" -> Root.LOCAL;
            case "data" -> Root.DATA;
            case "each" -> Root.EACH;
            case "stack" -> Root.STACK;
            default -> Root.RESOURCE;
        };
    }

    @Override
    public Set<Reference> references() {
        return Set.of(reference);
    }

    @Override
    public Typed type(TypeScope scope, List<Complaint> complaints) {
        var written = source.strip();
        var offset = source.indexOf(written);
        var steps = new ArrayList<>(reference.path().steps());
        for (var place : each.entrySet()) {
            var step = scope.each(place.getValue()).flatMap(PathExpression::selecting);
            if (step.isEmpty()) {
                var asked = new Reference(Root.EACH, place.getValue(), PropertyPath.ROOT);
                complaints.add(
                        scope.each(place.getValue()).isEmpty()
                                ? Paths.unknownName(asked, scope, offset, written.length())
                                : new Complaint(
                                        offset,
                                        written.length(),
                                        "SP0302",
                                        "`" + asked + "` is not a string or a whole number, so it selects nothing."));
                return new Typed(this, Paths.ANY);
            }
            steps.set(place.getKey(), step.get());
        }
        var read = new Reference(reference.root(), reference.name(), new PropertyPath(steps));
        var before = complaints.size();
        var shape = Paths.type(read, scope, offset, written.length(), complaints);
        if (complaints.size() > before) {
            return new Typed(this, Paths.ANY);
        }
        var walk = new PresenceWalk(read, scope, lenient);
        walk.complaint(written, offset).ifPresent(complaints::add);
        var typed = new PathExpression(source, read, Map.of(), walk.lenient(), walk.optional());
        return new Typed(typed, shape, walk.optional());
    }

    /** Text of this value in brackets. */
    private static Optional<Step> selecting(Term each) {
        return switch (each) {
            case Term.Literal(Value.Str(var text), var _) -> Optional.of(new Step.Name(text));
            case Term.Literal(Value.Num(var number), var _)
            when number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0 && number.precision() < 10 ->
                Optional.of(new Step.Index(number.intValue()));
            default -> Optional.empty();
        };
    }

    @Override
    public Condition condition() {
        return new Condition(Set.of(reference.toString()), Set.of());
    }

    @Override
    public int height() {
        return 1;
    }

    @Override
    public Value evaluate(Scope scope, Budget budget) {
        return Paths.read(reference, lenient, scope);
    }
}
