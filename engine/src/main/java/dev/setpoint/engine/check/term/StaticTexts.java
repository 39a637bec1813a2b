package dev.setpoint.engine.check.term;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.validation.ValueWording;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * Reads texts of a block that identify its object, and so must be known before the cloud is read.
 *
 * @param scope what is known by then
 */
public record StaticTexts(TermReader reader, TermTyper typer, Scope scope, CheckProblems problems) {

    /** Returns the text; empty when it has no value, or none yet, which is reported. */
    public Optional<String> of(Node.Scalar scalar) {
        if (!TemplateParser.isTemplate(scalar.text())) {
            return Optional.of(scalar.text());
        }
        var term = typer.check(reader.read(scalar), new Shape.Text(CommonEquality.EXACT));
        if (!(term instanceof Term.Computed)) {
            return Optional.empty();
        }
        try {
            var value = term.evaluate(scope);
            if (value instanceof Value.Unknown(var waiting, var _) && !isSaid(waiting)) {
                problems.error(
                        "SP0230",
                        scalar.span(),
                        "This must be known before the cloud is read, and `" + waiting + "` is known only afterwards.");
            }
            return text(value, scalar);
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    /** A template that is only looked at. */
    public TemplateParser.Parsed parse(String text) {
        return reader.parse(text);
    }

    /** Null is absent. */
    private Optional<String> text(Value value, Node.Scalar scalar) {
        return switch (value) {
            case Value.Str(var text) -> Optional.of(text);
            case Value.Null _, Value.Unknown _ -> Optional.empty();
            case Value.Secret _, Value.Redacted _ -> {
                problems.add(Diagnostic.error(
                                "SP0209",
                                scalar.span(),
                                "This is part of the name or address of an object, which is shown and stored in plain text:"
                                        + " it cannot contain a sensitive value.")
                        .hint("Use a value that is not sensitive."));
                yield Optional.empty();
            }
            default -> {
                problems.error(
                        "SP0308",
                        scalar.span(),
                        "`" + scalar.text() + "` does not fit: a string is needed here, and this is "
                                + ValueWording.kind(value) + ".");
                yield Optional.empty();
            }
        };
    }

    /** Inputs without a value and blocks without instances are diagnosed elsewhere, or are nothing to say. */
    private static boolean isSaid(String waiting) {
        return waiting.contains("inputs.") || waiting.contains("each.");
    }
}
