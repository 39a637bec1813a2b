package dev.setpoint.engine.module;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.operator.AllowedAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The sources that modules may be fetched from: hosts that the operator does not exclude, and repositories of this
 * machine below a path that the operator allows.
 */
public record SourceAccess(AllowedAccess allowed, SpecFiles files) {

    /**
     * Returns the reason for which a source is refused.
     *
     * @param nested true when a remote module names it
     * @param place of the source
     */
    public Optional<Diagnostic> refusal(ModuleSource.Remote source, boolean nested, Span place) {
        return switch (source) {
            case ModuleSource.Git git when "file".equals(git.url().getScheme()) -> local(git, nested, place);
            case ModuleSource.Git _, ModuleSource.WebArchive _, ModuleSource.FileArchive _ ->
                source.host().flatMap(allowed::moduleHost).map(problem -> problem.at(Optional.of(place)));
        };
    }

    private Optional<Diagnostic> local(ModuleSource.Git git, boolean nested, Span place) {
        var path = git.url().getPath();
        if (nested) {
            return Optional.of(
                    Diagnostic.error("SP0254", place, "A remote module cannot call a module of a local repository.")
                            .hint("Let the stack call the module."));
        }
        if (isAllowed(Path.of(path))) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error(
                        "SP0255", place, "The repository `" + path + "` is not below a path that the operator allows.")
                .hint(
                        files.fixed()
                                ? "To allow it, the operator's policy must list it under `paths`."
                                : "To allow it, run the command with `--allow-path " + path + "`."));
    }

    private boolean isAllowed(Path path) {
        return files.allowed().stream().anyMatch(root -> isBelow(path, root));
    }

    private static boolean isBelow(Path path, Path root) {
        try {
            return path.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            // One that is not there allows nothing.
            return false;
        }
    }
}
