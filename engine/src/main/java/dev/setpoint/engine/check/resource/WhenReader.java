package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.term.BlockConditions;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Guard;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options {@code when} of the blocks of one file. Each becomes a local of the whole stack, and is decided as soon as
 * all that it reads is known.
 */
public final class WhenReader {

    public static final String OPTION = "when";

    private final NameSpace space;
    private final BlockConditions conditions;
    private final Map<String, Term> locals;
    private final Scope scope;
    private final CheckProblems problems;
    private final List<When> around;
    private final boolean deciding;

    /**
     * @param locals of the whole stack, to which the conditions are added
     * @param scope what is known before anything is read
     * @param around the conditions of the modules around, as far as the plan decides them
     * @param deciding false for a module that is only checked: whether its blocks exist depends on its inputs
     */
    public WhenReader(
            NameSpace space,
            BlockConditions conditions,
            Map<String, Term> locals,
            Scope scope,
            CheckProblems problems,
            List<When> around,
            boolean deciding) {
        this.space = space;
        this.conditions = conditions;
        this.locals = locals;
        this.scope = scope;
        this.problems = problems;
        this.around = around;
        this.deciding = deciding;
    }

    /** The options of the sections of one file. */
    public static BlockConditions of(
            Node.Mapping resources, Node.Mapping modules, Node.Mapping data, TermReader terms) {
        var named = new LinkedHashMap<String, BlockConditions.When>();
        collect(resources, terms, named);
        collect(modules, terms, named);
        var sources = new LinkedHashMap<String, BlockConditions.When>();
        collect(data, terms, sources);
        return named.isEmpty() && sources.isEmpty()
                ? BlockConditions.NONE
                : new BlockConditions(named, sources, BlockConditions.NONE.here());
    }

    private static void collect(Node.Mapping section, TermReader terms, Map<String, BlockConditions.When> into) {
        section.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Node.Mapping block) {
                block.get(OPTION)
                        .ifPresent(node -> into.put(
                                name,
                                new BlockConditions.When(
                                        terms.read(node),
                                        node.span(),
                                        block.get(ForEachReader.OPTION).isPresent())));
            }
        });
    }

    /** Types the conditions, and makes them known to the whole stack. */
    public void publish(StackNames names) {
        conditions.resources().forEach((name, when) -> publish(Root.RESOURCE, name, when, names));
        conditions.data().forEach((name, when) -> publish(Root.DATA, name, when, names));
        conditions.resources().keySet().forEach(name -> cutCycle(Root.RESOURCE, name));
        conditions.data().keySet().forEach(name -> cutCycle(Root.DATA, name));
    }

    private void publish(Root root, String name, BlockConditions.When when, StackNames names) {
        var term = isOfBlock(when) ? typed(when, names) : undecided(when);
        locals.put(local(root, name), GuardedTemplate.of(around, term));
    }

    /** A block with {@code forEach} is on or off as a whole. */
    private boolean isOfBlock(BlockConditions.When when) {
        if (when.term().references().stream().noneMatch(reference -> reference.root() == Root.EACH)) {
            return true;
        }
        problems.add(Diagnostic.error(
                        "SP0263", when.span(), "`when` is decided once for the whole block, and has no `each`.")
                .hint("Filter the map of `forEach` instead: an entry that is null is left out."));
        return false;
    }

    private Term typed(BlockConditions.When when, StackNames names) {
        var typed = new TermTyper(names, problems).infer(when.term());
        if (typed.term() instanceof Term.Computed && (typed.optional() || !isBoolean(typed.shape()))) {
            var what = typed.optional()
                    ? "`" + written(when.term()) + "` may be absent"
                    : "this is " + Shapes.describe(typed.shape());
            problems.add(Diagnostic.error("SP0261", when.span(), "`when` must be true or false, and " + what + ".")
                    .hint(
                            typed.optional() && !isBoolean(typed.shape())
                                    ? "Compare it: `${" + written(when.term()) + " != null}`."
                                    : typed.optional()
                                            ? "Write `.orValue(false)` for what it is then."
                                            : "Compare it, as in `${size(list) > 0}`."));
            return undecided(when);
        }
        // The grammar has complained of any other literal.
        return typed.term() instanceof Term.Computed || typed.term() instanceof Term.Literal(Value.Bool _, var _)
                ? typed.term()
                : undecided(when);
    }

    private static boolean isBoolean(Shape shape) {
        return shape instanceof Shape.Bool || shape instanceof Shape.Any;
    }

    private static String written(Term term) {
        return term instanceof Term.Computed computed
                ? computed.template().source().strip().replaceAll("^\\$\\{\\s*|\\s*}$", "")
                : "null";
    }

    private static Term undecided(BlockConditions.When when) {
        return new Term.Literal(LocalClosure.REFUSED, when.span());
    }

    /** A block cannot decide about itself. */
    private void cutCycle(Root root, String name) {
        var cycle = LocalClosure.of(locals, local(root, name)).cycle();
        var when = conditions.when(root, name);
        if (!cycle.isEmpty() && when.isPresent()) {
            problems.error(
                    "SP0262",
                    when.get().span(),
                    "Whether `" + block(root, name) + "` exists depends on itself: " + String.join(" → ", cycle) + ".");
            locals.put(local(root, name), undecided(when.get()));
        }
    }

    private static String block(Root root, String name) {
        return root == Root.DATA ? "data." + name : name;
    }

    private String local(Root root, String name) {
        return space.local(Guard.local(root, name));
    }

    /** The condition of a block for the whole stack; empty for a block without one. */
    public Optional<When> condition(Root root, String name) {
        return conditions.when(root, name).map(when -> new When(local(root, name), when.span()));
    }

    /** Tells whether the condition is known to be true already, or is none. */
    public boolean isOn(Root root, String name) {
        return condition(root, name).stream().allMatch(when -> decide(when) instanceof When.Decision.On);
    }

    /** Tells whether the condition is known to be false. */
    public boolean isOff(Root root, String name) {
        return deciding
                && condition(root, name)
                        .filter(when -> decide(when) instanceof When.Decision.Off)
                        .isPresent();
    }

    private When.Decision decide(When when) {
        if (!deciding || !LocalClosure.of(locals, when.local()).isComplete()) {
            return new When.Decision.Open(when, when.local());
        }
        try {
            return When.of(List.of(when), scope);
        } catch (LocatedEvaluationException | EvaluationException _) {
            // It is reported with the locals.
            return new When.Decision.Open(when, when.local());
        }
    }

    /**
     * Decides the condition of a block, as far as that can be done before anything is read. Reports one that the plan
     * cannot decide either.
     */
    public When.Decision decision(Root root, String name) {
        var when = condition(root, name);
        if (when.isEmpty()) {
            return new When.Decision.On();
        }
        var decision = decide(when.get());
        if (deciding && decision instanceof When.Decision.Open) {
            Optional.of(LocalClosure.of(locals, when.get().local()))
                    .filter(LocalClosure::isComplete)
                    .flatMap(LocalClosure::late)
                    .ifPresent(late -> problems.add(late(block(root, name), when.get(), late)));
        }
        return decision;
    }

    private Diagnostic late(String block, When when, LocalClosure.Late late) {
        var problem = Diagnostic.error(
                        "SP0260",
                        when.span(),
                        "Whether `%s` exists must be known at plan; it waits for `%s`."
                                .formatted(block, late.reference()))
                .hint("Decide by inputs, locals and data sources.");
        return late.via()
                .map(place -> problem.related("`" + late.reference() + "` is passed on here", place))
                .orElse(problem);
    }
}
