package dev.setpoint.engine.expression;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.function.ForeignNames;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Following references: through shapes at check time, through values later. */
public final class Paths {

    public static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private Paths() {}

    /**
     * The static type of what the reference reads; any type when it complains.
     *
     * @param offset where the reference stands in its expression
     * @param length how long it is written
     */
    static Shape type(Reference reference, TypeScope scope, int offset, int length, List<Complaint> complaints) {
        return type(new Reference.Use(reference, false, offset, length), scope, complaints);
    }

    /**
     * Returns the static type like {@link #type(Reference, TypeScope, int, int, List)}. If the evaluation may skip the
     * reference, only its names are checked.
     */
    public static Shape type(Reference.Use use, TypeScope scope, List<Complaint> complaints) {
        var reference = use.reference();
        var offset = use.offset();
        var length = use.length();
        var found = scope.shape(reference.root(), reference.name());
        if (found.isEmpty()) {
            complaints.add(unknownName(reference, scope, offset, length));
            return ANY;
        }
        var missing = use.guarded() ? Optional.<Complaint>empty() : missingKey(reference, scope, offset, length);
        if (missing.isPresent()) {
            complaints.add(missing.get());
            return ANY;
        }
        var shape = found.get();
        var walked = new Reference(reference.root(), reference.name(), PropertyPath.ROOT);
        for (var step : reference.path().steps()) {
            var next = step(shape, step);
            if (next.isEmpty()) {
                var member = unknownMember(walked, shape, step, offset, length);
                complaints.add(isModule(walked, scope) ? hidden(walked, step, member) : member);
                return ANY;
            }
            shape = next.get();
            walked = new Reference(walked.root(), walked.name(), walked.path().then(step));
        }
        return shape;
    }

    /** True for a module, or for one of those that a call with {@code forEach} makes. */
    private static boolean isModule(Reference reference, TypeScope scope) {
        return reference.root() == Root.RESOURCE
                && Optional.ofNullable(scope.nameSpace().calls().get(reference.name()))
                        .filter(outputs -> reference.path().steps().size()
                                == (outputs.keys().isPresent() ? 1 : 0))
                        .isPresent();
    }

    /** A module shows its outputs only. */
    private static Complaint hidden(Reference module, Step step, Complaint member) {
        var message = "`%s` has no output `%s`.".formatted(module, new PropertyPath(List.of(step)));
        return new Complaint(member.offset(), member.length(), "SP0286", message)
                .hint(member.hint().or(() -> Optional.of("What is inside a module is read through its `outputs`.")));
    }

    /** A block with {@code forEach} stands for several resources: a reference says which, or reads them all. */
    private static Optional<Complaint> missingKey(Reference reference, TypeScope scope, int offset, int length) {
        var isData = reference.root() == Root.DATA;
        var called = Optional.ofNullable(scope.nameSpace().calls().get(reference.name()))
                .filter(_ -> !isData);
        var keys = reference.node().isPresent()
                ? scope.keys(reference.root(), reference.name())
                        .or(() -> called.flatMap(NameSpace.Outputs::keys).filter(known -> !known.isEmpty()))
                : Optional.<Set<String>>empty();
        if (keys.isEmpty()
                || reference.path().steps().isEmpty()
                || !(reference.path().steps().getFirst() instanceof Step.Name(var key))
                || keys.get().contains(key)) {
            return Optional.empty();
        }
        var message = "`%s` stands for the %s of its forEach, and none of them has the key `%s`."
                .formatted(
                        new Reference(reference.root(), reference.name(), PropertyPath.ROOT),
                        isData ? "data sources" : called.isPresent() ? "modules" : "resources",
                        key);
        var hint = Nearest.hint(key, keys.get())
                .or(() -> keys.get().stream()
                        .findFirst()
                        .map(first -> "Select one, like `%s`."
                                .formatted(
                                        (isData ? Address.data(reference.name()) : Address.resource(reference.name()))
                                                .instance(first))));
        return Optional.of(new Complaint(offset, length, "SP0302", message).hint(hint));
    }

