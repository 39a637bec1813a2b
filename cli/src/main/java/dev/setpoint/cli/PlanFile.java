package dev.setpoint.cli;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.plan.SavedPlan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A saved plan where it lies.
 *
 * @param name as the user gave it
 */
record PlanFile(SavedPlan plan, String name, Path path) {

    /** The saved plan that an argument means; empty when it means something else, such as a stack. */
    static Result<Optional<PlanFile>> find(Console console, Optional<String> argument) {
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

    /** The stack it was made of: from the current folder as when it was made, else beside the plan. */
    Result<String> stack(Console console) {
        var beside = path.resolveSibling(plan.spec());
        if (Files.exists(console.path(plan.spec()))) {
            return Result.ok(plan.spec());
        }
        return Files.exists(beside)
                ? Result.ok(beside.toString())
                : Result.failed(Diagnostic.error(
                                "SP0953",
                                "`%s` was made from `%s`, which is neither here nor beside it."
                                        .formatted(name, plan.spec()))
                        .hint("Apply it in the folder it was planned in."));
    }

    /** The file at the place of the spec, unless it is of another stack: its inputs would not fit that one. */
    Result<Source> requireStackOf(Source source) {
        return Workspace.stackOf(source)
                .then(stack -> stack.equals(plan.stack())
                        ? Result.ok(source)
                        : Result.failed(SavedPlan.ofAnotherStack(plan.stack(), stack)));
    }

    /** Writes a plan, whole or not at all, for its owner alone to read: it tells much of the account. */
    static Result<SavedPlan> write(Console console, String name, SavedPlan plan) {
        var file = console.path(name).toAbsolutePath();
        var folder = Optional.ofNullable(file.getParent()).orElse(file);
        try {
            // A temporary file is its owner's alone from the start.
            var written = Files.createTempFile(folder, ".plan-", ".json");
            try {
                Files.writeString(written, plan.text());
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
            return Result.ok(plan);
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0950", "The plan cannot be written to `%s`: %s.".formatted(name, reason(e, file, folder))));
        }
    }

    private static String reason(IOException problem, Path file, Path folder) {
        if (!Files.isDirectory(folder)) {
            return "there is no folder `" + folder + "`";
        }
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        if (!Files.isWritable(folder)) {
            return "this user may not write into the folder";
        }
        return problem instanceof FileSystemException e && e.getReason() != null
                ? e.getReason()
                : String.valueOf(problem.getMessage());
    }
}
