package dev.setpoint.engine.expression.cel.value;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.NullValue;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One evaluation's look at values. They are converted when CEL asks for them and not before, so that only what the
 * evaluation reaches has to be known, and only a secret that it reaches makes the result one. For one thread.
 */
public final class CelReading {

    private static final ScopedValue<CelReading> HERE = ScopedValue.newInstance();

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Optional<Value.Unknown> waiting = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean secret;
    private final Budget budget;

    /** @param budget pays for what is looked at */
    public CelReading(Budget budget) {
        this.budget = budget;
    }

    /** Pays for the evaluation. */
    public Budget budget() {
        return budget;
    }

    /** The look of the evaluation that goes on, for functions. */
    public static CelReading here() {
        return HERE.get();
    }

    /** Evaluates with this look. */
    public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> evaluation) throws X {
        return ScopedValue.where(HERE, this).call(evaluation);
    }

    /**
     * The exception to throw because a function has no result.
     *
     * @param sentence begins in lower case and ends with a full stop
     */
    public CelRuntimeException failure(String code, String sentence) {
        failure = failure.or(() -> Optional.of(new EvaluationException(code, sentence)));
        return new Interrupted();
    }

    /** Leaves an evaluation that has reached what has no value. CEL's logical operators may still do without it. */
    private static final class Interrupted extends CelRuntimeException {

        private static final long serialVersionUID = 1;

        Interrupted() {
            super(new NotKnown(), CelErrorCode.INTERNAL_ERROR);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Nobody looks at where it was thrown. */
    private static final class NotKnown extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotKnown() {
            super("The value is not known yet.", null, false, false);
        }
    }

    /** The first value that was asked for and is not known. */
    public Optional<Value.Unknown> waiting() {
        return waiting;
    }

    /** Why the first value that was asked for and has none has none. */
    public Optional<RuntimeException> failure() {
        return failure;
    }

    /** Tells whether a secret has been read. */
    public boolean secret() {
        return secret;
    }

    /** A value that is evaluated now, as CEL computes with it. */
    public Object of(Supplier<Value> value, Shape shape) {
        try {
            return of(value.get(), shape);
        } catch (EvaluationException | LocatedEvaluationException e) {
            throw failed(e);
        }
    }

    /** A value that is evaluated now, and not looked at. */
    Value plain(Supplier<Value> value) {
        try {
            return value.get();
        } catch (EvaluationException | LocatedEvaluationException e) {
            throw failed(e);
        }
    }

    private Interrupted failed(RuntimeException e) {
        failure = failure.or(() -> Optional.of(e));
        return new Interrupted();
    }

    /** The value as CEL computes with it; lists and maps convert what they hold when it is asked for. */
    public Object of(Value value, Shape shape) {
        budget.step(1);
        secret |= value instanceof Value.Secret;
        return switch (value.revealed()) {
            case Value.Null _ -> NullValue.NULL_VALUE;
            case Value.Bool(var b) -> b;
            case Value.Num(var n) -> number(n, shape);
            case Value.Str(var s) -> s;
            case Value.List list -> new CelList(list, shape, this);
            case Value.Map map -> CelMap.of(map, shape, this);
            case Value.Unknown unknown -> throw interrupted(unknown);
            case Value.Redacted(var digest) -> {
                secret = true;
                throw interrupted(new Value.Unknown(digest));
            }
            case Value.Secret _ -> throw new IllegalStateException("A secret holds no other.");
        };
    }

    /** The exception to throw because this is not known. */
    RuntimeException interrupted(Value.Unknown unknown) {
        waiting = waiting.or(() -> Optional.of(unknown));
        return new Interrupted();
    }

    /** A value declared as a number is a double, whatever its digits. */
    private static Object number(BigDecimal n, Shape shape) {
        var isDouble = shape instanceof Shape.Num(var integer) ? !integer : n.scale() > 0;
        if (isDouble) {
            var d = n.doubleValue();
            if (!Double.isFinite(d)) {
                throw tooLarge(n);
            }
            return d;
        }
        if (n.compareTo(LEAST) < 0 || n.compareTo(MOST) > 0) {
            throw tooLarge(n);
        }
        return n.longValueExact();
    }

    private static EvaluationException tooLarge(BigDecimal n) {
        return new EvaluationException("the number " + n + " is too large to compute with.");
    }
}