    /** The type one step further; empty where the step leads nowhere. */
    public static Optional<Shape> step(Shape shape, Step step) {
        return switch (shape) {
            case Shape.Any _ -> Optional.of(ANY);
            case Shape.MapOf(var value) when step instanceof Step.Name -> Optional.of(value);
            case Shape.ListOf(var item, var _, var _) when step instanceof Step.Index -> Optional.of(item);
            case Shape.ObjectOf object
            when step instanceof Step.Name(var name) ->
                object.attribute(name)
                        .map(attribute -> attribute.shape())
                        .or(() -> object.open() ? Optional.of(ANY) : Optional.empty());
            default -> Optional.empty();
        };
    }

    static Complaint unknownName(Reference reference, TypeScope scope, int offset, int length) {
        var root = reference.root();
        var what = root == Root.DATA ? "data source" : root.name().toLowerCase(Locale.ROOT);
        if (root == Root.EACH && scope.names(Root.EACH).isEmpty()) {
            return new Complaint(offset, length, "SP0301", "`each` has no meaning here.")
                    .hint(Optional.of("`each.key` and `each.value` stand in blocks with `forEach`."));
        }
        if (root == Root.RESOURCE && reference.name().equals(NameSpace.SELF)) {
            return new Complaint(offset, length, "SP0301", "`self` has no meaning here.")
                    .hint("`self` stands in `assert` of a resource, a data source or the call of a module. A value that"
                            + " several properties need is written under `locals`.");
        }
        var names = scope.names(reference.root());
        if (reference.root() == Root.STACK && names.isEmpty()) {
            return new Complaint(offset, length, "SP0287", "A module does not know its stack.")
                    .hint("Declare an input, and let the call pass `${" + reference + "}`.");
        }
        var foreign = foreign(reference, scope);
        if (foreign.isPresent()) {
            return new Complaint(offset, length, "SP0341", foreign.get());
        }
        var message = switch (reference.root()) {
            case STACK, EACH -> "`" + what + "` has no `" + reference.name() + "`.";
            case INPUT, LOCAL, DATA, RESOURCE -> "There is no " + what + " `" + reference.name() + "`.";
        };
        var hint = Optional.of(reference)
                .filter(unknown -> unknown.root() == Root.RESOURCE)
                .flatMap(unknown -> elsewhere(unknown.name(), scope))
                .or(() -> Nearest.hint(reference.name(), names))
                .or(() -> beside(reference.root(), names));
        return new Complaint(offset, length, "SP0301", message).hint(hint);
    }

    /** Another tool's word for something, if it is one. */
    private static Optional<String> foreign(Reference reference, TypeScope scope) {
        var rest = reference.path().toString();
        return switch (reference.root()) {
            case RESOURCE ->
                elsewhere(reference.name(), scope).isPresent()
                        ? Optional.empty()
                        : ForeignNames.root(
                                reference.name(), rest, scope.names(Root.STACK).contains("env"));
            case DATA -> ForeignNames.data(reference.name(), rest);
            case INPUT, LOCAL, EACH, STACK -> Optional.empty();
        };
    }

    /** The names that exist, where they are few. */
    private static Optional<String> beside(Root root, Collection<String> names) {
        return switch (root) {
            case STACK, EACH ->
                Optional.of("There is "
                        + String.join(
                                " and ",
                                names.stream().sorted().map(n -> "`" + n + "`").toList()) + ".");
            case INPUT, LOCAL, DATA, RESOURCE -> Optional.empty();
        };
    }

    /** People forget {@code inputs.} and the like. */
    private static Optional<String> elsewhere(String name, TypeScope scope) {
        for (var root : List.of(Root.INPUT, Root.LOCAL, Root.DATA)) {
            if (scope.names(root).contains(name)) {
                return Optional.of("Did you mean `" + new Reference(root, name, PropertyPath.ROOT) + "`?");
            }
        }
        return Optional.empty();
    }

