package dev.setpoint.cli.option;

import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.LinkTarget;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.stack.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Saved plan in a file.
 *
 * @param name as the user gave it
 */
public record PlanFile(SavedPlan plan, String name, Path path) {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    /** The saved plan that an argument means; empty when it means something else, such as a stack. */
    public static Result<Optional<PlanFile>> find(Console console, Optional<String> argument) {
        var file = argument.map(console::path).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return Result.ok(Optional.empty());
        }
        var name = argument.orElseThrow();
        return SourceFile.read(file.get(), name)
                .then(source -> SavedPlan.looksLikeOne(source.text())
                        ? SavedPlan.read(name, source.text())
                                .map(plan -> Optional.of(new PlanFile(plan, name, file.get())))
                        : Result.ok(Optional.empty()));
    }

    /** Path of the plan's stack, a folder if it has parts: from the current folder, else beside the plan. */
    Result<String> stack(Console console) {
        var beside = path.resolveSibling(plan.spec());
        if (Files.exists(console.path(plan.spec()))) {
            return Result.ok(withParts(Path.of(plan.spec())));
        }
        return Files.exists(beside)
                ? Result.ok(withParts(beside))
                : Result.failed(Diagnostic.error(
                                "SP0953",
                                "`%s` was made from `%s`, which is neither in this folder nor beside the plan."
                                        .formatted(name, plan.spec()))
                        .hint("Apply it in the folder where it was planned."));
    }

    private String withParts(Path spec) {
        return plan.hasParts()
                ? Optional.ofNullable(spec.getParent()).map(Path::toString).orElse(".")
                : spec.toString();
    }

    /** The environment that it was made in. */
    Optional<String> environment() {
        return Environment.in(plan.stack());
    }

    /** Checks that the spec is of the plan's stack, in the plan's environment: the inputs fit no other. */
    Result<Document> requireStackOf(Document spec, Optional<Environment> environment) {
        return Workspace.name(spec, environment)
                .then(stack -> stack.equals(plan.stack())
                        ? Result.ok(spec)
                        : Result.failed(SavedPlan.ofAnotherStack(plan.stack(), stack)));
    }

    /**
     * Writes a plan for its owner alone to read, since it tells much of the account: into the place of a file, whole or
     * not at all, or into a pipe, a device or a descriptor.
     */
    public static Result<SavedPlan> write(Console console, String name, SavedPlan plan) {
        var file = console.path(name).toAbsolutePath();
        var bytes = plan.text().getBytes(StandardCharsets.UTF_8);
        try {
            var target = LinkTarget.of(file);
            if (target.isDescriptor(STDOUT) || target.isDescriptor(STDERR)) {
                var stream = target.isDescriptor(STDOUT) ? console.out() : console.err();
                stream.print(plan.text());
                stream.flush();
            } else if (target.kind() == LinkTarget.Kind.STREAM) {
                DurableFile.overwrite(target.path(), bytes);
            } else {
                DurableFile.publish(target.path(), bytes);
            }
            return Result.ok(plan);
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0950", "The plan cannot be written to `%s`: %s.".formatted(name, reason(e, file))));
        }
    }

    private static String reason(IOException problem, Path file) {
        return switch (problem) {
            // The temporary file beside it could not be made.
            case NoSuchFileException e -> "there is no folder `" + DurableFile.folderOf(Path.of(e.getFile())) + "`";
            case AccessDeniedException _ when Files.notExists(file) -> "this user may not write into the folder";
            default -> DurableFile.reason(problem);
        };
    }
}
