package dev.setpoint.cli.command.eval;

import dev.setpoint.cli.option.CloudOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.check.ExpressionEvaluator;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "eval",
        description = {
            "Evaluate an expression with the inputs, locals and properties of a stack, without network calls.",
            "In a folder without a stack, expressions may use functions and literals."
        },
        mixinStandardHelpOptions = true)
public final class EvalCommand implements Callable<ExitCode> {

    private static final String STDIN = "-";

    /** Code of the diagnostic for an unknown name. */
    private static final String UNKNOWN_NAME = "SP0301";

    /** Code of the diagnostic for a name of the stack where no stack is known. */
    private static final String STACK_UNKNOWN = "SP0287";

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "EXPRESSION",
            description = "Text between ${ and } in a spec, such as `size(inputs.names)`. With `-`, each line of stdin"
                    + " is an expression.")
    private String expression = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STACK",
            description = "The stack's file or folder; without it, the current folder.")
    private @Nullable String stack;

    @Mixin
    private final CloudOptions cloud;

    @Mixin
    private final OutputOptions output;

    public EvalCommand(Console console) {
        this.console = console;
        cloud = new CloudOptions(console);
        output = new OutputOptions(console, Kind.VALUE);
    }

    @Override
    public ExitCode call() {
        return output.then(
                cloud.openIfAny(Optional.ofNullable(stack)),
                workspace -> output.then(
                        workspace
                                .map(EvalCommand::evaluator)
                                .orElseGet(() -> Result.ok(ExpressionEvaluator.withoutStack())),
                        evaluator -> expression.equals(STDIN)
                                ? lines(evaluator, workspace.isEmpty())
                                : one(evaluator, ExpressionText.of(expression), workspace.isEmpty())));
    }

    private static Result<ExpressionEvaluator> evaluator(Workspace workspace) {
        try (var engine = workspace.engine()) {
            return engine.evaluator(workspace.document(), workspace.bindings());
        }
    }

    /** Evaluates each line of stdin. A line that fails does not end the others, but the command fails. */
    private ExitCode lines(ExpressionEvaluator evaluator, boolean withoutStack) {
        var code = ExitCode.OK;
        try {
            var expressions = new ExpressionLines(console);
            for (var text = expressions.next(); text.isPresent(); text = expressions.next()) {
                if (one(evaluator, text.get(), withoutStack) != ExitCode.OK) {
                    code = ExitCode.ERROR;
                }
            }
            return code;
        } catch (IOException e) {
            return output.fail(
                    List.of(Diagnostic.error("SP0937", "Stdin cannot be read: %s.".formatted(DurableFile.reason(e)))));
        }
    }

    private ExitCode one(ExpressionEvaluator evaluator, ExpressionText text, boolean withoutStack) {
        return switch (evaluator.evaluate(text.code(), text.place())) {
            case Result.Ok<Value>(var value, var _) -> {
                output.print(Kind.VALUE, value);
                yield ExitCode.OK;
            }
            case Result.Failed<Value>(var problems) ->
                output.fail(problems.stream()
                        .map(problem -> withoutStack ? withoutNames(problem) : problem)
                        .toList());
        };
    }

    /** Explains why a name is unknown where there is no stack. */
    private static Diagnostic withoutNames(Diagnostic problem) {
        var explained = problem.code().equals(STACK_UNKNOWN)
                ? Diagnostic.error(UNKNOWN_NAME, "There is no stack here.").at(problem.span())
                : problem;
        return explained.code().equals(UNKNOWN_NAME) && explained.hint().isEmpty()
                ? explained.hint("There is no stack in this folder. Name one after the expression, as in `setpoint eval"
                        + " inputs.name examples/hello`.")
                : explained;
    }
}
