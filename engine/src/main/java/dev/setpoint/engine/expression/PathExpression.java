package dev.setpoint.engine.expression;

import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A plain path, resolved without CEL. */
record PathExpression(String source, Reference reference) implements Expression {

    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_]*)|\\[\\s*(?:\"([^\"\\\\]*)\"|'([^'\\\\]*)'|([0-9]{1,9}))\\s*]");

    private static final Pattern FIRST = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that CEL reads as literals or operators. */
    private static final Set<String> LITERALS = Set.of("true", "false", "null", "in");

    /** Empty when the text is more than a path, or less. */
    static Optional<PathExpression> of(String code) {
        var text = code.strip();
        var first = FIRST.matcher(text);
        if (!first.lookingAt() || LITERALS.contains(first.group())) {
            return Optional.empty();
        }
        var steps = new ArrayList<Step>();
        var step = STEP.matcher(text);
        var at = first.end();
        while (at < text.length()) {
            if (!step.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            steps.add(step(step.toMatchResult()));
            at = step.end();
        }
        return reference(first.group(), steps).map(reference -> new PathExpression(code, reference));
    }

    private static Step step(MatchResult match) {
        if (match.group(4) != null) {
            return new Step.Index(Integer.parseInt(match.group(4)));
        }
        for (var group = 1; group <= 3; group++) {
            if (match.group(group) != null) {
                return new Step.Name(match.group(group));
            }
        }
        throw new IllegalStateException("The pattern has no other group.");
    }

    /**
     * What a path that begins with this name refers to; empty when a name must follow and none does.
     *
     * @param steps all that follow the first name
     */
    static Optional<Reference> reference(String first, List<Step> steps) {
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
        var shape = Paths.type(reference, scope, source.indexOf(written), written.length(), complaints);
        return new Typed(this, shape);
    }

    @Override
    public Value evaluate(Scope scope) {
        return Paths.read(reference, scope);
    }
}
