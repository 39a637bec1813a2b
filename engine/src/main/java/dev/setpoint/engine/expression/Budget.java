package dev.setpoint.engine.expression;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Limits of what the expressions of one command may cost together: steps of evaluation, sizes of results, and depth. It
 * counts work and never time, so that a spec has the same answer on every machine. Safe for many threads.
 */
public final class Budget {

    /** Nodes of expressions and elements of values that are looked at. A stack of 100,000 resources takes some 7 million. */
    static final long STEPS = 50_000_000;

    /** Characters of text, and {@link #ELEMENT} for each element of a list or map, that expressions give. */
    static final long SIZE = 256_000_000;

    /** Nested evaluations and nodes of expressions: each takes about a kilobyte of a thread's stack. */
    static final int DEPTH = 1_000;

    /** Nested lists and maps in a result; a file may nest 100. */
    static final int NESTING = 200;

    private static final String SMALLER = "Make lists and texts smaller, or split the stack.";

    /** Size of an element of a list or map beside its text. */
    public static final int ELEMENT = 16;

    /** Instructions of a pattern that one step pays for, at each character. */
    public static final int TRIED_PER_STEP = 4;

    /** Steps for one dependency of a block on another. */
    private static final int DEPENDENCY = 40;

    /** Dependencies of a block that cost nothing, because every reference is a dependency. */
    private static final int FEW = 8;

    /** Characters that are compared or copied in one step. */
    private static final int CHARS_PER_STEP = 64;

    private static final ScopedValue<Integer> DEPTH_HERE = ScopedValue.newInstance();

    private final long mostSteps;
    private final long mostSize;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong size = new AtomicLong();

    public Budget() {
        this(STEPS, SIZE);
    }

    /** A budget of another size, for tests. */
    public Budget(long steps, long size) {
        this.mostSteps = steps;
        this.mostSize = size;
    }

    /** Steps that have been taken. */
    public long steps() {
        return steps.get();
    }

    /** Size of all results so far. */
    public long size() {
        return size.get();
    }

    /** @throws BudgetSpentError when there are none left */
    public void step(long count) {
        if (steps.addAndGet(count) > mostSteps) {
            throw new BudgetSpentError(
                    String.format(Locale.ROOT, "the expressions of this file take more than %,d steps", mostSteps),
                    SMALLER);
        }
    }

    /** Counts a text or elements that an expression is about to make. */
    public void make(long made) {
        if (made > mostSize || size.addAndGet(made) > mostSize) {
            throw new BudgetSpentError(
                    String.format(
                            Locale.ROOT,
                            "the results of this file's expressions are larger than %,d characters together",
                            mostSize),
                    SMALLER);
        }
        step(made / CHARS_PER_STEP);
    }

    /** Counts text that is looked at and not copied. */
    public void look(long characters) {
        step(1 + characters / CHARS_PER_STEP);
    }

    /** Counts a result with all its parts. A part that occurs several times is counted each time. */
    public void result(Value value) {
        result(value, 0);
    }

    private void result(Value value, int depth) {
        nesting(depth);
        step(1);
        switch (value) {
            case Value.Str(var text) -> make(text.length());
            case Value.List(var items) -> {
                make((long) ELEMENT * items.size());
                items.forEach(item -> result(item, depth + 1));
            }
            case Value.Map(var entries) -> {
                make((long) ELEMENT * entries.size());
                entries.forEach((name, item) -> {
                    make(name.length());
                    result(item, depth + 1);
                });
            }
            case Value.Secret(var inner) -> result(inner, depth);
            case Value.Unknown(var waiting, var _) -> make(waiting.length());
            case Value.Null _, Value.Bool _, Value.Num _, Value.Redacted _ -> {}
        }
    }

    /** Counts the type of an expression with all that it says of members and elements. */
    public void type(Shape shape) {
        type(shape, 0);
    }

    private void type(Shape shape, int depth) {
        nesting(depth);
        step(1);
        switch (shape) {
            case Shape.ListOf(var item, var _, var _) -> type(item, depth + 1);
            case Shape.MapOf(var value) -> type(value, depth + 1);
            case Shape.ObjectOf object ->
                object.attributes().values().forEach(attribute -> type(attribute.shape(), depth + 1));
            case Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> {}
        }
    }

    private static void nesting(int depth) {
        if (depth > NESTING) {
            throw new BudgetSpentError(
                    "its result nests lists and maps deeper than " + NESTING + " levels", "Nest fewer lists and maps.");
        }
    }

    /** Counts what it may cost to look for patterns in all texts of an input's value. */
    public void search(Value value, int patterns, Span input) {
        if (patterns == 0) {
            return;
        }
        try {
            result(value, 0);
            step(characters(value) * patterns / TRIED_PER_STEP);
        } catch (BudgetSpentError e) {
            e.in(input);
            throw e;
        }
    }

    private static long characters(Value value) {
        return switch (value) {
            case Value.Str(var text) -> text.length();
            case Value.List(var items) ->
                items.stream().mapToLong(Budget::characters).sum();
            case Value.Map(var entries) ->
                entries.values().stream().mapToLong(Budget::characters).sum();
            case Value.Secret(var inner) -> characters(inner);
            default -> 0;
        };
    }

    /** Counts the dependencies of a block, all of which are ordered. */
    public void depend(int references) {
        step((long) DEPENDENCY * Math.max(0, references - FEW));
    }

    /** Counts the dependencies in the {@code dependsOn} of the block at this place. */
    public void depend(int references, Span block) {
        try {
            depend(references);
        } catch (BudgetSpentError e) {
            e.in(block);
            throw e;
        }
    }

    /** Counts the terms of one more instance of the block at this place. */
    public void copy(Term term, Span block) {
        try {
            copy(term);
        } catch (BudgetSpentError e) {
            e.in(block);
            throw e;
        }
    }

    private void copy(Term term) {
        make(ELEMENT);
        switch (term) {
            case Term.ListTerm(var items, var _) -> items.forEach(this::copy);
            case Term.MapTerm(var entries, var _) -> entries.values().forEach(this::copy);
            case Term.Literal _, Term.Computed _ -> {}
        }
    }

    /**
     * Evaluates inside of whatever is being evaluated on this thread.
     *
     * @param height of the expression
     */
    public <T> T nested(int height, Supplier<T> evaluation) {
        var depth = DEPTH_HERE.orElse(0) + height;
        if (depth > DEPTH) {
            throw new BudgetSpentError(
                    "it needs a chain of other expressions that is too long",
                    "Shorten the chain of `locals` and properties that are computed from one another.");
        }
        return ScopedValue.where(DEPTH_HERE, depth).call(evaluation::get);
    }
}