    private static Complaint unknownMember(Reference of, Shape shape, Step step, int offset, int length) {
        var member = new PropertyPath(List.of(step)).toString();
        var message = noMember(of.toString(), shape, step);
        var hint = shape instanceof Shape.ObjectOf object
                ? Nearest.hint(member, object.attributes().keySet()).or(() -> listed(object))
                : Optional.<String>empty();
        var byNumber = step instanceof Step.Index && (shape instanceof Shape.ObjectOf || shape instanceof Shape.MapOf);
        return new Complaint(offset, length, "SP0302", message)
                .hint(byNumber ? Optional.of("Select by a key, like `" + of + "['key']`.") : hint);
    }

    /** The sentence that says that a step leads nowhere. */
    private static String noMember(String of, Shape shape, Step step) {
        var member = new PropertyPath(List.of(step)).toString();
        return switch (shape) {
            case Shape.ObjectOf _ when step instanceof Step.Name -> "`" + of + "` has no `" + member + "`.";
            case Shape.ObjectOf _, Shape.MapOf _ -> "`" + of + "` is a map: `" + member + "` does not select from it.";
            case Shape.ListOf _ -> "`" + of + "` is a list: select an element by number, like `" + of + "[0]`.";
            default -> "`" + of + "` is " + Shapes.describe(shape) + " and has no members.";
        };
    }

    private static Optional<String> listed(Shape.ObjectOf object) {
        var names = new ArrayList<>(object.attributes().keySet());
        return names.isEmpty() || names.size() > 20
                ? Optional.empty()
                : Optional.of("It has " + String.join(", ", names) + ".");
    }

    /**
     * Value that the reference reads now.
     *
     * @throws EvaluationException when there is no such thing
     */
    static Value read(Reference reference, Scope scope) {
        return read(reference, Set.of(), scope);
    }

    /**
     * Value that the reference reads now; null where a lenient step leads nowhere.
     *
     * @param lenient the places of steps that may lead nowhere
     * @throws EvaluationException when another step leads nowhere
     */
    static Value read(Reference reference, Set<Integer> lenient, Scope scope) {
        var here = scope.value(reference.root(), reference.name());
        var secret = false;
        var walked = new Reference(reference.root(), reference.name(), PropertyPath.ROOT);
        var steps = reference.path().steps();
        for (var i = 0; i < steps.size(); i++) {
            if (here instanceof Value.Secret) {
                secret = true;
                here = here.revealed();
            }
            if (here instanceof Value.Unknown(var waiting, var _)) {
                var last = steps.size() - 1;
                return new Value.Unknown(extended(waiting, steps.subList(i, steps.size())), lenient.contains(last));
            }
            if (lenient.contains(i) && isAbsent(here, steps.get(i))) {
                return Value.Null.VALUE;
            }
            if (here instanceof Value.Redacted) {
                return here;
            }
            here = member(here, steps.get(i), walked);
            walked = new Reference(walked.root(), walked.name(), walked.path().then(steps.get(i)));
        }
        return secret && !(here instanceof Value.Unknown) ? new Value.Secret(here) : here;
    }

    private static boolean isAbsent(Value here, Step step) {
        return switch (here) {
            case Value.Null _ -> true;
            case Value.Map map -> step instanceof Step.Name(var name) && !map.has(name);
            case Value.List(var items) -> step instanceof Step.Index(var index) && index >= items.size();
            default -> false;
        };
    }

    private static String extended(String waiting, List<Step> rest) {
        var path = new PropertyPath(rest).toString();
        return waiting + (path.startsWith("[") ? "" : ".") + path;
    }

    private static Value member(Value here, Step step, Reference of) {
        return switch (step) {
            case Step.Name(var name)
            when here instanceof Value.Map map ->
                map.get(name).orElseThrow(() -> new EvaluationException("`" + of + "` has no `" + name + "`."));
            case Step.Index(var index)
            when here instanceof Value.List(var items) -> {
                if (index >= items.size()) {
                    throw new EvaluationException("`" + of + "` has " + items.size()
                            + (items.size() == 1 ? " element" : " elements") + ", numbered from 0.");
                }
                yield items.get(index);
            }
            default -> throw new EvaluationException("`" + of + "` has no `" + new PropertyPath(List.of(step)) + "`.");
        };
    }
}
