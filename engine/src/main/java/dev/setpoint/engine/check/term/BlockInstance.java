package dev.setpoint.engine.check.term;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * One of the resources that a block with {@code forEach} stands for.
 *
 * @param value the term of {@code each.value}, which may read resources; only the key must be known beforehand
 * @param shape of that value
 */
public record BlockInstance(String key, Term value, Shape shape) {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    /** An instance whose value is a text, as a list gives it. */
    public static BlockInstance of(String key, String value, Span span) {
        return new BlockInstance(key, new Term.Literal(Value.of(value), span), new Shape.Text(CommonEquality.EXACT));
    }

    /** An instance that stands for all, so that a block without instances is checked too. */
    public static BlockInstance any(Span span) {
        return new BlockInstance("", new Term.Literal(new Value.Unknown("each.value"), span), ANY);
    }

    /** This instance with its value typed again. */
    public BlockInstance typed(TermTyper typer) {
        var typed = typer.infer(value);
        return new BlockInstance(key, typed.term(), typed.shape());
    }

    public Address address(String block) {
        return Address.instance(block, key);
    }

    Optional<Term> term(String member) {
        return switch (member) {
            case "key" ->
                Optional.of(
                        new Term.Literal(key.isEmpty() ? new Value.Unknown("each.key") : Value.of(key), value.span()));
            case "value" -> Optional.of(value);
            default -> Optional.empty();
        };
    }

    Optional<Shape> shape(String member) {
        return switch (member) {
            case "key" -> Optional.of(new Shape.Text(CommonEquality.EXACT));
            // Of several values, each may have members that others lack.
            case "value" -> Optional.of(shape instanceof Shape.ObjectOf || shape instanceof Shape.ListOf ? ANY : shape);
            default -> Optional.empty();
        };
    }
}
